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
  const insert = trx.insertInto(table).values(row)
  if (trx.getExecutor().adapter instanceof SqliteFileAdapter) {
    return Number((await insert.executeTakeFirstOrThrow()).insertId)
  }
  return Number((await insert.returning('id').executeTakeFirstOrThrow())['id'])
}
