import type { Storage, StorageMarkerContent } from '@lamindb/storage'

import type { RollbackSteps } from './rollback-steps.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { StorageAlreadyManaged } from '../errors.ts'

/** A location to be claimed, and for whom. */
export interface LocationClaim {
  readonly context: SetupContext
  readonly storage: Storage
  /** What a new marker shall say. */
  readonly content: StorageMarkerContent
  /** Whether a location that cannot be written will do. */
  readonly mayBeReadOnly: boolean
}

/** Who has a location after {@link claimLocation}. */
export interface ClaimedLocation {
  /** Uid of the location. */
  readonly uid: string
  /** Uid of the instance that manages it; `null` when it cannot be written. */
  readonly instanceUid: string | null
}

/**
 * Marks a storage location for an instance, or takes over the marker that this instance has left there before.
 *
 * @throws {@link StorageAlreadyManaged} for the marker of another instance
 * @throws `StorageNotWritable` when the location cannot be written and has to be
 */
export async function claimLocation(
  { context, storage, content, mayBeReadOnly }: LocationClaim,
  rollback: RollbackSteps,
): Promise<ClaimedLocation> {
  const { isStorageError, readStorageMarker, storageMarkerKey, writeStorageMarker } =
    await import('@lamindb/storage')
  const wasMarked = (await readStorageMarker(storage)) !== undefined
  try {
    const marker = await writeStorageMarker(storage, content)
    if (marker.instanceId !== content.instanceId) throw new StorageAlreadyManaged(storage.root, marker.uid)
    if (!wasMarked)
      rollback.add(`the storage marker in ${storage.root}`, () => storage.remove(storageMarkerKey))
    return { uid: marker.uid, instanceUid: content.instanceUid }
  } catch (error) {
    if (!mayBeReadOnly || !isStorageError(error, 'STORAGE_NOT_WRITABLE')) throw error
    context.logger.warning(
      `'${storage.root}' cannot be written, so the instance does not manage this storage location`,
    )
    return { uid: content.uid, instanceUid: null }
  }
}
