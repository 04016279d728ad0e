import {
  isStorageError,
  prepareRoot,
  readStorageMarker,
  storageMarkerKey,
  writeStorageMarker,
  type StorageMarker,
} from '@lamindb/storage'

import { InvalidArgument } from '../../errors.ts'
import { instanceUid } from '../../identity/index.ts'
import { instanceOf, isNew } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { SaveAround } from '../../registry/registry-options.ts'
import type { Storage } from '../storage.ts'

/** The managing instance of a location whose marker does not name one. */
const UNKNOWN_INSTANCE = '__unknown__'

/** Locations whose marker the running save has written. */
const marked = new WeakSet<RegistryRecord>()

/**
 * The first save of a storage location marks its root as managed by this instance. A root that bears another marker, or
 * that cannot be written, becomes a location for reading.
 */
export const markAroundSave: SaveAround = {
  async before(records) {
    for (const record of records) if (isNew(record)) await mark(record as Storage)
    return records
  },
  async after(records) {
    for (const record of records) marked.delete(record)
  },
  async failed(records) {
    for (const record of records) {
      if (!marked.delete(record)) continue
      const driver = await instanceOf(record).storage.driver(record as Storage)
      await driver.remove(storageMarkerKey)
    }
  },
  checkNested(record) {
    if (!isNew(record)) return
    throw new InvalidArgument(
      'A new storage location cannot be saved within a transaction: its root is marked.',
      {
        hint: 'Save it before the transaction begins.',
      },
    )
  },
}

async function mark(storage: Storage): Promise<void> {
  const { config, logger } = instanceOf(storage)
  const marker = await claim(storage)
  if (marker) {
    storage.uid = marker.uid
    storage.instanceUid = marker.instanceId === undefined ? UNKNOWN_INSTANCE : instanceUid(marker.instanceId)
  }
  const isOurs = storage.instanceUid === config.uid
  const manager =
    storage.instanceUid && !isOurs ? `, is managed by instance with uid ${storage.instanceUid}` : ''
  logger.info(
    `${isOurs ? 'created managed' : 'referenced read-only'} storage location at ${storage.root}${manager}`,
  )
}

/** @returns the marker of the root; none when the root cannot be written */
async function claim(storage: Storage): Promise<StorageMarker | undefined> {
  const { config, storage: locations, slug } = instanceOf(storage)
  try {
    storage.root = await prepareRoot(storage.root)
    const driver = await locations.driver(storage)
    const marker = await writeStorageMarker(driver, {
      uid: storage.uid,
      instanceSlug: slug,
      instanceId: config.id,
      instanceUid: config.uid,
    })
    if (marker.uid === storage.uid) marked.add(storage)
    return marker
  } catch (error) {
    if (!isStorageError(error, 'STORAGE_NOT_WRITABLE')) throw translateRootError(error, storage.root)
    return readStorageMarker(await locations.driver(storage))
  }
}

function translateRootError(error: unknown, root: string): unknown {
  if (!isStorageError(error, 'INVALID_STORAGE_ROOT')) return error
  return new InvalidArgument(`'${root}' cannot be the root of a storage location: ${error.message}`, {
    cause: error,
  })
}
