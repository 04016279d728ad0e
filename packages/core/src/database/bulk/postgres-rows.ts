import { CompiledQuery } from 'kysely'

import type { DatabaseTransaction } from '../database.ts'
import type { BulkResult, BulkWrite } from './bulk-write.ts'
import type { ConflictRule } from './conflict-rule.ts'
import { quoted, quotedList, returningClause } from './quoting.ts'
import { rowBatches } from './row-batches.ts'

type Row = readonly unknown[]

const batchLimit = { rows: 5000, characters: 4_000_000 }

/** Writes rows by statements that take one array per column. */
export async function writePostgresRows(
  trx: DatabaseTransaction,
  write: BulkWrite,
  rule: ConflictRule,
): Promise<BulkResult> {
  const names = quotedList(write.columns.map((column) => column.name))
  const arrays = write.columns.map((column, index) => `$${index + 1}::${column.type}[]`).join(', ')
  const sql = `insert into ${quoted(write.table)} (${names}) select * from unnest(${arrays}) ${rule.clause}${returningClause(write.returning)}`
  const rows: Record<string, unknown>[] = []
  let count = 0
  for await (const batch of rowBatches(write.rows, batchLimit)) {
    write.signal?.throwIfAborted()
    const distinct = rule.key === undefined ? batch : lastOfEachKey(batch, rule.key)
    const parameters = write.columns.map((_, index) => distinct.map((row) => row[index] ?? null))
    const result = await trx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, parameters))
    count += Number(result.numAffectedRows ?? 0)
    for (const row of result.rows) rows.push(row)
  }
  return { count, rows }
}

/**
 * One statement may not update the same row twice (SQLSTATE 21000); row by row the last one would win. A key with a
 * NULL in it never meets another row.
 */
function lastOfEachKey(batch: readonly Row[], key: readonly number[]): readonly Row[] {
  const byKey = new Map<unknown, Row>()
  for (const row of batch) {
    const parts = key.map((index) => row[index] ?? null)
    byKey.set(parts.includes(null) ? row : JSON.stringify(parts.map(String)), row)
  }
  return byKey.size === batch.length ? batch : [...byKey.values()]
}
