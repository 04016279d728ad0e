import { open, rm } from 'node:fs/promises'
import { TableFileFailed, TableFileNotFound, isFormatError } from '../errors.ts'
import type { ByteSink } from './byte-sink.ts'

/**
 * Writes a new local file through a sink and makes it durable; nothing is left at the path when that fails.
 *
 * @throws `TableFileNotFound` when the folder is missing, `TableFileFailed`
 */
export async function writeFileThrough<Result>(
  path: string,
  write: (sink: ByteSink) => Promise<Result>,
): Promise<Result> {
  try {
    await using file = await open(path, 'w')
    const result = await write({
      write: async (bytes) => {
        await file.writeFile(bytes)
      },
    })
    await file.sync()
    return result
  } catch (error) {
    if (errorCode(error) !== 'EISDIR') await rm(path, { force: true })
    throw fileError(error, path)
  }
}

function fileError(error: unknown, path: string): unknown {
  if (isFormatError(error) || errorCode(error) === undefined) return error
  if (errorCode(error) === 'ENOENT') return new TableFileNotFound(path, error)
  return new TableFileFailed('write', path, error)
}

/** Code of an error that came from the system. */
function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined
  return String(error.code)
}
