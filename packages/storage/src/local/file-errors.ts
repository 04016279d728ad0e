import {
  DiskFull,
  IsADirectory,
  isStorageError,
  NotADirectory,
  PathExists,
  PathNotFound,
  StorageFailed,
  StorageNotReadable,
  StorageNotWritable,
} from '../errors.ts'

/** What was being done to a file when the system refused; completes "Could not … 'path'". */
export type FileOperation = 'read' | 'hash' | 'list' | 'write' | 'copy' | 'move' | 'remove'

const reading: ReadonlySet<FileOperation> = new Set(['read', 'hash', 'list'])

/**
 * Turns an error of the file system into the named error of this package; errors of this package and aborts pass
 * unchanged.
 *
 * @param path - what the caller named; the system's own path stays in the cause
 */
export function translateFileError(error: unknown, operation: FileOperation, path: string): unknown {
  if (isStorageError(error)) return error
  switch (systemCode(error)) {
    case undefined:
      return error
    case 'ENOENT':
      return new PathNotFound(path, error)
    case 'EISDIR':
      return new IsADirectory(path, error)
    case 'ENOTDIR':
      return new NotADirectory(path, error)
    case 'EEXIST':
    case 'ENOTEMPTY':
      // Folders are made with their parents; only a file in the way makes that fail.
      return operation === 'move' ? new PathExists(path, error) : new NotADirectory(path, error)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return reading.has(operation)
        ? new StorageNotReadable(path, error)
        : new StorageNotWritable(path, error)
    case 'ENOSPC':
    case 'EDQUOT':
      return new DiskFull(path, error)
    default:
      return new StorageFailed(operation, path, error)
  }
}

/** Whether the error says that there is nothing at the path, or that one of its parents is a file. */
export function isMissing(error: unknown): boolean {
  const code = systemCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** The system's code of an error that a call of the operating system ended with. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
