import type { Dirent, Stats } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorageCallOptions } from '../storage.ts'
import { isMissing, translateFileError } from './file-errors.ts'

/** A file below a folder of the local file system. */
export interface LocalFile {
  /** Path relative to the folder that was listed, `/` between its parts. */
  readonly relativePath: string
  readonly stats: Stats
}

/**
 * Lists the files of a folder and of all folders below, hidden ones included, in the order of the file system.
 *
 * Symbolic links to files are files, links to folders are not followed, so a loop of links ends; sockets, devices and
 * files that vanish meanwhile are left out.
 *
 * @throws `PathNotFound`, `NotADirectory`, `StorageNotReadable`
 */
export async function* listLocalFiles(
  folder: string,
  options: StorageCallOptions = {},
): AsyncGenerator<LocalFile> {
  const pending = ['']
  for (let relative = pending.pop(); relative !== undefined; relative = pending.pop()) {
    for await (const entry of readFolder(join(folder, relative))) {
      options.signal?.throwIfAborted()
      const relativePath = relative === '' ? entry.name : `${relative}/${entry.name}`
      if (entry.isDirectory()) pending.push(relativePath)
      else {
        const stats = await statFile(join(folder, relativePath))
        if (stats !== undefined) yield { relativePath, stats }
      }
    }
  }
}

/** Entries of one folder, without descending. */
export async function* readFolder(folder: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder)
  } catch (error) {
    throw translateFileError(error, 'list', folder)
  }
}

async function statFile(path: string): Promise<Stats | undefined> {
  try {
    const stats = await stat(path)
    return stats.isFile() ? stats : undefined
  } catch (error) {
    if (isMissing(error)) return undefined
    throw translateFileError(error, 'read', path)
  }
}
