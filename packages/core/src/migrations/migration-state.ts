import { sql } from 'kysely'

import type { Queries } from '../database/database.ts'
import type { Dialect } from '../database/dialect.ts'
import type { TableColumns } from './migration.ts'

/** What a database says about its migrations. */
export interface MigrationState {
  /** Names in `laminx_migration`; empty without the table. */
  readonly own: ReadonlySet<string>
  /** Rows of `django_migrations`, each as `app name`; empty without the table. */
  readonly django: ReadonlySet<string>
}

/** Key of a row in {@link MigrationState.django}. */
export function djangoKey(row: { readonly app: string; readonly name: string }): string {
  return `${row.app} ${row.name}`
}

/** Reads both tracking tables, or what there is of them. */
export async function readMigrationState(queries: Queries, dialect: Dialect): Promise<MigrationState> {
  const there = await existingTables(queries, dialect, ['laminx_migration', 'django_migrations'])
  const own = there.has('laminx_migration')
    ? await queries.selectFrom('laminx_migration').select('name').execute()
    : []
  const django = there.has('django_migrations')
    ? await queries.selectFrom('django_migrations').select(['app', 'name']).execute()
    : []
  return {
    own: new Set(own.map((row) => row.name as string)),
    django: new Set(django.map((row) => djangoKey(row as { app: string; name: string }))),
  }
}

/** Which of these tables the database has. */
export async function existingTables(
  queries: Queries,
  dialect: Dialect,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const list = sql.join(names)
  const query =
    dialect === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table' and name in (${list})`
      : sql<{
          name: string
        }>`select name from unnest(array[${list}]) as name where to_regclass(quote_ident(name)) is not null`
  const { rows } = await query.execute(queries)
  return new Set(rows.map((row) => row.name))
}

/** Tables, and columns as `table.column`, that are expected and not there. */
export async function missingColumns(
  queries: Queries,
  dialect: Dialect,
  expected: TableColumns,
): Promise<readonly string[]> {
  const query =
    dialect === 'sqlite'
      ? sql<ColumnRow>`select m.name as "table", c.name as "column" from sqlite_master as m join pragma_table_info(m.name) as c where m.type = 'table'`
      : sql<ColumnRow>`select table_name as "table", column_name as "column" from information_schema.columns where table_schema = any (current_schemas(false))`
  const { rows } = await query.execute(queries)
  const tables = new Set(rows.map((row) => row.table))
  const columns = new Set(rows.map((row) => `${row.table}.${row.column}`))
  return Object.entries(expected).flatMap(([table, names]) =>
    tables.has(table)
      ? names.map((name) => `${table}.${name}`).filter((name) => !columns.has(name))
      : [table],
  )
}

interface ColumnRow {
  readonly table: string
  readonly column: string
}
