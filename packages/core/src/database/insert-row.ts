import { CompiledQuery } from 'kysely'

import { quoted, quotedList } from './bulk/quoting.ts'
import type { DatabaseTransaction } from './database.ts'
import { SqliteFileAdapter } from './sqlite/sqlite-kysely-dialect.ts'

/**
 * Inserts one row and gives its id. On SQLite without `RETURNING`, for which the database keeps a journal of the
 * statement in a file of its own.
 */
export async function insertRow(
  trx: DatabaseTransaction,
  table: string,
  row: { readonly [column: string]: unknown },
): Promise<number> {
  if (trx.getExecutor().adapter instanceof SqliteFileAdapter) {
    const names = Object.keys(row)
    const text = `insert into ${quoted(table)} (${quotedList(names)}) values (${names.map(() => '?').join(', ')})`
    const { insertId } = await trx.executeQuery(CompiledQuery.raw(text, Object.values(row)))
    return Number(insertId)
  }
  const written = await trx.insertInto(table).values(row).returning('id').executeTakeFirstOrThrow()
  return Number(written['id'])
}
