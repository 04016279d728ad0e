import { join } from 'node:path'
import { availableParallelism } from 'node:os'
import { EmptyDirectory } from '../errors.ts'
import { listLocalFiles } from '../local/local-listing.ts'
import { mapConcurrently } from '../map-concurrently.ts'
import { combineHashes } from './combine-hashes.ts'
import type { ContentHash } from './content-hash.ts'
import type { HashOptions } from './hash-bytes.ts'
import { hashFile } from './hash-file.ts'

/**
 * Hashes all files of a folder, hidden ones and those in folders below included.
 *
 * Names and paths of the files do not enter the hash. Symbolic links to files count as files; links to folders are not
 * followed. Memory: one hash per file.
 *
 * @throws `EmptyDirectory` when there is no file, `PathNotFound`, `NotADirectory`, and those of {@link hashFile}
 */
export async function hashDirectory(path: string, options: HashOptions = {}): Promise<ContentHash> {
  const hashes: string[] = []
  let sizeBytes = 0
  const files = listLocalFiles(path, { signal: options.signal })
  await mapConcurrently(files, availableParallelism() * 2, async (file) => {
    const content = await hashFile(join(path, file.relativePath), options)
    hashes.push(content.hash)
    sizeBytes += content.sizeBytes
  })
  if (hashes.length === 0) throw new EmptyDirectory(path)
  return { hash: combineHashes(hashes), hashType: 'md5-d', sizeBytes, nFiles: hashes.length }
}
