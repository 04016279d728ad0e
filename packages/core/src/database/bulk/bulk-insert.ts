import type { DatabaseTransaction } from '../database.ts'
import { InvalidBulkWrite } from '../errors.ts'
import { SqliteFileAdapter } from '../sqlite/sqlite-kysely-dialect.ts'
import type { BulkInsert, BulkResult, BulkUpsert, BulkWrite } from './bulk-write.ts'
import type { ConflictRule } from './conflict-rule.ts'
import { writePostgresRows } from './postgres-rows.ts'
import { quoted, quotedList } from './quoting.ts'
import { writeSqliteRows } from './sqlite-rows.ts'

/**
 * Inserts any number of rows in constant memory: on SQLite with one prepared statement per row, on Postgres with
 * arrays of some thousand rows (`unnest`). Skips everything that the registry layer does for a single record.
 *
 * @throws {@link InvalidBulkWrite} outside a transaction or without columns
 * @see `Database.transaction` for the transaction; MikroORM's and Kysely's own are as good
 */
export async function bulkInsert(trx: DatabaseTransaction, write: BulkInsert): Promise<BulkResult> {
  return run(trx, write, { clause: write.onConflict === 'ignore' ? 'on conflict do nothing' : '' })
}

/**
 * Inserts rows, or updates those whose key is there already. Otherwise like {@link bulkInsert}.
 *
 * @throws {@link InvalidBulkWrite} also when a key column or an updated column is not written
 */
export async function bulkUpsert(trx: DatabaseTransaction, write: BulkUpsert): Promise<BulkResult> {
  const names = write.columns.map((column) => column.name)
  const update = write.update ?? names.filter((name) => !write.key.includes(name))
  const unknown = [...write.key, ...update].filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    throw new InvalidBulkWrite(write.table, `it writes no column '${unknown.join("', '")}'`)
  }
  if (write.key.length === 0) throw new InvalidBulkWrite(write.table, 'an upsert needs a key')
  const condition = write.keyCondition === undefined ? '' : ` where ${write.keyCondition}`
  const target = `on conflict (${quotedList(write.key)})${condition}`
  const assignments = update.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')
  const clause = update.length === 0 ? `${target} do nothing` : `${target} do update set ${assignments}`
  return run(trx, write, { clause, key: write.key.map((name) => names.indexOf(name)) })
}

async function run(trx: DatabaseTransaction, write: BulkWrite, rule: ConflictRule): Promise<BulkResult> {
  if (!trx.isTransaction) throw new InvalidBulkWrite(write.table, 'it needs a transaction')
  if (write.columns.length === 0) throw new InvalidBulkWrite(write.table, 'it has no columns')
  const { adapter } = trx.getExecutor()
  if (adapter instanceof SqliteFileAdapter) return writeSqliteRows(adapter.handle, write, rule)
  return writePostgresRows(trx, write, rule)
}
