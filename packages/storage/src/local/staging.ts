import { randomUUID } from 'node:crypto'
import { mkdirSync, rmdirSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isMissing, systemCode } from './file-errors.ts'
import { makeFolder } from './make-folder.ts'

/** Folder below a root where content waits until it is complete. */
export const stagingKey = '.lamindb/.staging'

/**
 * Where one writer prepares what it will then rename to its place, on the file system of the storage.
 *
 * Names tell machine and process, so that what a killed process left is removed by the next writer on that machine; a
 * listing of the staging folder is short, unlike one of the folders that content goes to.
 */
export class Staging implements Disposable {
  readonly #folder: string
  readonly #host = encodeURIComponent(hostname())
  #opening: Promise<void> | undefined

  constructor(root: string) {
    this.#folder = join(root, stagingKey)
  }

  /**
   * Calls `prepare` with a path of its own, at which it makes a file or folder and moves it away. What it leaves there is
   * removed.
   */
  async use<T>(prepare: (path: string) => Promise<T>): Promise<T> {
    await (this.#opening ??= this.#open())
    const path = join(this.#folder, `${process.pid}@${this.#host}@${randomUUID()}`)
    try {
      return await this.#inFolder(() => prepare(path))
    } catch (error) {
      await rm(path, { recursive: true, force: true })
      throw error
    }
  }

  /** Removes the folder unless others work in it; the next use makes it again. */
  [Symbol.dispose](): void {
    if (!this.#opening) return
    this.#opening = undefined
    try {
      rmdirSync(this.#folder)
    } catch (error) {
      const code = systemCode(error) ?? ''
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code)) throw error
    }
  }

  /** Where the folder was there, something may be left in it. */
  async #open(): Promise<void> {
    try {
      if (!(await this.#make())) await this.#removeAbandoned()
    } catch (error) {
      this.#opening = undefined
      throw error
    }
  }

  /** @returns false when the folder was there */
  async #make(): Promise<boolean> {
    try {
      mkdirSync(this.#folder)
      return true
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false
      if (systemCode(error) !== 'ENOENT') throw error
      await makeFolder(this.#folder)
      return true
    }
  }

  /** Another program may remove the folder while it is empty. */
  async #inFolder<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!isMissing(error) || !(await this.#make())) throw error
      return work()
    }
  }

  async #removeAbandoned(): Promise<void> {
    for (const name of await this.#names()) {
      const [pid, host] = name.split('@')
      if (host !== this.#host || isAlive(Number(pid))) continue
      await rm(join(this.#folder, name), { recursive: true, force: true })
    }
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.#folder)
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}
