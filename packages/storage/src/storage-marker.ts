import { isStorageError } from './errors.ts'
import type { Readable, Writable } from './storage.ts'

/** Key of the file that says which instance manages a storage location. */
export const storageMarkerKey = '.lamindb/storage_uid.txt'

/** Name of that file in early versions. */
export const legacyStorageMarkerKey = '.lamindb/_is_initialized'

/** What a marker says. */
export interface StorageMarker {
  /** Uid of the storage location. */
  readonly uid: string
  /** Managing instance, 32 hexadecimal digits; `undefined` when the marker names none. */
  readonly instanceId: string | undefined
}

/** Everything that a new marker tells. */
export interface StorageMarkerContent {
  /** Uid of the storage location. */
  readonly uid: string
  /** `owner/name` of the instance that made it. */
  readonly instanceSlug: string
  /** Id of that instance, a UUID with or without dashes. */
  readonly instanceId: string
  /** Uid of that instance, 12 characters. */
  readonly instanceUid: string
}

/**
 * Text of a marker: five lines without a final line feed, of which readers use the first.
 */
export function storageMarkerText(content: StorageMarkerContent): string {
  return [
    content.uid,
    'creation info:',
    `instance_slug=${content.instanceSlug}`,
    `instance_id=${content.instanceId.replaceAll('-', '').toLowerCase()}`,
    `instance_uid=${content.instanceUid}`,
  ].join('\n')
}

/** Parses a marker; `undefined` for an empty one, which marks nothing. */
export function parseStorageMarker(text: string): StorageMarker | undefined {
  const [uid = '', ...info] = text.split(/\r\n|\r|\n/)
  if (uid === '') return undefined
  const line = info.find((line) => line.startsWith('instance_id='))
  const id = line?.slice('instance_id='.length).trim().replaceAll('-', '').toLowerCase() ?? ''
  return { uid, instanceId: /^[0-9a-f]{32}$/.test(id) ? id : undefined }
}

/**
 * Reads the marker of a storage location; `undefined` when it has none. One under the legacy name is renamed if the
 * location can be written, and read where it is otherwise.
 */
export async function readStorageMarker(storage: Readable & Writable): Promise<StorageMarker | undefined> {
  const text = await storage.read(storageMarkerKey)
  if (text !== undefined) return parseStorageMarker(decode(text))
  const legacy = await storage.read(legacyStorageMarkerKey)
  if (legacy === undefined) return undefined
  await renameLegacyMarker(storage)
  return parseStorageMarker(decode(legacy))
}

/**
 * Marks a storage location, unless it is marked already.
 *
 * @returns the marker that stands there afterwards: of `content.uid`, or of another location's uid that was found; then
 *   nothing was written
 * @throws `StorageNotWritable`
 */
export async function writeStorageMarker(
  storage: Readable & Writable,
  content: StorageMarkerContent,
): Promise<StorageMarker> {
  const existing = await readStorageMarker(storage)
  if (existing !== undefined) return existing
  const text = storageMarkerText(content)
  await storage.write(storageMarkerKey, text)
  return { uid: content.uid, instanceId: parseStorageMarker(text)?.instanceId }
}

async function renameLegacyMarker(storage: Writable): Promise<void> {
  try {
    await storage.move(legacyStorageMarkerKey, storageMarkerKey)
  } catch (error) {
    // Reading must work without write permission, and beside another process that renames.
    const expected = ['STORAGE_NOT_WRITABLE', 'PATH_NOT_FOUND', 'PATH_EXISTS']
    if (!expected.some((code) => isStorageError(error, code))) throw error
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
