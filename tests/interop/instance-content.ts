import type { Instance } from '@lamindb/core'
import { sql } from 'kysely'

import type { PlainRow } from './our-rows.ts'

/**
 * All rows of an instance as the database holds them, JSON as its text, in a form in which two instances that were
 * filled by the same calls are equal: random uids are numbered, moments of now and the storage root are replaced.
 */
export async function instanceContent(db: Instance): Promise<Record<string, readonly PlainRow[]>> {
  const tables = new Map<string, PlainRow[]>()
  for (const { table } of db.metas) {
    if (table === 'django_migrations') continue
    const { rows } = await sql<PlainRow>`select * from ${sql.table(table)} order by id`.execute(db.queries)
    if (rows.length > 0) tables.set(table, rows)
  }
  const replacements = [[db.config.storageRoot, '<root>'] as const, ...numberedUids(tables)]
  return Object.fromEntries(
    [...tables].map(([table, rows]) => [table, ordered(rows.map((row) => canonicalRow(row, replacements)))]),
  )
}

type Replacements = readonly (readonly [before: string, after: string])[]

/** Random uid → `<table:n>`, in the order of the rows; versions of one family share their number. */
function numberedUids(tables: ReadonlyMap<string, readonly PlainRow[]>): Replacements {
  const names = new Map<string, string>()
  for (const [table, rows] of tables) {
    // Uids of terms follow from their content.
    if (table.startsWith('bionty_')) continue
    let count = 0
    for (const { uid, is_latest: isVersion } of rows) {
      if (typeof uid !== 'string' || isFixed(uid)) continue
      const stem = isVersion === undefined ? uid : uid.slice(0, -4)
      if (!names.has(stem)) names.set(stem, `<${table}:${++count}>`)
    }
  }
  return [...names]
}

/** Uids of rows that every instance has, and of those that the scenario names. */
const isFixed = (uid: string): boolean => /^(.)\1+$/.test(uid) || /^[a-z]+0+$/.test(uid) || uid === 'treatmnt'

function canonicalRow(row: PlainRow, replacements: Replacements): PlainRow {
  const columns = Object.keys(row).filter((column) => !isVolatile(row, column))
  return Object.fromEntries(columns.map((column) => [column, canonical(column, row[column], replacements)]))
}

/** Parquet files of two writers differ; link rows have ids that nobody refers to. */
function isVolatile(row: PlainRow, column: string): boolean {
  if (column === 'created_at' || column === 'updated_at') return true
  if (column === 'size' || column === 'hash') return row['suffix'] === '.parquet'
  return column === 'id' && !('uid' in row) && !('value' in row)
}

const HOUR = 3_600_000

function canonical(column: string, value: unknown, replacements: Replacements): unknown {
  if (typeof value !== 'string') return value
  // Python keeps synonyms that it adds in no order.
  if (column === 'synonyms') return value.split('|').toSorted().join('|')
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(value)) {
    const utc = new Date(`${value.slice(0, 19).replace(' ', 'T')}Z`)
    return Math.abs(utc.getTime() - Date.now()) < HOUR ? '<now>' : value
  }
  const text = replacements.reduce((all, [before, after]) => all.replaceAll(before, after), value)
  return column === '_aux' ? text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<now>') : text
}

/** Link rows by their content: a database may number those of one call in any order. */
function ordered(rows: readonly PlainRow[]): readonly PlainRow[] {
  if (rows.some((row) => 'id' in row)) return rows
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
