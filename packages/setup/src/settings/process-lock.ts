import { open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { isMissing } from './setting-text-file.ts'
import { LockedByProcess, SettingsNotWritable } from '../errors.ts'

/** How long {@link withProcessLock} waits. */
export interface LockOptions {
  /** Most time to wait for another process, in milliseconds; 60 000 by default. */
  readonly waitMs?: number
}

const pauseMs = 50

/**
 * Runs `work` while no other process of this machine runs the work of the same file. The file holds the id of the
 * process; one that has died leaves it behind, and the next takes it over.
 *
 * @throws {@link LockedByProcess} when another process takes longer than the wait
 * @throws {@link SettingsNotWritable} when the file cannot be made
 */
export async function withProcessLock<T>(
  file: string,
  work: () => Promise<T>,
  { waitMs = 60_000 }: LockOptions = {},
): Promise<T> {
  await prepareFolder(file)
  for (let waited = 0; !(await take(file)); waited += pauseMs) {
    if (waited >= waitMs) throw new LockedByProcess(file, waitMs)
    await sleep(pauseMs)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function prepareFolder(file: string): Promise<void> {
  const { makeFolder } = await import('@lamindb/storage')
  try {
    await makeFolder(dirname(file))
  } catch (error) {
    throw new SettingsNotWritable(file, error)
  }
}

/** False while a living process has the file. */
async function take(file: string): Promise<boolean> {
  try {
    await using handle = await open(file, 'wx')
    await handle.writeFile(String(process.pid))
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new SettingsNotWritable(file, error)
    }
  }
  if (!(await isAbandoned(file))) return false
  await rm(file, { force: true })
  return take(file)
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    const pid = Number.parseInt(await readFile(file, 'utf8'), 10)
    // Without a number, its process is about to write it, or died before it could: the wait decides.
    return Number.isInteger(pid) && !isAlive(pid)
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // A process of another user is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
