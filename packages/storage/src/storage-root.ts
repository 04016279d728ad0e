import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InvalidStorageRoot, StorageTypeNotSupported } from './errors.ts'
import { translateFileError } from './local/file-errors.ts'
import { makeFolder } from './local/make-folder.ts'
import { resolvePath } from './local/resolve-path.ts'
import type { StorageType } from './storage.ts'

const remoteTypes: ReadonlySet<string> = new Set(['s3', 'gs', 'hf', 'http', 'https'])

/**
 * Kind of storage that a root names: the protocol of a URL, else `local`.
 *
 * @throws `InvalidStorageRoot` for a protocol that no storage has
 */
export function inferStorageType(root: string): StorageType {
  const protocol = /^([a-z][a-z0-9+.-]+):\/\//i.exec(root)?.[1]?.toLowerCase()
  if (protocol === undefined || protocol === 'file' || protocol === 'local') return 'local'
  if (remoteTypes.has(protocol)) return protocol as StorageType
  throw new InvalidStorageRoot(root, `'${protocol}' is none of local, s3, gs, hf, http, https`)
}

/** How a root is normalised. */
export interface NormalizeRootOptions {
  /** Folder that relative roots are relative to; the working directory of the process by default. */
  readonly workingDirectory?: string
  /** Folder that `~` stands for; the user's home folder by default. */
  readonly homeDirectory?: string
}

/**
 * Text of a root as `lamindb_storage.root` holds it.
 *
 * Local: `~` expanded, made absolute, symbolic links resolved as far as the path exists, no trailing slash. Remote: no
 * trailing slash, and `s3:///x` becomes `s3://x`; a query such as `?endpoint_url=…` stays as it is.
 *
 * @throws `InvalidStorageRoot` for an empty root, one that contains `.lamindb`, or an unknown protocol
 */
export async function normalizeRoot(root: string, options: NormalizeRootOptions = {}): Promise<string> {
  if (root.trim() === '') throw new InvalidStorageRoot(root, 'it is empty')
  if (root.includes('.lamindb')) throw new InvalidStorageRoot(root, "it contains '.lamindb'")
  if (inferStorageType(root) === 'local') return resolvePath(localRoot(root, options))
  const [location = '', query] = root.split('?', 2)
  const path = location.replace(/^s3:\/{3,}/, 's3://').replace(/\/+$/, '')
  if (/^[a-z0-9+.-]+:$/i.test(path)) throw new InvalidStorageRoot(root, 'it names no bucket or host')
  return query === undefined ? path : `${path}?${query}`
}

/**
 * Normalises a root and makes its folder and `.lamindb/` in it, so that it can be written.
 *
 * @throws `StorageTypeNotSupported` for a remote root, `StorageNotWritable`, `NotADirectory`, and those of
 *   {@link normalizeRoot}
 */
export async function prepareRoot(root: string, options: NormalizeRootOptions = {}): Promise<string> {
  const normalized = await normalizeRoot(root, options)
  const type = inferStorageType(normalized)
  if (type !== 'local') throw new StorageTypeNotSupported(normalized, type)
  try {
    await makeFolder(`${normalized}/.lamindb`)
  } catch (error) {
    throw translateFileError(error, 'write', normalized)
  }
  return normalized
}

function localRoot(root: string, options: NormalizeRootOptions): string {
  const path = /^file:\/\//i.test(root) ? fileURLToPath(root) : root.replace(/^local:\/\//i, '')
  const home = options.homeDirectory ?? homedir()
  const expanded = path === '~' || path.startsWith('~/') ? home + path.slice(1) : path
  return resolve(options.workingDirectory ?? '.', expanded)
}
