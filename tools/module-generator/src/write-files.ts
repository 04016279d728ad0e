import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { ModuleFolderRefused } from './errors.ts'

/** Writes texts below a folder; folders are made on the way. */
export async function writeFiles(folder: string, files: { readonly [path: string]: string }): Promise<void> {
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
  } catch (error) {
    throw new ModuleFolderRefused(folder, error)
  }
}

/** Whether nothing is there, or an empty folder. */
export async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    throw new ModuleFolderRefused(folder, error)
  }
}
