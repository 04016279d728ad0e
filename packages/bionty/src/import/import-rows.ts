import {
  bulkColumn,
  withoutSecondaryIndexes,
  type BoundRegistry,
  type DatabaseTransaction,
} from '@lamindb/core'
import { bulkInsert } from '@lamindb/core/database'

import { MAIN_BRANCH, TRASH_BRANCH } from './branches.ts'
import type { IdentifiedRows } from './identified-rows.ts'

/** What an import wrote. */
export interface ImportedRows {
  readonly count: number
  /** Uids of the new rows; `all` when the registry was empty before. */
  readonly uids: ReadonlySet<string> | 'all'
}

/**
 * Inserts the terms that the registry lacks, told by their uid; what is there stays as it is, but rows in the trash come
 * back to `main`.
 */
export async function importRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  { mapper, entries }: IdentifiedRows,
  signal?: AbortSignal,
): Promise<ImportedRows> {
  const { meta } = registry
  const isEmpty = (await trx.selectFrom(meta.table).select('id').limit(1).execute()).length === 0
  const values = function* (): Iterable<unknown[]> {
    for (const { row, uid } of entries) yield mapper.valuesOf(row, uid)
  }
  const result = await withoutSecondaryIndexes(trx, meta.table, entries.length, () =>
    bulkInsert(trx, {
      table: meta.table,
      columns: mapper.columns.map(bulkColumn),
      rows: values(),
      onConflict: 'ignore',
      ...(!isEmpty && { returning: ['uid'] }),
      ...(signal && { signal }),
    }),
  )
  if (isEmpty) return { count: result.count, uids: 'all' }
  await restoreTrashed(trx, registry, new Set(entries.map(({ uid }) => uid)))
  return { count: result.count, uids: new Set(result.rows.map((row) => String(row['uid']))) }
}

async function restoreTrashed(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  uids: ReadonlySet<string>,
): Promise<void> {
  const trashed = await trx
    .selectFrom(meta.table)
    .select(['id', 'uid'])
    .where('branch_id', '=', TRASH_BRANCH)
    .execute()
  const ids = trashed.filter((row) => uids.has(String(row['uid']))).map((row) => row['id'])
  for (let start = 0; start < ids.length; start += 1000) {
    await trx
      .updateTable(meta.table)
      .set({ branch_id: MAIN_BRANCH })
      .where('id', 'in', ids.slice(start, start + 1000))
      .execute()
  }
}
