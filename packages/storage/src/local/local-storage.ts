import type { Stats } from 'node:fs'
import { createReadStream, statSync } from 'node:fs'
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import {
  IsADirectory,
  PathExists,
  PathNotFound,
  SourceContainsStorage,
  StorageTypeNotSupported,
} from '../errors.ts'
import { checkByteRange } from '../byte-range.ts'
import type { ContentHash } from '../hashing/content-hash.ts'
import { hashDirectory } from '../hashing/hash-directory.ts'
import { hashFile } from '../hashing/hash-file.ts'
import { checkedFolder, checkedKey, isBelow } from '../storage-key.ts'
import { inferStorageType, normalizeRoot, type NormalizeRootOptions } from '../storage-root.ts'
import type { ListOptions, ObjectContent, ObjectStat, Storage, StorageCallOptions } from '../storage.ts'
import { copyFolder, copyOneFile } from './copy-files.ts'
import { isMissing, systemCode, translateFileError, type FileOperation } from './file-errors.ts'
import { listLocalFiles, readFolder } from './local-listing.ts'
import { makeFolder } from './make-folder.ts'
import { publish } from './publish.ts'
import { resolvePath } from './resolve-path.ts'
import { Staging, stagingKey } from './staging.ts'

/** Chunks of a streamed file. */
const streamChunkBytes = 1 << 20

/**
 * A storage location in the local file system.
 *
 * Content is prepared in `.lamindb/.staging` below the root, made durable and renamed to its place, so that neither a
 * killed process nor a full disk leaves a part of it under its key.
 */
export class LocalStorage implements Storage {
  readonly type = 'local'
  readonly root: string
  readonly #staging: Staging

  private constructor(root: string) {
    this.root = root
    this.#staging = new Staging(root)
  }

  /**
   * Opens the location below a root, which need not exist before the first write.
   *
   * @throws `InvalidStorageRoot`, `StorageTypeNotSupported` for a remote root
   */
  static async open(root: string, options: NormalizeRootOptions = {}): Promise<LocalStorage> {
    const type = inferStorageType(root)
    if (type !== 'local') throw new StorageTypeNotSupported(root, type)
    return new LocalStorage(await normalizeRoot(root, options))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#staging[Symbol.dispose]()
  }

  locate(key: string): string {
    return join(this.root, checkedKey(key))
  }

  async keyOf(location: string): Promise<string | undefined> {
    const path = await resolvePath(location)
    return isBelow(path, this.root) ? relative(this.root, path).split(sep).join('/') : undefined
  }

  async stat(key: string): Promise<ObjectStat | undefined> {
    return this.#ifPresent('read', key, async (path) => objectStat(checkedKey(key), await stat(path)))
  }

  async read(key: string, options: StorageCallOptions = {}): Promise<Uint8Array | undefined> {
    return this.#ifPresent('read', key, (path) => readFile(path, { signal: options.signal }))
  }

  async readRange(
    key: string,
    start: number,
    end: number,
    options: StorageCallOptions = {},
  ): Promise<Uint8Array | undefined> {
    checkByteRange(start, end)
    return this.#ifPresent('read', key, async (path) => {
      options.signal?.throwIfAborted()
      return readFileRange(path, start, end)
    })
  }

  async stream(
    key: string,
    options: StorageCallOptions = {},
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const found = await this.stat(key)
    if (found === undefined) return undefined
    if (found.kind === 'folder') throw new IsADirectory(this.locate(key))
    return streamFile(this.locate(key), options)
  }

  async hash(key: string, options: StorageCallOptions = {}): Promise<ContentHash | undefined> {
    const found = await this.stat(key)
    if (found === undefined) return undefined
    const path = this.locate(key)
    return found.kind === 'folder' ? hashDirectory(path, options) : hashFile(path, options)
  }

  async write(key: string, content: ObjectContent, options: StorageCallOptions = {}): Promise<ObjectStat> {
    return this.#replace('write', key, options, (path) => writeDurably(path, content, options))
  }

  async upload(localPath: string, key: string, options: StorageCallOptions = {}): Promise<ObjectStat> {
    options.signal?.throwIfAborted()
    const source = await resolvePath(localPath)
    const kind = statIfAny(source)
    if (kind === undefined) throw new PathNotFound(localPath)
    // Only what lies below the root can be its own target, and only then the target has to be resolved.
    if (isBelow(source, this.root) && source === (await resolvePath(this.locate(key)))) {
      return objectStat(checkedKey(key), kind)
    }
    if (kind.isDirectory() && (source === this.root || isBelow(this.root, source))) {
      throw new SourceContainsStorage(localPath, this.root)
    }
    return this.#replace('copy', key, options, (path) =>
      kind.isDirectory() ? copyFolder(source, path, options) : copyOneFile(source, path, kind.size, options),
    )
  }

  async move(from: string, to: string, options: StorageCallOptions = {}): Promise<ObjectStat> {
    options.signal?.throwIfAborted()
    const source = this.locate(from)
    const target = this.locate(to)
    const moved = await this.stat(from)
    if (moved === undefined) throw new PathNotFound(source)
    if ((await this.stat(to)) !== undefined) throw new PathExists(target)
    await makeParents(target)
    try {
      await rename(source, target)
    } catch (error) {
      if (systemCode(error) !== 'EXDEV') throw translateFileError(error, 'move', source)
      await this.upload(source, to, options)
      await this.remove(from, options)
    }
    return { ...moved, key: checkedKey(to) }
  }

  async remove(key: string, options: StorageCallOptions = {}): Promise<boolean> {
    options.signal?.throwIfAborted()
    const found = await this.stat(key)
    if (found === undefined) return false
    const path = this.locate(key)
    try {
      if (found.kind === 'file') await rm(path)
      else await this.#removeFolder(path)
    } catch (error) {
      if (isMissing(error)) return false
      throw translateFileError(error, 'remove', path)
    }
    return true
  }

  async *list(folder = '', options: ListOptions = {}): AsyncGenerator<ObjectStat> {
    const prefix = checkedFolder(folder)
    const path = join(this.root, prefix)
    const found = statIfAny(path)
    if (found === undefined) return
    const entries = options.recursive === false ? listEntries(path) : listFiles(path, options)
    for await (const entry of entries) {
      options.signal?.throwIfAborted()
      const key = prefix === '' ? entry.key : `${prefix}/${entry.key}`
      if (key !== stagingKey && !isBelow(key, stagingKey)) yield { ...entry, key }
    }
  }

  async #ifPresent<Result>(
    operation: FileOperation,
    key: string,
    task: (path: string) => Promise<Result>,
  ): Promise<Result | undefined> {
    const path = this.locate(key)
    try {
      return await task(path)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw translateFileError(error, operation, path)
    }
  }

  async #replace(
    operation: FileOperation,
    key: string,
    options: StorageCallOptions,
    prepare: (path: string) => Promise<Stats | void>,
  ): Promise<ObjectStat> {
    const target = this.locate(key)
    options.signal?.throwIfAborted()
    try {
      return await this.#staging.use(async (prepared) => {
        const stats = (await prepare(prepared)) ?? (await stat(prepared))
        options.signal?.throwIfAborted()
        await publish(prepared, target, { isFolder: stats.isDirectory() })
        return objectStat(checkedKey(key), stats)
      })
    } catch (error) {
      throw translateFileError(error, operation, target)
    }
  }

  /** Renamed first, so that a folder that is being removed is never seen in part. */
  async #removeFolder(path: string): Promise<void> {
    await this.#staging.use(async (aside) => {
      try {
        await rename(path, aside)
      } catch (error) {
        if (systemCode(error) !== 'EXDEV') throw error
        await rm(path, { recursive: true })
        return
      }
      await rm(aside, { recursive: true })
    })
  }
}

async function makeParents(target: string): Promise<void> {
  try {
    await makeFolder(dirname(target))
  } catch (error) {
    throw translateFileError(error, 'write', target)
  }
}

function objectStat(key: string, stats: Stats): ObjectStat {
  const isFolder = stats.isDirectory()
  return {
    key,
    kind: isFolder ? 'folder' : 'file',
    sizeBytes: isFolder ? 0 : stats.size,
    modifiedAt: stats.mtime,
  }
}

function statIfAny(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw translateFileError(error, 'read', path)
  }
}

async function* listFiles(path: string, options: ListOptions): AsyncGenerator<ObjectStat> {
  for await (const { relativePath, stats } of listLocalFiles(path, options))
    yield objectStat(relativePath, stats)
}

async function* listEntries(path: string): AsyncGenerator<ObjectStat> {
  for await (const entry of readFolder(path)) {
    const stats = statIfAny(join(path, entry.name))
    if (stats?.isFile() || stats?.isDirectory()) yield objectStat(entry.name, stats)
  }
}

async function readFileRange(path: string, start: number, end: number): Promise<Uint8Array> {
  await using file = await open(path, 'r')
  const { size } = await file.stat()
  const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(end, size) - start))
  let done = 0
  while (done < buffer.length) {
    const { bytesRead } = await file.read(buffer, done, buffer.length - done, start + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return buffer.subarray(0, done)
}

async function* streamFile(path: string, options: StorageCallOptions): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: streamChunkBytes, signal: options.signal })
  } catch (error) {
    throw translateFileError(error, 'read', path)
  }
}

async function writeDurably(
  path: string,
  content: ObjectContent,
  options: StorageCallOptions,
): Promise<Stats> {
  await using file = await open(path, 'wx')
  await writeFile(file, content, { signal: options.signal })
  await file.sync()
  return file.stat()
}
