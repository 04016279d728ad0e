import { sql, type RawBuilder } from 'kysely'

import type { DatabaseTransaction } from '../database/database.ts'
import type { Dialect } from '../database/dialect.ts'
import type { DjangoRow } from './migration.ts'
import { djangoKey, type MigrationState } from './migration-state.ts'
import type { NamedMigration } from './module-order.ts'

/** Makes `laminx_migration`, unless it is there. */
export async function createTrackingTable(trx: DatabaseTransaction, dialect: Dialect): Promise<void> {
  const time = sql.raw(dialect === 'sqlite' ? 'datetime' : 'timestamp with time zone')
  const columns = sql`name varchar(255) not null primary key, applied ${time} not null`
  await sql`create table if not exists laminx_migration (${columns})`.execute(trx)
}

/** Records a migration of ours under `<module>.<name>`. */
export async function recordOwn(trx: DatabaseTransaction, dialect: Dialect, name: string): Promise<void> {
  await trx
    .insertInto('laminx_migration')
    .values({ name, applied: currentTime(dialect) })
    .execute()
}

/** Records what Python's bookkeeping lacks, in the order of {@link missingDjangoRows}. */
export async function recordDjangoRows(
  trx: DatabaseTransaction,
  dialect: Dialect,
  rows: readonly DjangoRow[],
): Promise<void> {
  if (rows.length === 0) return
  const applied = currentTime(dialect)
  const values = rows.map(({ app, name }) => ({ app, name, applied }))
  await trx.insertInto('django_migrations').values(values).execute()
}

/**
 * Rows that `django_migrations` lacks of these migrations, as Python would write them: the steps of all modules first,
 * then the squashes that sum them up.
 */
export function missingDjangoRows(
  migrations: readonly NamedMigration[],
  state: MigrationState,
): readonly DjangoRow[] {
  const lists = migrations.map((migration) => splitClosing(migration.definition.djangoRows ?? []))
  const rows = [...lists.flatMap(([steps]) => steps), ...lists.flatMap(([, closing]) => closing)]
  return rows.filter((row) => !state.django.has(djangoKey(row)))
}

/** A migration's rows up to its last step, and the squashes after it. */
function splitClosing(rows: readonly DjangoRow[]): readonly [readonly DjangoRow[], readonly DjangoRow[]] {
  const end = rows.findLastIndex((row) => row.kind === 'step') + 1
  return [rows.slice(0, end), rows.slice(end)]
}

/** Python writes microseconds; the clock of SQLite ends at milliseconds. */
function currentTime(dialect: Dialect): RawBuilder<unknown> {
  return dialect === 'sqlite' ? sql`strftime('%Y-%m-%d %H:%M:%f000', 'now')` : sql`clock_timestamp()`
}
