import { sql } from 'kysely'

import type { DatabaseTransaction } from '../database.ts'
import { SqliteFileAdapter } from './sqlite-kysely-dialect.ts'

/** Below this many rows dropping and building indexes costs more than it saves. */
const MANY_ROWS = 5000

/**
 * Runs a bulk load with the secondary indexes of an SQLite table out of the way: they are dropped and built again in the
 * same transaction, where the load is large and the table holds fewer rows than come in. Indexes that enforce a rule stay.
 * On Postgres, and for small loads, just runs the load.
 */
export async function withoutSecondaryIndexes<T>(
  trx: DatabaseTransaction,
  table: string,
  incomingRows: number,
  load: () => Promise<T>,
): Promise<T> {
  const isSqlite = trx.getExecutor().adapter instanceof SqliteFileAdapter
  if (!isSqlite || incomingRows < MANY_ROWS || (await rowCount(trx, table)) > incomingRows) return load()
  const indexes = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master
    where type = 'index' and tbl_name = ${table} and sql is not null and sql not like 'create unique%'`.execute(
    trx,
  )
  for (const { name } of indexes.rows) await sql`drop index ${sql.ref(name)}`.execute(trx)
  const loaded = await load()
  for (const index of indexes.rows) await sql.raw(index.sql).execute(trx)
  return loaded
}

async function rowCount(trx: DatabaseTransaction, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(trx)
  return rows[0]?.n ?? 0
}
