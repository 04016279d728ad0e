import {
  bulkColumn,
  withoutSecondaryIndexes,
  type BoundRegistry,
  type DatabaseTransaction,
} from '@lamindb/core'
import { bulkInsert } from '@lamindb/core/database'

import type { IdentifiedRows } from './identified-rows.ts'
import { restoreTrashed } from './restore-trashed.ts'
import { storedTerms, type StoredTerm } from './stored-terms.ts'

/** What an import wrote. */
export interface ImportedRows {
  readonly count: number
  /** For each row, what stood in the registry for it before; `undefined` when the registry was empty. */
  readonly stored: readonly (StoredTerm | undefined)[] | undefined
}

/**
 * Inserts the terms that the registry lacks; what is there stays as it is, but rows in the trash come back to `main`.
 */
export async function importRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  { mapper, rows, uids }: IdentifiedRows,
  signal?: AbortSignal,
): Promise<ImportedRows> {
  const { meta } = registry
  const isEmpty = (await trx.selectFrom(meta.table).select('id').limit(1).execute()).length === 0
  const stored = isEmpty ? undefined : await storedTerms(trx, registry, rows, uids)
  const values = function* (): Iterable<unknown[]> {
    for (const [index, row] of rows.entries())
      if (stored?.[index] === undefined) yield mapper.valuesOf(row, uids[index] as string)
  }
  const { count } = await withoutSecondaryIndexes(trx, meta.table, rows.length, () =>
    bulkInsert(trx, {
      table: meta.table,
      columns: mapper.columns.map(bulkColumn),
      rows: values(),
      onConflict: 'ignore',
      ...(signal && { signal }),
    }),
  )
  if (stored) await restoreTrashed(trx, registry, stored)
  return { count, stored }
}
