import { isStorageError } from '@lamindb/storage'

import { FileExists, FileNotFound, InvalidArgument, NoWriteAccess } from '../../errors.ts'

/** Errors of storage drivers under the names that core has for them; everything else as it is. */
export function translateStorageError(error: unknown): unknown {
  if (!isStorageError(error)) return error
  const { message, hint, code } = error
  const details = { cause: error, ...(hint !== undefined && { hint }) }
  const path = 'path' in error && typeof error.path === 'string' ? error.path : ''
  if (code === 'PATH_NOT_FOUND') return new FileNotFound(path, { ...details, message })
  if (code === 'PATH_EXISTS') return new FileExists(path, { ...details, message })
  if (code === 'STORAGE_NOT_WRITABLE') return new NoWriteAccess(message, details)
  if (code === 'EMPTY_DIRECTORY' || code === 'SOURCE_CONTAINS_STORAGE' || code === 'INVALID_STORAGE_ROOT') {
    return new InvalidArgument(message, details)
  }
  return error
}

/** Runs a piece of work with a storage and translates its errors. */
export async function withStorageErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw translateStorageError(error)
  }
}
