import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isMissing, systemCode } from './file-errors.ts'

/** Folder below a root where content waits until it is complete. */
export const stagingKey = '.lamindb/.staging'

/** A folder of one call, on the file system of its storage. */
export interface StagingFolder extends AsyncDisposable {
  readonly path: string
}

/**
 * Makes a folder in which one call prepares what it will then rename to its place.
 *
 * The name tells machine and process, so that what a killed process left is removed by the next writer on that machine;
 * a listing of the staging folder is short, unlike one of the folders that content goes to.
 */
export async function openStaging(root: string): Promise<StagingFolder> {
  const base = join(root, stagingKey)
  const path = join(base, `${process.pid}@${encodeURIComponent(hostname())}@${randomUUID()}`)
  // Where the staging folder itself was there, something may be left in it.
  if ((await makeFolder(path)) === path) await removeAbandoned(base)
  return {
    path,
    async [Symbol.asyncDispose]() {
      if (!(await removeIfEmpty(path))) await rm(path, { recursive: true, force: true })
      await removeIfEmpty(base)
    },
  }
}

/**
 * Another call may remove the empty base between the two steps that make a folder in it.
 *
 * @returns the first folder that was made, of those in the path
 */
async function makeFolder(path: string, attempts = 5): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true })
  } catch (error) {
    if (attempts === 0 || systemCode(error) !== 'ENOENT') throw error
    return makeFolder(path, attempts - 1)
  }
}

async function removeAbandoned(base: string): Promise<void> {
  const host = encodeURIComponent(hostname())
  for (const name of await namesIn(base)) {
    const [pid, owner] = name.split('@')
    if (owner !== host || isAlive(Number(pid))) continue
    await rm(join(base, name), { recursive: true, force: true })
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
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

/** @returns false when something is in the folder */
async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder)
    return true
  } catch (error) {
    // Other calls still work in it, or have removed it already.
    const code = systemCode(error)
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error
    return code === 'ENOENT'
  }
}
