import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'

import { removeSqliteFile } from '../init/create-database.ts'
import { requireInstance } from '../connect/require-instance.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { DeletionNotConfirmed, StorageNotEmpty } from '../errors.ts'
import { maskDatabaseUrl } from '../naming/database-url.ts'
import { readInstanceSettings, slugOf, type KnownInstance } from '../settings/instance-settings.ts'
import { currentInstanceFile, instanceFile } from '../settings/settings-files.ts'
import { isMissing, removeSettingFile } from '../settings/setting-text-file.ts'

/** How an instance is deleted. */
export interface DeleteOptions {
  /** Deletes without asking. */
  readonly force?: boolean
  /** Refuses while the storage location holds anything but the instance's own files; true by default. */
  readonly requireEmpty?: boolean
}

/** What {@link deleteInstance} did. */
export interface DeletedInstance {
  readonly slug: string
  /** False when the person who was asked said no; then nothing has changed. */
  readonly deleted: boolean
  readonly storageRoot: string
  /** Whether the folder of the storage location is gone too. */
  readonly removedRoot: boolean
}

/**
 * Deletes an instance: its SQLite file, the marker of its storage location, and its settings; then the
 * folder of the storage location, if nothing else is in it. A Postgres database stays.
 *
 * @param identifier - `owner/name`, or a name of one's own
 * @throws {@link InstanceNotFoundError} {@link InvalidInstanceIdentifier}
 * @throws {@link StorageNotEmpty} when artifacts are left in the storage location
 * @throws {@link DeletionNotConfirmed} without `force`, when nobody can be asked
 */
export async function deleteInstance(
  context: SetupContext,
  identifier: string,
  options: DeleteOptions = {},
): Promise<DeletedInstance> {
  const settings = await requireInstance(context, identifier)
  const result = { slug: slugOf(settings), storageRoot: settings.storageRoot }
  warnAboutPostgres(context, settings)
  if (options.force !== true && !(await isConfirmed(context, result.slug))) {
    return { ...result, deleted: false, removedRoot: false }
  }
  await checkEmpty(context, settings, options.requireEmpty ?? true)
  await removeFiles(context, settings)
  return { ...result, deleted: true, removedRoot: await removeEmptyRoot(settings) }
}

/** Files that an instance itself keeps in `.lamindb`, and that do not count as content. */
const ownFiles: ReadonlySet<string> = new Set([
  'storage_uid.txt',
  '_is_initialized',
  'lamin.db',
  'lamin.db-wal',
  'lamin.db-shm',
  'lamin.db-journal',
])
const lockFolder = '_exclusion'

function warnAboutPostgres({ logger }: SetupContext, { db }: KnownInstance): void {
  if (db !== null)
    logger.warning(`the Postgres database ${maskDatabaseUrl(db)} is not deleted with the instance`)
}

async function isConfirmed({ confirm }: SetupContext, slug: string): Promise<boolean> {
  if (confirm === undefined) throw new DeletionNotConfirmed(slug)
  return confirm(`Are you sure you want to delete instance ${slug}?`)
}

async function checkEmpty(context: SetupContext, settings: KnownInstance, required: boolean): Promise<void> {
  const objects = await listObjects(settings)
  if (objects.length === 0) return
  const error = new StorageNotEmpty(settings.storageRoot, objects)
  if (required) throw error
  context.logger.warning(`${objects.length} object(s) stay in '${settings.storageRoot}'`)
}

/** Keys of everything in `.lamindb` that is not the instance's own. */
async function listObjects({ storageRoot }: KnownInstance): Promise<readonly string[]> {
  const { openStorage } = await import('@lamindb/storage')
  const storage = await openStorage(storageRoot)
  const keys: string[] = []
  for await (const { key } of storage.list('.lamindb')) {
    const below = key.slice('.lamindb/'.length)
    if (!ownFiles.has(below) && !below.startsWith(`${lockFolder}/`)) keys.push(key)
  }
  return keys.sort()
}

/** The settings file goes last: as long as it is there, deleting can be repeated. */
async function removeFiles({ environment }: SetupContext, settings: KnownInstance): Promise<void> {
  const folder = join(settings.storageRoot, '.lamindb')
  await rm(join(folder, lockFolder), { recursive: true, force: true })
  if (settings.db === null) await removeSqliteFile(settings)
  await rm(join(folder, 'storage_uid.txt'), { force: true })
  await rm(join(folder, '_is_initialized'), { force: true })
  const current = currentInstanceFile(environment)
  const chosen = await readInstanceSettings(environment, current)
  if (chosen !== undefined && slugOf(chosen) === slugOf(settings)) await removeSettingFile(current)
  await removeSettingFile(instanceFile(environment, settings.owner, settings.name))
}

async function removeEmptyRoot({ storageRoot }: KnownInstance): Promise<boolean> {
  return (await removeIfEmpty(join(storageRoot, '.lamindb'))) && removeIfEmpty(storageRoot)
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    if ((await readdir(folder)).length > 0) return false
    await rmdir(folder)
    return true
  } catch (error) {
    if (isMissing(error)) return true
    throw error
  }
}
