import { sql, type RawBuilder } from 'kysely'

import { checkOnly, type Scope } from '../scope.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import { columnRef } from '../where.ts'
import { isComparable } from './curation-values.ts'

/** Values per statement: they travel as one parameter. */
const CHUNK = 50_000

/** From this many values on, reading the column may be the shorter way. */
const MANY = 5000

/** Rows that are read at once. */
const PAGE = 20_000

/**
 * Those of the values that no row of the scope has in the column, exactly and minding case. The values go to the
 * database and only the missing ones come back: memory grows with the values, not with the table. One statement for
 * 50,000 values; where the table is not much larger than the list, its column is read page by page instead.
 */
export async function missingValues(
  scope: Scope,
  column: ColumnMeta,
  values: readonly unknown[],
): Promise<Set<unknown>> {
  // Numbers come in two types, which only the database takes for equal.
  if (column.isText && values.length >= MANY) {
    const last = await lastId(scope)
    if (last <= values.length * 4) return withoutStored(scope, column, values, last)
  }
  const missing = new Set<unknown>()
  const candidates: unknown[] = []
  for (const value of values) {
    if (isComparable(column, value) && !hasNul(value)) candidates.push(value)
    else missing.add(value)
  }
  // In the order of the index each page is read once: half the time with tables that exceed SQLite's cache.
  if (column.isText) (candidates as string[]).sort()
  for (let start = 0; start < candidates.length; start += CHUNK) {
    const chunk = candidates.slice(start, start + CHUNK)
    for (const index of await missingIndices(scope, column, chunk)) missing.add(chunk[index])
  }
  return missing
}

/** Identifiers only grow, so the last tells how many rows there are at most. */
async function lastId({ registry }: Scope): Promise<number> {
  const row = await registry.instance.queries
    .selectFrom(registry.meta.table)
    .select(sql<number | string | null>`max(id)`.as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

/** The values without those that the column of texts holds. */
async function withoutStored(
  scope: Scope,
  column: ColumnMeta,
  values: readonly unknown[],
  last: number,
): Promise<Set<unknown>> {
  const missing = new Set(values)
  for (let start = 0; start < last && missing.size > 0; start += PAGE) {
    for (const value of await textsOfPage(scope, column, start)) missing.delete(value)
  }
  return missing
}

/** Texts of the rows with the ids of one page, as one text in JSON: reading them row by row takes longer. */
async function textsOfPage(
  scope: Scope,
  column: ColumnMeta,
  start: number,
): Promise<readonly (string | null)[]> {
  const { meta, instance } = scope.registry
  const collected = sql.raw(instance.dialect === 'sqlite' ? 'json_group_array' : 'json_agg')
  const row = await instance.queries
    .selectFrom(meta.table)
    .select(sql`${collected}(${columnRef(meta, column.column)})`.as('texts'))
    .where(checkOnly(scope))
    .where('id', '>', start)
    .where('id', '<=', start + PAGE)
    .executeTakeFirst()
  // The driver of Postgres has read it already.
  const texts = typeof row?.texts === 'string' ? (JSON.parse(row.texts) as unknown) : row?.texts
  return (texts ?? []) as (string | null)[]
}

/** No database stores a text with a NUL in it that anybody meant. */
const hasNul = (value: unknown): boolean => typeof value === 'string' && value.includes('\0')

async function missingIndices(
  scope: Scope,
  column: ColumnMeta,
  values: readonly unknown[],
): Promise<number[]> {
  const query = scope.registry.instance.dialect === 'sqlite' ? missingOnSqlite : missingOnPostgres
  const { rows } = await query(scope, column, values).execute(scope.registry.instance.queries)
  return rows.map((row) => row.position)
}

function missingOnSqlite(
  scope: Scope,
  column: ColumnMeta,
  values: readonly unknown[],
): RawBuilder<{ position: number }> {
  const given = JSON.stringify(values, (_, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  const { meta } = scope.registry
  const stored = columnRef(meta, column.column)
  const table = sql.table(meta.table)
  if (column.indexed) {
    return sql`select key as position from json_each(${given}) as given
      where not exists (select 1 from ${table} where ${stored} = given.value and ${checkOnly(scope)})`
  }
  return sql`select key as position from json_each(${given}) as given
    where given.value not in (
      select ${stored} from ${table} where ${stored} in (select value from json_each(${given})) and ${checkOnly(scope)})`
}

function missingOnPostgres(
  scope: Scope,
  column: ColumnMeta,
  values: readonly unknown[],
): RawBuilder<{ position: number }> {
  const { meta } = scope.registry
  const stored = columnRef(meta, column.column)
  const type = sql.raw(column.isText ? 'text[]' : 'numeric[]')
  const given = column.isText ? values : values.map(String)
  return sql`select position - 1 as position from unnest(${given}::${type}) with ordinality as given(value, position)
    where not exists (select 1 from ${sql.table(meta.table)} where ${stored} = given.value and ${checkOnly(scope)})`
}

/** Whether no row is in the scope at all. */
export async function isEmptyScope(scope: Scope): Promise<boolean> {
  const { meta, instance } = scope.registry
  const row = await instance.queries
    .selectFrom(meta.table)
    .select(sql<number>`1`.as('one'))
    .where(checkOnly(scope))
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}
