import { sql } from 'kysely'

import type { Database, DatabaseTransaction } from '../database/database.ts'
import { retrying } from '../database/retrying.ts'
import { DanglingReferences } from './errors.ts'

/** Runs `work` in a transaction that no other deployment of the same database overlaps. */
export async function exclusiveTransaction<T>(
  database: Database,
  work: (trx: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  if (database.dialect === 'sqlite') return withoutForeignKeys(database, work)
  return database.transaction(async (trx) => {
    const key = sql`hashtext('laminx_migration'), hashtext(current_schema())`
    await sql`select pg_advisory_xact_lock(${key})`.execute(trx)
    return work(trx)
  })
}

/**
 * SQLite changes a table by building a new one and dropping the old one, which deletes its rows and all that refer to
 * them while foreign keys are on. The switch has no effect inside a transaction, so it stands around it; the work has
 * to end with {@link requireReferences}.
 */
async function withoutForeignKeys<T>(
  { kysely }: Database,
  work: (trx: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  return kysely.connection().execute(async (connection) => {
    await sql`pragma foreign_keys = off`.execute(connection)
    try {
      return await retrying(() => connection.transaction().execute(work))
    } finally {
      await sql`pragma foreign_keys = on`.execute(connection)
    }
  })
}

/**
 * What SQLite would have checked at the commit of a transaction with foreign keys on. Reads every row that refers to
 * another one.
 *
 * @throws {@link DanglingReferences}
 */
export async function requireReferences(trx: DatabaseTransaction): Promise<void> {
  const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(trx)
  if (rows.length > 0) throw new DanglingReferences(rows.length, [...new Set(rows.map((row) => row.table))])
}
