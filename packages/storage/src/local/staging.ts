import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isMissing, systemCode } from './file-errors.ts'

/** Folder below a root where content waits until it is complete. */
export const stagingKey = '.lamindb/.staging'

/**
 * Where one writer prepares what it will then rename to its place, on the file system of the storage.
 *
 * Names tell machine and process, so that what a killed process left is removed by the next writer on that machine; a
 * listing of the staging folder is short, unlike one of the folders that content goes to.
 */
export class Staging {
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

  async #open(): Promise<void> {
    try {
      if ((await mkdir(this.#folder, { recursive: true })) === undefined) await this.#removeAbandoned()
    } catch (error) {
      this.#opening = undefined
      throw error
    }
  }

  /** Somebody may have removed the folder while it was empty. */
  async #inFolder<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!isMissing(error) || (await mkdir(this.#folder, { recursive: true })) === undefined) throw error
      return work()
    }
  }

  async #removeAbandoned(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const [pid, host] = name.split('@')
      if (host !== this.#host || isAlive(Number(pid))) continue
      await rm(join(this.#folder, name), { recursive: true, force: true })
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
