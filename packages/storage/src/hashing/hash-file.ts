import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { translateFileError } from '../local/file-errors.ts'
import { smallFileBytes } from '../local/small-files.ts'
import { IsADirectory, NotAFile, SourceChanged } from '../errors.ts'
import type { ContentHash } from './content-hash.ts'
import { digestText } from './digest-text.ts'
import { hashBytes, hashChunkBytes, type HashOptions } from './hash-bytes.ts'

/** Large enough that the system calls do not count, small enough to stay in the processor's cache. */
const bufferBytes = 1 << 20

/**
 * Hashes a file, reading at most 100 MiB of it.
 *
 * Recipe: up to 50 MiB the MD5 of the content (`md5`); above, the SHA-1 of the SHA-1 digests of the first and the last
 * 50 MiB (`sha1-fl`). Memory: 2 MiB.
 *
 * @throws `PathNotFound`, `IsADirectory`, `NotAFile`, `StorageNotReadable`, `SourceChanged`
 */
export async function hashFile(path: string, options: HashOptions = {}): Promise<ContentHash> {
  const chunk = options.chunkBytes ?? hashChunkBytes
  try {
    const stats = statSync(path)
    // Opening a pipe would wait for somebody who writes into it.
    if (!stats.isFile() && !stats.isDirectory()) throw new NotAFile(path)
    const { size } = stats
    if (size <= smallFileBytes) return hashSmallFile(path, size, options)
    await using file = await open(path, 'r')
    const stat = await file.stat()
    if (stat.isDirectory()) throw new IsADirectory(path)
    const sizeBytes = stat.size
    const part = (algorithm: string, start: number, length: number): Promise<Buffer> =>
      digestPart(file, { path, algorithm, start, length, signal: options.signal })
    if (sizeBytes <= chunk) {
      const digest = await part('md5', 0, sizeBytes)
      return { hash: digestText(digest), hashType: 'md5', sizeBytes, nFiles: undefined }
    }
    const first = await part('sha1', 0, chunk)
    const last = await part('sha1', sizeBytes - chunk, chunk)
    const both = createHash('sha1').update(first).update(last).digest()
    return { hash: digestText(both), hashType: 'sha1-fl', sizeBytes, nFiles: undefined }
  } catch (error) {
    throw translateFileError(error, 'hash', path)
  }
}

function hashSmallFile(path: string, size: number, options: HashOptions): ContentHash {
  options.signal?.throwIfAborted()
  const content = readFileSync(path)
  if (content.length !== size) throw new SourceChanged(path, size, content.length)
  return hashBytes(content, options)
}

interface FilePart {
  readonly path: string
  readonly algorithm: string
  readonly start: number
  readonly length: number
  readonly signal: AbortSignal | undefined
}

/** Two buffers take turns, so that the next read runs while this thread hashes. */
async function digestPart(file: FileHandle, part: FilePart): Promise<Buffer> {
  const digest = createHash(part.algorithm)
  const size = Math.min(bufferBytes, part.length)
  let current = Buffer.allocUnsafeSlow(size)
  let next = Buffer.allocUnsafeSlow(part.length > size ? size : 0)
  let done = 0
  let reading = readAt(file, current, part, done)
  while (done < part.length) {
    part.signal?.throwIfAborted()
    const bytesRead = await reading
    if (bytesRead === 0) throw new SourceChanged(part.path, part.start + part.length, part.start + done)
    done += bytesRead
    if (done < part.length) reading = readAt(file, next, part, done)
    digest.update(current.subarray(0, bytesRead))
    ;[current, next] = [next, current]
  }
  return digest.digest()
}

async function readAt(file: FileHandle, buffer: Buffer, part: FilePart, done: number): Promise<number> {
  const length = Math.min(buffer.length, part.length - done)
  if (length === 0) return 0
  return (await file.read(buffer, 0, length, part.start + done)).bytesRead
}
