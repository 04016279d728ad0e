import { sql } from 'kysely'

import type { Database, DatabaseTransaction } from '../database/database.ts'
import { NoWriteAccess, UnknownSchemaLevel } from '../errors.ts'
import { isAdoptable, requireColumns, requireRoom } from './adoption.ts'
import { MigrationFailed } from './errors.ts'
import { exclusiveTransaction, requireReferences } from './exclusive-transaction.ts'
import type { ModuleMigrations } from './migration.ts'
import { readMigrationState, type MigrationState } from './migration-state.ts'
import { orderedMigrations, type NamedMigration } from './module-order.ts'
import { runStatements } from './run-statements.ts'
import { levelOf } from './schema-level.ts'
import { createTrackingTable, missingDjangoRows, recordDjangoRows, recordOwn } from './tracking.ts'

/** How far a deployment is. */
export interface MigrationProgress {
  /** The migration that was just run or recorded, as `<module>.<name>`. */
  readonly migration: string
  readonly done: number
  readonly total: number
}

/** How {@link deployMigrations} runs. */
export interface DeployOptions {
  /** Checked before every migration; an aborted deployment is rolled back. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: MigrationProgress) => void
}

/** What {@link deployMigrations} did; names are `<module>.<name>`. */
export interface Deployment {
  readonly applied: readonly string[]
  /** Recorded without running, because Python had done the same. */
  readonly adopted: readonly string[]
}

/**
 * Brings a database to the level of the given modules, in one transaction: either everything is done and recorded in
 * `laminx_migration` (and, for what Python knows, in `django_migrations`), or nothing has changed. Several processes may
 * deploy at once; one does the work, the others find it done.
 *
 * @throws {@link InvalidModule} for modules that cannot be put in order
 * @throws {@link UnknownSchemaLevel} when a newer release has migrated the database
 * @throws {@link SchemaTooOld} when tables of a module are there at a level below its base migration
 * @throws {@link SchemaIncomplete} when Python's bookkeeping claims tables or columns that are not there
 * @throws {@link MigrationFailed} {@link DanglingReferences} when a migration is at fault
 * @throws {@link NoWriteAccess} on a database that was opened to read only
 */
export async function deployMigrations(
  database: Database,
  modules: readonly ModuleMigrations[],
  options: DeployOptions = {},
): Promise<Deployment> {
  const migrations = orderedMigrations(modules)
  const before = await readMigrationState(database.kysely, database.dialect)
  refuseNewer(migrations, before)
  if (isComplete(migrations, before)) return { applied: [], adopted: [] }
  if (database.readOnly) {
    throw new NoWriteAccess(`'${database.displayUrl}' is open to read only and cannot be migrated.`)
  }
  return exclusiveTransaction(database, (trx) => deploy({ database, trx, options }, migrations))
}

interface Work {
  readonly database: Database
  readonly trx: DatabaseTransaction
  readonly options: DeployOptions
}

async function deploy(work: Work, migrations: readonly NamedMigration[]): Promise<Deployment> {
  const { trx, options } = work
  const { dialect } = work.database
  await createTrackingTable(trx, dialect)
  // Read again: another process may have deployed while this one waited for the lock.
  const state = await readMigrationState(trx, dialect)
  refuseNewer(migrations, state)
  const open = migrations.filter((migration) => !state.own.has(migration.id))
  const applied: string[] = []
  const adopted: string[] = []
  for (const [index, migration] of open.entries()) {
    options.signal?.throwIfAborted()
    const list = isAdoptable(migration, state) ? adopted : applied
    if (list === adopted) await requireColumns(trx, dialect, migration)
    else await apply(work, migration, state)
    await recordOwn(trx, dialect, migration.id)
    list.push(migration.id)
    options.onProgress?.({ migration: migration.id, done: index + 1, total: open.length })
  }
  await recordDjangoRows(trx, dialect, missingDjangoRows(migrations, state))
  if (dialect === 'sqlite' && applied.length > 0) await requireReferences(trx)
  return { applied, adopted }
}

async function apply(work: Work, migration: NamedMigration, state: MigrationState): Promise<void> {
  const { database, trx } = work
  const { id, definition } = migration
  await requireRoom(trx, database.dialect, migration, state)
  const statements = await definition.up[database.dialect]()
  await runStatements(database, trx, { id, statements })
  if (definition.data === undefined) return
  try {
    await definition.data(trx, database.dialect)
    if (database.dialect === 'postgresql') await checkDeferred(trx)
  } catch (error) {
    throw new MigrationFailed(id, error)
  }
}

/** Postgres alters no table while checks of its rows are still to come at the end of the transaction. */
async function checkDeferred(trx: DatabaseTransaction): Promise<void> {
  await sql`set constraints all immediate`.execute(trx)
  await sql`set constraints all deferred`.execute(trx)
}

function refuseNewer(migrations: readonly NamedMigration[], state: MigrationState): void {
  const level = levelOf(migrations, state)
  if (level.state === 'higher') throw new UnknownSchemaLevel(level.app, level.unknown, level.newestKnown)
}

function isComplete(migrations: readonly NamedMigration[], state: MigrationState): boolean {
  const isRecorded = migrations.every((migration) => state.own.has(migration.id))
  return isRecorded && missingDjangoRows(migrations, state).length === 0
}
