import { bulkColumn, type BoundRegistry, type DatabaseTransaction } from '@lamindb/core'
import { bulkInsert } from '@lamindb/core/database'

import type { TermRow } from '../content/term-row.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { RowMapper } from './row-mapper.ts'

/** Terms, and what all of them belong to. */
export interface TermsToInsert {
  readonly rows: readonly TermRow[]
  readonly source: Source
  readonly organism?: Organism | undefined
}

/** Inserts rows for terms that the registry lacks; those whose unique values are taken are passed over. */
export async function insertTerms(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  { rows, source, organism }: TermsToInsert,
): Promise<void> {
  const mapper = new RowMapper(registry, source, organism)
  await bulkInsert(trx, {
    table: registry.meta.table,
    columns: mapper.columns.map(bulkColumn),
    rows: rows.map((row) => mapper.valuesOf(row, mapper.uidOf(row))),
    onConflict: 'ignore',
  })
}
