import { statSync, type Stats } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { hashDirectory, hashFile, inferStorageType, resolvePath } from '@lamindb/storage'

import { FileNotFound, InvalidArgument, NotSupported } from '../../errors.ts'
import { canonicalSuffix, isManagedPath } from '../../identity/index.ts'
import type { Instance } from '../../instance/instance.ts'
import type { Storage } from '../storage.ts'
import { withStorageErrors } from '../storage/translate-storage-error.ts'
import { isPath, type ArtifactData } from './artifact-options.ts'
import { tableSuffix, writeTable, type TableWriting } from './write-table.ts'

/** The content of an artifact that is being made: a file or folder on this machine. */
export interface ArtifactContent {
  /** Absolute path, symbolic links resolved. */
  readonly path: string
  /** Known format at the end of the path, or empty. */
  readonly suffix: string
  /** The location that holds the content, or that it is going to be copied to. */
  readonly storage: Storage
  /** Path below the root of the location, for content that lies in it already. */
  readonly keyInStorage: string | undefined
  readonly isFolder: boolean
  /** Rows of a table that was written for the artifact. */
  readonly numRows: number | undefined
}

/** What identifies content. */
export interface ContentStats {
  /** Bytes. */
  readonly size: number | null
  readonly hash: string | null
  readonly hashType: string | null
  /** `null` for a file. */
  readonly nFiles: number | null
}

export interface ContentRequest {
  readonly data: ArtifactData
  readonly key: string | null
  readonly format: string | undefined
  readonly writing: TableWriting
  readonly storage: Storage
  /** Names the file that a table is written to. */
  readonly uid: string
  readonly skipCheckExists: boolean
  /** Leave it to the caller what a change of the suffix means. */
  readonly anySuffix?: boolean
}

/**
 * Finds the content of an artifact, or writes a table into the cache folder.
 *
 * @throws FileNotFound @throws InvalidArgument when the suffix of the key is another one
 * @throws NotSupported for paths in the cloud
 */
export async function artifactContent(instance: Instance, request: ContentRequest): Promise<ArtifactContent> {
  const { data } = request
  return isPath(data) ? pathContent(instance, localPath(data), request) : tableContent(instance, request)
}

/** A path as text; `file:` URLs as paths. */
export function localPath(path: string | URL): string {
  if (path instanceof URL) return path.protocol === 'file:' ? fileURLToPath(path) : path.href
  return path.startsWith('s3:///') ? path.replace('s3:///', 's3://') : path
}

async function pathContent(
  instance: Instance,
  given: string,
  { storage, ...request }: ContentRequest,
): Promise<ArtifactContent> {
  const type = inferStorageType(given)
  if (type !== 'local') {
    throw new NotSupported(`Artifacts cannot be made from '${given}': '${type}' storage is not supported.`, {
      hint: 'Copy the data to this machine, and pass the path of the copy.',
    })
  }
  const path = await resolvePath(given)
  const stats = statIfAny(path)
  if (!stats && !request.skipCheckExists) throw new FileNotFound(given)
  const found = await instance.storage.findResolved(path, given, storage)
  const { canonical, raw } = canonicalSuffix(path)
  checkSuffix(
    request,
    raw,
    (suffix, keySuffix) =>
      `The passed path's suffix '${suffix}' must match the passed key's suffix '${keySuffix}'.`,
  )
  return {
    path,
    suffix: canonical,
    storage: found?.storage ?? storage,
    keyInStorage: found?.key,
    isFolder: stats?.isDirectory() === true,
    numRows: undefined,
  }
}

async function tableContent(instance: Instance, request: ContentRequest): Promise<ArtifactContent> {
  const suffix = tableSuffix(request.format)
  checkSuffix(
    request,
    suffix,
    (own, keySuffix) =>
      `The passed key's suffix '${keySuffix}' must match the passed path's suffix '${own}'.`,
  )
  const path = join(instance.config.cacheDir, `${request.uid}${suffix}`)
  const numRows = await writeTable(request.data, path, request.writing)
  return {
    path: await resolvePath(path),
    suffix,
    storage: request.storage,
    keyInStorage: undefined,
    isFolder: false,
    numRows,
  }
}

function checkSuffix(
  { key, anySuffix }: Pick<ContentRequest, 'key' | 'anySuffix'>,
  suffix: string,
  message: (suffix: string, keySuffix: string) => string,
): void {
  if (key === null || anySuffix) return
  const keySuffix = canonicalSuffix(key).raw
  if (keySuffix !== suffix) throw new InvalidArgument(message(suffix, keySuffix))
}

/** Size, hash and number of files; nothing of it when the settings say so. */
export async function contentStats(
  instance: Instance,
  { path, isFolder }: Pick<ArtifactContent, 'path' | 'isFolder'>,
): Promise<ContentStats> {
  if (instance.settings.creation.artifactSkipSizeHash) {
    return { size: null, hash: null, hashType: null, nFiles: null }
  }
  const found = await withStorageErrors(() => (isFolder ? hashDirectory(path) : hashFile(path)))
  return {
    size: found.sizeBytes,
    hash: found.hash,
    hashType: found.hashType,
    nFiles: found.nFiles ?? null,
  }
}

/** Gives a file that was written for an artifact the name of its final uid. */
export async function renameToUid(path: string, uid: string, suffix: string): Promise<string> {
  const renamed = join(dirname(path), `${uid}${suffix}`)
  if (renamed !== path) await rename(path, renamed)
  return renamed
}

/** @throws InvalidArgument for a local path in the managed folder of a storage location */
export function checkNotManaged(path: string): void {
  if (!isManagedPath(path)) return
  throw new InvalidArgument('Do not pass path inside the `.lamindb/` directory for non-s3/gs paths.', {
    hint: `The path is '${path}'. Query the artifact that lies there instead.`,
  })
}

function statIfAny(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
