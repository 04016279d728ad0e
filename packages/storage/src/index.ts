export type { ContentHash, HashType } from './content-hash.ts'
export {
  DiskFull,
  EmptyDirectory,
  InvalidByteRange,
  InvalidStorageKey,
  InvalidStorageRoot,
  IsADirectory,
  isStorageError,
  NotADirectory,
  PathExists,
  PathNotFound,
  SourceChanged,
  StorageError,
  storageErrorCodes,
  StorageFailed,
  StorageNotReadable,
  StorageNotWritable,
  StorageTypeNotSupported,
} from './errors.ts'
export type { StorageErrorDetails, StorageErrorFamily } from './errors.ts'
export type {
  Listable,
  ListOptions,
  ObjectContent,
  ObjectStat,
  Readable,
  Storage,
  StorageCallOptions,
  StorageType,
  Writable,
} from './storage.ts'
