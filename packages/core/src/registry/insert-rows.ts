import { bulkInsert, insertRow, type DatabaseTransaction } from '../database/index.ts'
import type { Row } from './record-state.ts'
import type { ColumnMeta, RegistryMeta } from './registry-meta.ts'

/** Below this many rows one plain INSERT is as fast as the bulk path. */
const FEW_ROWS = 10

export interface InsertOptions {
  /** Rows that break a unique rule are passed over. */
  readonly ignoreConflicts?: boolean
  readonly signal?: AbortSignal
}

/**
 * Inserts rows of one table, all with the same columns, in the given order.
 *
 * @returns the ids in that order; `undefined` for rows that were passed over
 */
export async function insertRows(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  rows: readonly Row[],
  { ignoreConflicts = false, signal }: InsertOptions = {},
): Promise<(number | undefined)[]> {
  if (rows.length === 0) return []
  if (!ignoreConflicts && (rows.length < FEW_ROWS || !meta.has('uid'))) return insertFew(trx, meta, rows)
  const columns = [...meta.columns.values()].filter((column) => column.column in (rows[0] as Row))
  const keyed = meta.has('uid')
  const result = await bulkInsert(trx, {
    table: meta.table,
    columns: columns.map(bulkColumn),
    rows: valuesOf(rows, columns),
    returning: keyed ? ['id', 'uid'] : [],
    onConflict: ignoreConflicts ? 'ignore' : 'fail',
    ...(signal && { signal }),
  })
  if (!keyed) return []
  const ids = new Map(result.rows.map((row) => [row['uid'], Number(row['id'])]))
  return rows.map((row) => ids.get(row['uid']))
}

/** A column as bulk writes name it. */
export const bulkColumn = (column: ColumnMeta): { name: string; type: string } => ({
  name: column.column,
  type: column.databaseType,
})

function* valuesOf(rows: readonly Row[], columns: readonly ColumnMeta[]): Iterable<unknown[]> {
  for (const row of rows) yield columns.map((column) => row[column.column])
}

/** Statements of some hundred rows, so that the number of parameters stays below the databases' limits. */
async function insertFew(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  rows: readonly Row[],
): Promise<number[]> {
  const [first, second] = rows
  if (first && !second) return [await insertRow(trx, meta.table, first)]
  const ids: number[] = []
  for (let start = 0; start < rows.length; start += 500) {
    const inserted = await trx
      .insertInto(meta.table)
      .values(rows.slice(start, start + 500))
      .returning('id')
      .execute()
    ids.push(...inserted.map((row) => Number(row['id'])))
  }
  return ids
}
