import { storageMarkerKey, type Storage as StorageDriver } from '@lamindb/storage'

import { InvalidArgument, StorageNotEmpty } from '../../errors.ts'
import { deleteRecord, type DeletedRows, type DeleteOptions } from '../../registry/delete.ts'
import { instanceOf, isNew } from '../../registry/record-state.ts'
import type { Storage } from '../storage.ts'

/**
 * Deletes the row of a storage location; one that this instance manages must hold nothing of it any more and loses its
 * marker.
 *
 * @throws InvalidArgument when artifacts lie in it, or it is the current one @throws StorageNotEmpty
 */
export async function deleteStorage(
  storage: Storage,
  options: DeleteOptions,
): Promise<DeletedRows | undefined> {
  const { storage: locations } = instanceOf(storage)
  if (isNew(storage) || options.permanent === false || !locations.isManaged(storage)) {
    if (!isNew(storage)) await checkWithoutArtifacts(storage)
    return deleteRecord(storage, options)
  }
  await checkWithoutArtifacts(storage)
  const driver = await locations.driver(storage)
  if ((await locations.current()).id === storage.id) {
    throw new InvalidArgument('Cannot delete the current storage location, switch to another.')
  }
  await checkEmpty(storage, driver)
  const deleted = await deleteRecord(storage, options)
  await driver.remove(storageMarkerKey)
  await driver[Symbol.asyncDispose]()
  return deleted
}

async function checkWithoutArtifacts(storage: Storage): Promise<void> {
  if (!(await storage.artifacts.exists())) return
  throw new InvalidArgument('Cannot delete storage with artifacts in current instance.', {
    hint: `Delete the artifacts in '${storage.root}' permanently, or move them to another location, first.`,
  })
}

async function checkEmpty(storage: Storage, driver: StorageDriver): Promise<void> {
  const left: string[] = []
  for await (const { key } of driver.list('.lamindb')) if (key !== storageMarkerKey) left.push(key)
  if (left.length > 0) throw new StorageNotEmpty(storage.root, left)
}
