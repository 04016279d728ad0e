import { open, type FileHandle } from 'node:fs/promises'
import { TableFileFailed, TableFileNotFound, TruncatedFile } from '../errors.ts'
import type { ByteSource } from './byte-source.ts'

/**
 * Opens a local file; it stays open until the source is disposed.
 *
 * @throws `TableFileNotFound`, `TableFileFailed` when it is a folder or may not be read
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  const file = await openFile(path)
  const stats = await file.stat()
  if (!stats.isFile()) {
    await file.close()
    throw new TableFileFailed('read', path, new Error('it is no file'))
  }
  return {
    name: path,
    sizeBytes: stats.size,
    fileDescriptor: file.fd,
    read: (start, end, signal) => readRange(file, path, start, end, signal),
    [Symbol.asyncDispose]: () => file.close(),
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new TableFileNotFound(path, error)
    throw new TableFileFailed('read', path, error)
  }
}

async function readRange(
  file: FileHandle,
  path: string,
  start: number,
  end: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  // Own memory, not the shared pool, because the bytes are handed over to other threads.
  const buffer = new Uint8Array(end - start)
  let done = 0
  while (done < buffer.length) {
    const { bytesRead } = await file.read(buffer, done, buffer.length - done, start + done)
    if (bytesRead === 0) {
      throw new TruncatedFile(path, 'content', `${end} bytes expected, ${start + done} found`)
    }
    done += bytesRead
  }
  return buffer
}
