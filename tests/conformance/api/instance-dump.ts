import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { openDatabase, sqliteUrl } from '@lamindb/core/database'
import type { GoldenJson, GoldenObject } from '../golden/golden-json.ts'
import { goldenFromApi } from './golden-from-api.ts'

/** Rows of all tables of the reference, raw as SQLite stores them: table → id → row. */
export type InstanceDump = ReadonlyMap<string, ReadonlyMap<bigint, GoldenObject>>

/** Prefixes of the tables that the reference knows; other tables are ours alone. */
const REFERENCE_TABLES = /^(?:lamindb|bionty|pertdb|wetlab)_/u
/** Files of an instance that are no content of its storage. */
const OWN_FILES: ReadonlySet<string> = new Set([
  'lamin.db',
  'lamin.db-journal',
  'lamin.db-wal',
  'lamin.db-shm',
  'storage_uid.txt',
])

/** Reads every row of the reference's tables from a SQLite database, by id. */
export async function dumpInstance(databasePath: string): Promise<InstanceDump> {
  await using database = await openDatabase({ url: sqliteUrl(databasePath) })
  const { kysely } = database
  const tables = await kysely.selectFrom('sqlite_master').select('name').where('type', '=', 'table').execute()
  const dump = new Map<string, ReadonlyMap<bigint, GoldenObject>>()
  for (const name of tables
    .map((table) => String(table['name']))
    .filter((table) => REFERENCE_TABLES.test(table))
    .toSorted()) {
    const rows = await kysely.selectFrom(name).selectAll().orderBy('id').execute()
    dump.set(
      name,
      new Map(rows.map((row) => [BigInt(row['id'] as number), goldenFromApi(row) as GoldenObject])),
    )
  }
  return dump
}

/**
 * What changed between two dumps, in the form of golden files: per table `inserted` (full rows), `updated` (id → changed
 * columns) and `deleted` (ids). Tables without changes are left out.
 */
export function changesBetween(before: InstanceDump, after: InstanceDump): GoldenObject {
  const changes: Record<string, GoldenJson> = {}
  for (const [table, rows] of after) {
    const change = tableChange(before.get(table) ?? new Map<bigint, GoldenObject>(), rows)
    if (Object.keys(change).length > 0) changes[table] = change
  }
  return changes
}

function tableChange(
  old: ReadonlyMap<bigint, GoldenObject>,
  rows: ReadonlyMap<bigint, GoldenObject>,
): GoldenObject {
  const inserted = [...rows].filter(([id]) => !old.has(id)).map(([, row]) => row)
  const deleted = [...old.keys()].filter((id) => !rows.has(id))
  const updated: Record<string, GoldenJson> = {}
  for (const [id, row] of rows) {
    const columns = changedColumns(old.get(id) ?? row, row)
    if (Object.keys(columns).length > 0) updated[String(id)] = columns
  }
  return {
    ...(inserted.length > 0 ? { inserted } : {}),
    ...(Object.keys(updated).length > 0 ? { updated } : {}),
    ...(deleted.length > 0 ? { deleted } : {}),
  }
}

function changedColumns(old: GoldenObject, row: GoldenObject): GoldenObject {
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => old[column] !== value))
}

/** Files below a storage root with their sizes in bytes; the database and the storage marker are left out. */
export async function storedFiles(root: string): Promise<Map<string, bigint>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !OWN_FILES.has(entry.name))
  const found = new Map<string, bigint>()
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    found.set(relative(root, path).replaceAll(sep, '/'), BigInt((await stat(path)).size))
  }
  return found
}
