import { rm } from 'node:fs/promises'

import type { InstanceConfig } from '@lamindb/core'
import type { ModuleSetup } from '@lamindb/core/migrations'
import type { Clock } from '@lamindb/core/identity'

import type { PreparedStorage } from './prepare-storage.ts'
import type { RollbackSteps } from './rollback-steps.ts'
import { hasDatabase, sqliteFileOf } from '../connect/instance-database.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { migrationsOf } from '../modules/module-migrations.ts'
import type { KnownInstance } from '../settings/instance-settings.ts'

/** What the database of a new instance is made from. */
export interface NewDatabase {
  readonly config: InstanceConfig
  readonly settings: KnownInstance
  readonly storage: PreparedStorage
  readonly modules: readonly ModuleSetup[]
}

/**
 * Creates the tables of core and of the modules, and the first rows: space, user, branches, default storage location,
 * and those of the modules.
 * What is there stays; so a call that was interrupted can be repeated.
 *
 * On failure a SQLite file that this call has made is removed. Tables in Postgres are made in one transaction and stay
 * once that is done.
 */
export async function createDatabase(
  context: SetupContext,
  { config, settings, storage, modules }: NewDatabase,
  rollback: RollbackSteps,
): Promise<void> {
  const [{ openDatabase }, { deployMigrations, seedCoreRows, seedModuleRows }, clock] = await Promise.all([
    import('@lamindb/core/database'),
    import('@lamindb/core/migrations'),
    clockOf(context),
  ])
  const isNewFile = settings.db === null && !(await hasDatabase(settings))
  if (isNewFile) rollback.add(`the SQLite file of ${settings.storageRoot}`, () => removeSqliteFile(settings))
  await using database = await openDatabase({ url: config.db, create: isNewFile })
  await deployMigrations(database, await migrationsOf(modules))
  await database.transaction(async (trx) => {
    const { userId } = await seedCoreRows(trx, { user: config.user, storage, clock })
    await seedModuleRows(trx, modules, { dialect: database.dialect, userId, clock })
  })
}

/** Removes the SQLite file of an instance and the files that SQLite keeps beside it. */
export async function removeSqliteFile(settings: KnownInstance): Promise<void> {
  const file = sqliteFileOf(settings)
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(file + suffix, { force: true })
}

async function clockOf({ clock }: SetupContext): Promise<Clock> {
  return clock ?? new (await import('@lamindb/core/identity')).SystemClock()
}
