import type { ContentHash } from './hashing/content-hash.ts'

/** Kinds of storage locations; the values of the column `lamindb_storage.type`. */
export type StorageType = 'local' | 's3' | 'gs' | 'hf' | 'http' | 'https'

/** Options of every call that touches a storage. */
export interface StorageCallOptions {
  /** Aborts the call; it then rejects with the signal's reason and leaves the target as it was. */
  readonly signal?: AbortSignal
}

/** What a storage tells about one object. */
export interface ObjectStat {
  /** Path relative to the root, `/` between its parts. */
  readonly key: string
  readonly kind: 'file' | 'folder'
  /** Bytes of a file; 0 for a folder. */
  readonly sizeBytes: number
  readonly modifiedAt: Date
}

/** Bytes to be stored; text is stored as UTF-8. */
export type ObjectContent = Uint8Array | string | AsyncIterable<Uint8Array>

/** Reading by key. A missing object is `undefined`, every other failure throws. */
export interface Readable {
  stat(key: string, options?: StorageCallOptions): Promise<ObjectStat | undefined>

  /**
   * Reads a whole file into memory.
   *
   * @throws `IsADirectory` when the key names a folder
   */
  read(key: string, options?: StorageCallOptions): Promise<Uint8Array | undefined>

  /**
   * Reads the bytes `[start, end)`; a range beyond the end of the file is cut, possibly to nothing.
   *
   * @throws `InvalidByteRange`, `IsADirectory`
   */
  readRange(
    key: string,
    start: number,
    end: number,
    options?: StorageCallOptions,
  ): Promise<Uint8Array | undefined>

  /** Streams a file in order, in chunks of the storage's choice. */
  stream(key: string, options?: StorageCallOptions): Promise<AsyncIterable<Uint8Array> | undefined>

  /**
   * Hash, size and number of files of a file or folder, by the recipe of this kind of storage.
   *
   * @throws `EmptyDirectory`
   */
  hash(key: string, options?: StorageCallOptions): Promise<ContentHash | undefined>
}

/**
 * Writing by key. Folders of a key are made when needed. A failed, aborted or killed call leaves what stood at the
 * key before: readers see the old content or the new, never a part.
 */
export interface Writable {
  /** Writes one file, replacing an older one. */
  write(key: string, content: ObjectContent, options?: StorageCallOptions): Promise<ObjectStat>

  /**
   * Copies a file or folder from the local file system; what stands at the key is replaced as a whole, so no file of
   * an older folder survives.
   *
   * @throws `PathNotFound` when the source is missing, `SourceChanged` when it changes meanwhile
   */
  upload(localPath: string, key: string, options?: StorageCallOptions): Promise<ObjectStat>

  /**
   * Moves a file or folder inside this storage and checks that all of it arrived.
   *
   * @throws `PathNotFound` when there is nothing at `from`, `PathExists` when there is something at `to`
   */
  move(from: string, to: string, options?: StorageCallOptions): Promise<ObjectStat>

  /** Removes a file, or a folder with everything below it; false when there was nothing. */
  remove(key: string, options?: StorageCallOptions): Promise<boolean>
}

/** What to list. */
export interface ListOptions extends StorageCallOptions {
  /** Also what lies in folders below; true by default. Folders themselves are listed only when this is false. */
  readonly recursive?: boolean
}

/** Enumerating keys. */
export interface Listable {
  /**
   * Lists what lies below a folder, without order, one entry at a time; nothing when the folder is missing.
   *
   * @param folder - key of the folder; the empty text is the root
   */
  list(folder?: string, options?: ListOptions): AsyncIterable<ObjectStat>
}

/** A storage location: everything below one root. */
export interface Storage extends Readable, Writable, Listable, AsyncDisposable {
  readonly type: StorageType
  /** Normalised root as `lamindb_storage.root` holds it, without a trailing slash. */
  readonly root: string

  /** Absolute path or URL of a key. */
  locate(key: string): string

  /**
   * Key of an absolute path or URL that lies strictly inside the root, else `undefined`. Symbolic links of a local path
   * are resolved; it need not exist.
   */
  keyOf(location: string): Promise<string | undefined>

  /** Removes what the driver keeps below the root for its work; it may be used again. */
  [Symbol.asyncDispose](): Promise<void>
}
