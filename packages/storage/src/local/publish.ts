import { cp, lstat, mkdir, open, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isMissing, systemCode } from './file-errors.ts'
import { openStaging } from './staging.ts'

/**
 * Puts a finished file or folder at its place, replacing what stands there as a whole.
 *
 * A file replaces a file in one atomic step. Where a folder is involved the old content is first renamed into the
 * staging folder, and renamed back if the second step fails.
 *
 * @param source - finished file or folder in the staging folder
 * @param target - absolute path; its folder is made when needed
 */
export async function publish(
  source: string,
  target: string,
  { staging, isFolder }: { readonly staging: string; readonly isFolder: boolean },
): Promise<void> {
  if (isFolder || !(await replacesFile(source, target))) {
    await mkdir(dirname(target), { recursive: true })
    const old = await lstatIfAny(target)
    try {
      if (old === undefined || (!old.isDirectory() && !isFolder)) await rename(source, target)
      else await swap(source, target, join(staging, 'replaced'))
    } catch (error) {
      if (systemCode(error) !== 'EXDEV') throw error
      await publishAcrossDevices(source, target, isFolder)
    }
  }
  await syncFolder(dirname(target))
}

/** The usual case in one step: the folder is there, and holds no folder of that name. */
async function replacesFile(source: string, target: string): Promise<boolean> {
  try {
    await rename(source, target)
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

async function swap(source: string, target: string, aside: string): Promise<void> {
  await rename(target, aside)
  try {
    await rename(source, target)
  } catch (error) {
    await rename(aside, target)
    throw error
  }
}

/** A folder below the root may be another file system; then content is staged a second time, beside its place. */
async function publishAcrossDevices(source: string, target: string, isFolder: boolean): Promise<void> {
  await using staging = await openStaging(dirname(target))
  const copy = join(staging.path, basename(target))
  await cp(source, copy, { recursive: true })
  await publish(copy, target, { staging: staging.path, isFolder })
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
async function syncFolder(path: string): Promise<void> {
  try {
    await using folder = await open(path, 'r')
    await folder.sync()
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'EACCES' && code !== 'EISDIR') throw error
  }
}
