import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

import { isMissing, systemCode } from './file-errors.ts'
import { StorageNotWritable } from '../errors.ts'

/**
 * Makes a folder and its parents, as far as they are not there. Node's `recursive` does not end on a file system that
 * refuses new folders by calling them missing, as `/proc` does.
 *
 * @throws `StorageNotWritable` there, and the errors of the system
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = []
  for (let folder = path; !(await isFolder(folder)); folder = dirname(folder)) missing.unshift(folder)
  for (const folder of missing) {
    try {
      await mkdir(folder)
    } catch (error) {
      if (systemCode(error) === 'ENOENT') throw new StorageNotWritable(folder, error)
      // Another process may have made it meanwhile.
      if (systemCode(error) !== 'EEXIST' || !(await isFolder(folder))) throw error
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
