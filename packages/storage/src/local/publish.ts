import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { cp, lstat, mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isMissing, systemCode } from './file-errors.ts'

/**
 * Puts a finished file or folder at its place, replacing what stands there as a whole.
 *
 * A file replaces a file in one atomic step. Where a folder is involved the old content is first renamed to a place
 * beside the finished one, and renamed back if the second step fails.
 *
 * @param source - finished file or folder
 * @param target - absolute path; its folder is made when needed
 */
export async function publish(
  source: string,
  target: string,
  { isFolder }: { readonly isFolder: boolean },
): Promise<void> {
  if (isFolder || !replacesFile(source, target)) {
    await mkdir(dirname(target), { recursive: true })
    const old = await lstatIfAny(target)
    try {
      if (old === undefined || (!old.isDirectory() && !isFolder)) await rename(source, target)
      else await swap(source, target)
    } catch (error) {
      if (systemCode(error) !== 'EXDEV') throw error
      await publishAcrossDevices(source, target, isFolder)
    }
  }
  syncFolder(dirname(target))
}

/** The usual case in one step: the folder is there, and holds no folder of that name. */
function replacesFile(source: string, target: string): boolean {
  try {
    renameSync(source, target)
    return true
  } catch (error) {
    const code = systemCode(error)
    if (
      code === 'ENOENT' ||
      code === 'EISDIR' ||
      code === 'ENOTEMPTY' ||
      code === 'EEXIST' ||
      code === 'EXDEV'
    )
      return false
    throw error
  }
}

async function swap(source: string, target: string): Promise<void> {
  const old = `${source}.old`
  await rename(target, old)
  try {
    await rename(source, target)
  } catch (error) {
    await rename(old, target)
    throw error
  }
  await rm(old, { recursive: true })
}

/** A folder below the root may be another file system; then content is staged a second time, beside its place. */
async function publishAcrossDevices(source: string, target: string, isFolder: boolean): Promise<void> {
  const copy = join(dirname(target), `.${basename(target)}.${randomUUID()}`)
  try {
    await cp(source, copy, { recursive: true })
    await publish(copy, target, { isFolder })
  } catch (error) {
    await rm(copy, { recursive: true, force: true })
    throw error
  }
  await rm(source, { recursive: true })
}

async function lstatIfAny(path: string): Promise<Awaited<ReturnType<typeof lstat>> | undefined> {
  try {
    return await lstat(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Makes a rename survive a power failure where the file system offers that; some cannot sync folders. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'EACCES' && code !== 'EISDIR') throw error
  }
}
