/** Who can help: the user, the environment (may be retried), or us. */
export type StorageErrorFamily = 'user' | 'environment' | 'bug'

/** What an error of this package carries beside its code. */
export interface StorageErrorDetails {
  readonly message: string
  readonly hint?: string
  readonly cause?: unknown
  readonly family?: StorageErrorFamily
}

/** Base of everything this package throws; narrow with {@link isStorageError}. */
export class StorageError<Code extends string = string> extends Error {
  /** Permanent, machine-readable name of the failure. */
  readonly code: Code
  /** What to do about it. */
  readonly hint: string | undefined
  readonly family: StorageErrorFamily

  constructor(code: Code, details: StorageErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.hint = details.hint
    this.family = details.family ?? 'user'
  }
}

/** A file or folder that has to exist and does not. */
export class PathNotFound extends StorageError<'PATH_NOT_FOUND'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('PATH_NOT_FOUND', {
      message: `There is no file or folder at '${path}'.`,
      hint: 'Check the spelling and the working directory.',
      cause,
    })
    this.path = path
  }
}

/** A folder where a file is needed. */
export class IsADirectory extends StorageError<'IS_A_DIRECTORY'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('IS_A_DIRECTORY', {
      message: `A file is needed, '${path}' is a folder.`,
      hint: 'Name a file inside the folder, or use the call for folders.',
      cause,
    })
    this.path = path
  }
}

/** A device, pipe or socket where a file is needed: it has no content that stays. */
export class NotAFile extends StorageError<'NOT_A_FILE'> {
  readonly path: string

  constructor(path: string) {
    super('NOT_A_FILE', {
      message: `A file is needed, '${path}' is a device, pipe or socket.`,
      hint: 'Write what comes from it into a file first.',
    })
    this.path = path
  }
}

/** A file where a folder is needed, also as a parent in the middle of a path. */
export class NotADirectory extends StorageError<'NOT_A_DIRECTORY'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('NOT_A_DIRECTORY', {
      message: `A folder is needed, '${path}' is a file or lies below one.`,
      hint: 'Choose another folder, or move the file away.',
      cause,
    })
    this.path = path
  }
}

/** The target of a move that must not replace anything. */
export class PathExists extends StorageError<'PATH_EXISTS'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('PATH_EXISTS', {
      message: `There is something at '${path}' already; nothing was moved.`,
      hint: 'Remove it first, or choose another target.',
      cause,
    })
    this.path = path
  }
}

/** A folder without a single file, which has no content hash. */
export class EmptyDirectory extends StorageError<'EMPTY_DIRECTORY'> {
  readonly path: string

  constructor(path: string) {
    super('EMPTY_DIRECTORY', {
      message: `The folder '${path}' contains no file, so there is nothing to hash.`,
      hint: 'Put at least one file into the folder.',
    })
    this.path = path
  }
}

/** Permission to write is missing, or the file system is read-only. */
export class StorageNotWritable extends StorageError<'STORAGE_NOT_WRITABLE'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('STORAGE_NOT_WRITABLE', {
      message: `'${path}' cannot be written: permission is missing or the file system is read-only.`,
      hint: 'Ask for write permission on the folder, or choose another storage location.',
      family: 'environment',
      cause,
    })
    this.path = path
  }
}

/** Permission to read is missing. */
export class StorageNotReadable extends StorageError<'STORAGE_NOT_READABLE'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('STORAGE_NOT_READABLE', {
      message: `'${path}' cannot be read: permission is missing.`,
      hint: 'Ask for read permission on the file and its folders.',
      family: 'environment',
      cause,
    })
    this.path = path
  }
}

/** No space or quota left; the target is as it was before the call. */
export class DiskFull extends StorageError<'DISK_FULL'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('DISK_FULL', {
      message: `No space or quota is left for '${path}'; what stood there is unchanged.`,
      hint: 'Free some space, or choose another storage location, and repeat the call.',
      family: 'environment',
      cause,
    })
    this.path = path
  }
}

/** Any other failure of the file system. */
export class StorageFailed extends StorageError<'STORAGE_FAILED'> {
  readonly path: string
  readonly operation: string

  constructor(operation: string, path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super('STORAGE_FAILED', {
      message: `Could not ${operation} '${path}': ${reason}.`,
      hint: 'The file system reports this failure; repeat the call once its cause is gone.',
      family: 'environment',
      cause,
    })
    this.operation = operation
    this.path = path
  }
}

/** A copy that does not have the size of its source, because the source changed meanwhile. */
export class SourceChanged extends StorageError<'SOURCE_CHANGED'> {
  readonly path: string
  readonly expectedBytes: number
  readonly foundBytes: number

  constructor(path: string, expectedBytes: number, foundBytes: number) {
    super('SOURCE_CHANGED', {
      message: `'${path}' changed while it was copied: ${expectedBytes} bytes expected, ${foundBytes} copied.`,
      hint: 'Wait until whatever writes the file has finished, and repeat the call; nothing was replaced.',
      family: 'environment',
    })
    this.path = path
    this.expectedBytes = expectedBytes
    this.foundBytes = foundBytes
  }
}

/** A folder to be stored that contains the storage location itself, so that its copy would contain itself. */
export class SourceContainsStorage extends StorageError<'SOURCE_CONTAINS_STORAGE'> {
  readonly path: string
  readonly root: string

  constructor(path: string, root: string) {
    super('SOURCE_CONTAINS_STORAGE', {
      message: `The folder '${path}' contains the storage location '${root}' and cannot be copied into it.`,
      hint: 'Name a folder that does not contain the storage location.',
    })
    this.path = path
    this.root = root
  }
}

/** A key that does not name something inside its storage location. */
export class InvalidStorageKey extends StorageError<'INVALID_STORAGE_KEY'> {
  readonly key: string

  constructor(key: string, reason: string) {
    super('INVALID_STORAGE_KEY', {
      message: `'${key}' is no storage key: ${reason}.`,
      hint: "Use a path relative to the storage root, with '/' between its parts and no '.' or '..' among them.",
    })
    this.key = key
  }
}

/** A text that cannot be the root of a storage location. */
export class InvalidStorageRoot extends StorageError<'INVALID_STORAGE_ROOT'> {
  readonly root: string

  constructor(root: string, reason: string) {
    super('INVALID_STORAGE_ROOT', {
      message: `'${root}' cannot be the root of a storage location: ${reason}.`,
      hint: 'Give a folder, or a URL such as s3://bucket/folder.',
    })
    this.root = root
  }
}

/** A kind of storage that this version cannot read or write. */
export class StorageTypeNotSupported extends StorageError<'STORAGE_TYPE_NOT_SUPPORTED'> {
  readonly root: string
  readonly storageType: string

  constructor(root: string, storageType: string) {
    super('STORAGE_TYPE_NOT_SUPPORTED', {
      message: `Storage locations of type '${storageType}' are not supported yet: '${root}'.`,
      hint: 'Use a local folder as the storage location.',
    })
    this.root = root
    this.storageType = storageType
  }
}

/** A byte range with a negative or fractional bound, or with its end before its start. */
export class InvalidByteRange extends StorageError<'INVALID_BYTE_RANGE'> {
  readonly start: number
  readonly end: number

  constructor(start: number, end: number) {
    super('INVALID_BYTE_RANGE', {
      message: `[${start}, ${end}) is no byte range.`,
      hint: 'Give whole numbers with 0 <= start <= end; an end beyond the object is cut to its size.',
    })
    this.start = start
    this.end = end
  }
}

/**
 * Tells an error of this package, also one of another copy of it, optionally of one code.
 *
 * @example `if (isStorageError(error, 'DISK_FULL')) …`
 */
export function isStorageError<Code extends string = string>(
  error: unknown,
  code?: Code,
): error is StorageError<Code> {
  if (!(error instanceof Error) || !('code' in error) || !('family' in error)) return false
  return code === undefined ? storageErrorCodes.has(String(error.code)) : error.code === code
}

/** Every code of this package. */
export const storageErrorCodes: ReadonlySet<string> = new Set([
  'PATH_NOT_FOUND',
  'IS_A_DIRECTORY',
  'NOT_A_FILE',
  'NOT_A_DIRECTORY',
  'PATH_EXISTS',
  'EMPTY_DIRECTORY',
  'STORAGE_NOT_WRITABLE',
  'STORAGE_NOT_READABLE',
  'DISK_FULL',
  'STORAGE_FAILED',
  'SOURCE_CHANGED',
  'SOURCE_CONTAINS_STORAGE',
  'INVALID_STORAGE_KEY',
  'INVALID_STORAGE_ROOT',
  'STORAGE_TYPE_NOT_SUPPORTED',
  'INVALID_BYTE_RANGE',
])
