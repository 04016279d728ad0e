import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EmptyDirectory, IsADirectory, NotADirectory, PathExists, PathNotFound } from '../errors.ts'
import { checkByteRange } from '../byte-range.ts'
import { combineHashes } from '../hashing/combine-hashes.ts'
import type { ContentHash } from '../hashing/content-hash.ts'
import { hashBytes } from '../hashing/hash-bytes.ts'
import { translateFileError } from '../local/file-errors.ts'
import { listLocalFiles } from '../local/local-listing.ts'
import { checkedFolder, checkedKey, isBelow } from '../storage-key.ts'
import type { ListOptions, ObjectContent, ObjectStat, Storage, StorageCallOptions } from '../storage.ts'

/** How a {@link MemoryStorage} is made. */
export interface MemoryStorageOptions {
  /** Root that the storage claims to have; `/memory` by default. */
  readonly root?: string
  /** Clock for modification times; always the epoch by default. */
  readonly now?: () => Date
}

interface StoredFile {
  readonly bytes: Uint8Array
  readonly modifiedAt: Date
}

/** A storage location in memory, for tests; behaves as the local one, but that folders exist only through their files. */
export class MemoryStorage implements Storage {
  readonly type = 'local'
  readonly root: string
  readonly #now: () => Date
  readonly #files = new Map<string, StoredFile>()

  constructor(options: MemoryStorageOptions = {}) {
    this.root = options.root ?? '/memory'
    this.#now = options.now ?? (() => new Date(0))
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  locate(key: string): string {
    return `${this.root}/${checkedKey(key)}`
  }

  async keyOf(location: string): Promise<string | undefined> {
    return isBelow(location, this.root) ? location.slice(this.root.length + 1) : undefined
  }

  async stat(key: string): Promise<ObjectStat | undefined> {
    const name = checkedKey(key)
    const file = this.#files.get(name)
    if (file !== undefined) return fileStat(name, file)
    return this.#keysBelow(name).length > 0 ? this.#folderStat(name) : undefined
  }

  async read(key: string, options: StorageCallOptions = {}): Promise<Uint8Array | undefined> {
    options.signal?.throwIfAborted()
    const name = checkedKey(key)
    const file = this.#files.get(name)
    if (file === undefined && this.#keysBelow(name).length > 0) throw new IsADirectory(this.locate(name))
    return file?.bytes.slice()
  }

  async readRange(
    key: string,
    start: number,
    end: number,
    options: StorageCallOptions = {},
  ): Promise<Uint8Array | undefined> {
    checkByteRange(start, end)
    return (await this.read(key, options))?.subarray(start, end)
  }

  async stream(
    key: string,
    options: StorageCallOptions = {},
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const bytes = await this.read(key, options)
    return bytes === undefined ? undefined : single(bytes)
  }

  async hash(key: string): Promise<ContentHash | undefined> {
    const found = await this.stat(key)
    if (found === undefined) return undefined
    const name = checkedKey(key)
    const file = this.#files.get(name)
    return file === undefined ? this.#hashFolder(name) : hashBytes(file.bytes)
  }

  async write(key: string, content: ObjectContent, options: StorageCallOptions = {}): Promise<ObjectStat> {
    const bytes = await collect(content, options)
    return this.#replace(checkedKey(key), new Map([['', bytes]]))
  }

  async upload(localPath: string, key: string, options: StorageCallOptions = {}): Promise<ObjectStat> {
    options.signal?.throwIfAborted()
    const name = checkedKey(key)
    const files = await readLocal(localPath, options)
    return this.#replace(name, files)
  }

  async move(from: string, to: string): Promise<ObjectStat> {
    const source = checkedKey(from)
    const target = checkedKey(to)
    const moved = await this.stat(source)
    if (moved === undefined) throw new PathNotFound(this.locate(source))
    if ((await this.stat(target)) !== undefined) throw new PathExists(this.locate(target))
    this.#checkParents(target)
    for (const key of [source, ...this.#keysBelow(source)]) {
      const file = this.#files.get(key)
      if (file === undefined) continue
      this.#files.delete(key)
      this.#files.set(target + key.slice(source.length), file)
    }
    return { ...moved, key: target }
  }

  async remove(key: string): Promise<boolean> {
    const name = checkedKey(key)
    const keys = [name, ...this.#keysBelow(name)].filter((key) => this.#files.has(key))
    for (const key of keys) this.#files.delete(key)
    return keys.length > 0
  }

  async *list(folder = '', options: ListOptions = {}): AsyncGenerator<ObjectStat> {
    const name = checkedFolder(folder)
    if (this.#files.has(name)) throw new NotADirectory(this.locate(name))
    const seen = new Set<string>()
    for (const key of name === '' ? [...this.#files.keys()] : this.#keysBelow(name)) {
      options.signal?.throwIfAborted()
      const file = this.#files.get(key)
      if (file === undefined) continue
      const rest = name === '' ? key : key.slice(name.length + 1)
      const slash = options.recursive === false ? rest.indexOf('/') : -1
      if (slash === -1) yield fileStat(key, file)
      else {
        const child = key.slice(0, key.length - rest.length + slash)
        if (!seen.has(child)) yield this.#folderStat(child)
        seen.add(child)
      }
    }
  }

  #keysBelow(folder: string): string[] {
    return [...this.#files.keys()].filter((key) => isBelow(key, folder))
  }

  #folderStat(key: string): ObjectStat {
    const times = this.#keysBelow(key).map((name) => this.#files.get(name)?.modifiedAt.getTime() ?? 0)
    return { key, kind: 'folder', sizeBytes: 0, modifiedAt: new Date(Math.max(...times)) }
  }

  #hashFolder(folder: string): ContentHash {
    const contents = this.#keysBelow(folder).map((key) => hashBytes(this.#files.get(key)?.bytes ?? ''))
    if (contents.length === 0) throw new EmptyDirectory(this.locate(folder))
    return {
      hash: combineHashes(contents.map((content) => content.hash)),
      hashType: 'md5-d',
      sizeBytes: contents.reduce((sum, content) => sum + content.sizeBytes, 0),
      nFiles: contents.length,
    }
  }

  #replace(key: string, files: ReadonlyMap<string, Uint8Array>): ObjectStat {
    this.#checkParents(key)
    for (const old of [key, ...this.#keysBelow(key)]) this.#files.delete(old)
    const modifiedAt = this.#now()
    for (const [path, bytes] of files) {
      this.#files.set(path === '' ? key : `${key}/${path}`, { bytes, modifiedAt })
    }
    const file = this.#files.get(key)
    return file === undefined ? { key, kind: 'folder', sizeBytes: 0, modifiedAt } : fileStat(key, file)
  }

  #checkParents(key: string): void {
    const parts = key.split('/')
    for (let n = 1; n < parts.length; n++) {
      const parent = parts.slice(0, n).join('/')
      if (this.#files.has(parent)) throw new NotADirectory(this.locate(parent))
    }
  }
}

function fileStat(key: string, file: StoredFile): ObjectStat {
  return { key, kind: 'file', sizeBytes: file.bytes.byteLength, modifiedAt: file.modifiedAt }
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.byteLength > 0) yield bytes
}

async function collect(content: ObjectContent, options: StorageCallOptions): Promise<Uint8Array> {
  options.signal?.throwIfAborted()
  if (typeof content === 'string') return new TextEncoder().encode(content)
  if (content instanceof Uint8Array) return content.slice()
  const chunks: Uint8Array[] = []
  for await (const chunk of content) {
    options.signal?.throwIfAborted()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

async function readLocal(path: string, options: StorageCallOptions): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  try {
    if (!(await stat(path)).isDirectory()) return files.set('', await readFile(path))
    for await (const { relativePath } of listLocalFiles(path, options)) {
      files.set(relativePath, await readFile(join(path, relativePath)))
    }
  } catch (error) {
    throw translateFileError(error, 'copy', path)
  }
  return files
}
