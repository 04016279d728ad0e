export {
  DiskFull,
  EmptyDirectory,
  InvalidByteRange,
  InvalidStorageKey,
  InvalidStorageRoot,
  IsADirectory,
  isStorageError,
  NotADirectory,
  NotAFile,
  PathExists,
  PathNotFound,
  SourceChanged,
  SourceContainsStorage,
  StorageError,
  storageErrorCodes,
  StorageFailed,
  StorageNotReadable,
  StorageNotWritable,
  StorageTypeNotSupported,
} from './errors.ts'
export type { StorageErrorDetails, StorageErrorFamily } from './errors.ts'
export { combineHashes } from './hashing/combine-hashes.ts'
export type { ContentHash, HashType } from './hashing/content-hash.ts'
export { hashBytes, hashChunkBytes } from './hashing/hash-bytes.ts'
export type { HashOptions } from './hashing/hash-bytes.ts'
export { hashDirectory } from './hashing/hash-directory.ts'
export { hashFile } from './hashing/hash-file.ts'
export { LocalStorage } from './local/local-storage.ts'
export { makeFolder } from './local/make-folder.ts'
export { resolvePath } from './local/resolve-path.ts'
export { MemoryStorage } from './memory/memory-storage.ts'
export type { MemoryStorageOptions } from './memory/memory-storage.ts'
export { openStorage } from './open-storage.ts'
export {
  legacyStorageMarkerKey,
  parseStorageMarker,
  readStorageMarker,
  storageMarkerKey,
  storageMarkerText,
  writeStorageMarker,
} from './storage-marker.ts'
export type { StorageMarker, StorageMarkerContent } from './storage-marker.ts'
export { inferStorageType, normalizeRoot, prepareRoot } from './storage-root.ts'
export type { NormalizeRootOptions } from './storage-root.ts'
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
