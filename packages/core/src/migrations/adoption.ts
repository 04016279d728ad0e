import { sql } from 'kysely'

import type { DatabaseTransaction } from '../database/database.ts'
import type { Dialect } from '../database/dialect.ts'
import { SchemaIncomplete, SchemaTooOld } from './errors.ts'
import { djangoKey, existingTables, missingColumns, type MigrationState } from './migration-state.ts'
import type { NamedMigration } from './module-order.ts'

/** Whether Python has done already what the migration would do. */
export function isAdoptable({ definition }: NamedMigration, state: MigrationState): boolean {
  const steps = (definition.djangoRows ?? []).filter((row) => row.kind === 'step')
  return steps.length > 0 && steps.every((row) => state.django.has(djangoKey(row)))
}

/**
 * Adopting a migration means to trust what is there, so it has to be there.
 *
 * @throws {@link SchemaIncomplete}
 */
export async function requireColumns(
  trx: DatabaseTransaction,
  dialect: Dialect,
  { id, definition }: NamedMigration,
): Promise<void> {
  const expected = await definition.tables?.()
  if (expected === undefined) return
  const missing = await missingColumns(trx, dialect, expected)
  if (missing.length > 0) throw new SchemaIncomplete(id, missing)
}

/**
 * A base migration can start only where its tables are not there in an older form. Until 2024 the tables of Python's
 * modules were called `lnschema_…`.
 *
 * @throws {@link SchemaTooOld}
 */
export async function requireRoom(
  trx: DatabaseTransaction,
  dialect: Dialect,
  { module, definition }: NamedMigration,
  state: MigrationState,
): Promise<void> {
  const steps = (definition.djangoRows ?? []).filter((row) => row.kind === 'step').map(djangoKey)
  if (steps.length === 0) return
  const tables = Object.keys((await definition.tables?.()) ?? {})
  const inTheWay = await existingTables(trx, dialect, tables)
  if (inTheWay.size === 0 && !(await hasLegacyTables(trx, dialect))) return
  const missing = steps.filter((key) => !state.django.has(key))
  throw new SchemaTooOld(module, missing)
}

async function hasLegacyTables(trx: DatabaseTransaction, dialect: Dialect): Promise<boolean> {
  const pattern = 'lnschema#_%'
  const query =
    dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name like ${pattern} escape '#' limit 1`
      : sql`select 1 from information_schema.tables where table_schema = any (current_schemas(false)) and table_name like ${pattern} escape '#' limit 1`
  return (await query.execute(trx)).rows.length > 0
}
