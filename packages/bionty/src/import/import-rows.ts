import { bulkColumn, defaultRow, type BoundRegistry, type DatabaseTransaction } from '@lamindb/core'
import { bulkInsert } from '@lamindb/core/database'

import { MAIN_BRANCH, TRASH_BRANCH } from './branches.ts'

/** A term on its way into a registry: values of columns by their database names, `uid` among them. */
export interface ImportRow {
  readonly values: { readonly [column: string]: unknown }
  /** Identifiers of its direct parents in the ontology. */
  readonly parents: readonly string[]
}

export interface ImportedRows {
  /** Uids of the rows that were not there before. */
  readonly inserted: ReadonlySet<string>
}

/**
 * Inserts the terms that the registry lacks, told by their uid; what is there stays as it is, but rows in the trash come
 * back to `main`. One prepared statement, constant memory beside the list of new uids.
 */
export async function importRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  rows: readonly ImportRow[],
  signal?: AbortSignal,
): Promise<ImportedRows> {
  const { meta } = registry
  const [first] = rows
  if (!first) return { inserted: new Set() }
  const defaults = defaultRow(meta)
  const template = { ...defaults, ...first.values }
  const columns = [...meta.columns.values()].filter((column) => column.column in template)
  const values = function* (): Iterable<unknown[]> {
    for (const row of rows) {
      yield columns.map(({ column }) => (column in row.values ? row.values[column] : defaults[column]))
    }
  }
  const result = await bulkInsert(trx, {
    table: meta.table,
    columns: columns.map(bulkColumn),
    rows: values(),
    onConflict: 'ignore',
    returning: ['uid'],
    ...(signal && { signal }),
  })
  const inserted = new Set(result.rows.map((row) => String(row['uid'])))
  if (inserted.size < rows.length) await restoreTrashed(trx, registry, rows)
  return { inserted }
}

async function restoreTrashed(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  rows: readonly ImportRow[],
): Promise<void> {
  const trashed = await trx
    .selectFrom(registry.meta.table)
    .select(['id', 'uid'])
    .where('branch_id', '=', TRASH_BRANCH)
    .execute()
  if (trashed.length === 0) return
  const uids = new Set(rows.map((row) => row.values['uid']))
  const ids = trashed.filter((row) => uids.has(row['uid'])).map((row) => row['id'])
  for (let start = 0; start < ids.length; start += 1000) {
    await trx
      .updateTable(registry.meta.table)
      .set({ branch_id: MAIN_BRANCH })
      .where('id', 'in', ids.slice(start, start + 1000))
      .execute()
  }
}
