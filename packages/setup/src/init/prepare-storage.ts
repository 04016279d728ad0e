import { claimLocation } from './claim-location.ts'
import { findRecordedStorage } from './recorded-storage.ts'
import type { RollbackSteps } from './rollback-steps.ts'
import { hasDatabase, sqliteFileOf } from '../connect/instance-database.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { StorageAlreadyManaged, UnknownDatabaseFile } from '../errors.ts'
import { slugOf, type KnownInstance } from '../settings/instance-settings.ts'

/** A storage location that an instance can begin with. */
export interface PreparedStorage {
  /** Normalised root. */
  readonly root: string
  /** 12 characters, as in the marker. */
  readonly uid: string
  readonly type: string
  readonly region: string | null
  /** Uid of the instance that manages the location; `null` for one that cannot be written. */
  readonly instanceUid: string | null
}

/**
 * Makes the folder of a storage location and marks it as this instance's. A marker that this instance has left there
 * before is taken over, and so is the uid that its Postgres database has for the location.
 *
 * A location that cannot be written can only serve an instance whose database is elsewhere; it is not managed then.
 *
 * @throws {@link StorageAlreadyManaged} for a location of another instance, which stays as it is
 * @throws {@link UnknownDatabaseFile} for a SQLite file without a marker
 * @throws `InvalidStorageRoot` `StorageTypeNotSupported` `StorageNotWritable`
 */
export async function prepareStorage(
  context: SetupContext,
  plan: KnownInstance,
  rollback: RollbackSteps,
): Promise<PreparedStorage> {
  const { inferStorageType, openStorage, readStorageMarker } = await import('@lamindb/storage')
  const { instanceUid } = await import('@lamindb/core/identity')
  const settings = { ...plan, storageRoot: await prepareFolder(context, plan) }
  const { storageRoot: root, id } = settings
  await using storage = await openStorage(root)
  const isMarked = (await readStorageMarker(storage)) !== undefined
  if (!isMarked) await refuseUnmarkedDatabase(settings)
  const content = {
    uid: await locationUid(context, settings, instanceUid(id)),
    instanceSlug: slugOf(settings),
    instanceId: id,
    instanceUid: instanceUid(id),
  }
  const mayBeReadOnly = settings.db !== null
  const claimed = await claimLocation({ context, storage, content, mayBeReadOnly }, rollback)
  return { root, type: inferStorageType(root), region: settings.storageRegion, ...claimed }
}

async function prepareFolder({ environment }: SetupContext, plan: KnownInstance): Promise<string> {
  const { isStorageError, normalizeRoot, prepareRoot } = await import('@lamindb/storage')
  const options = { workingDirectory: environment.workingDirectory, homeDirectory: environment.home }
  try {
    return await prepareRoot(plan.storageRoot, options)
  } catch (error) {
    // Claiming the location decides what that means.
    if (plan.db === null || !isStorageError(error, 'STORAGE_NOT_WRITABLE')) throw error
    return normalizeRoot(plan.storageRoot, options)
  }
}

async function refuseUnmarkedDatabase(settings: KnownInstance): Promise<void> {
  if (settings.db === null && (await hasDatabase(settings)))
    throw new UnknownDatabaseFile(sqliteFileOf(settings))
}

async function locationUid(context: SetupContext, settings: KnownInstance, mine: string): Promise<string> {
  const { storageRoot: root } = settings
  const recorded = await findRecordedStorage(settings)
  if (recorded === undefined) return newStorageUid(context, root)
  if (recorded.instanceUid !== null && recorded.instanceUid !== mine) {
    throw new StorageAlreadyManaged(root, recorded.uid)
  }
  return recorded.uid
}

async function newStorageUid({ environment }: SetupContext, root: string): Promise<string> {
  const { storageUid } = environment
  if (storageUid === undefined) return (await import('@lamindb/core/identity')).randomUid(12)
  if (root.endsWith(storageUid)) return storageUid
  const { InvalidStorageRoot } = await import('@lamindb/storage')
  throw new InvalidStorageRoot(
    root,
    `it does not end with '${storageUid}', the uid in LAMINDB_STORAGE_LNID_INIT`,
  )
}
