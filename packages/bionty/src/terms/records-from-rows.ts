import { fieldOf, metaOf, newRecord, setField, type BoundRegistry, type RegistryRecord } from '@lamindb/core'

import type { TermRow } from '../content/term-row.ts'
import type { TermTable } from '../content/term-table.ts'
import { setPendingParents, type ParentTable } from '../parents/pending-parents.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { fieldsOfRow } from './fields-of-row.ts'

/** Where the rows come from. */
export interface RowsOrigin {
  readonly source: Source
  readonly organism?: Organism | undefined
  /** The table of the rows, which parents are looked up in. */
  readonly table?: TermTable | undefined
}

/**
 * Unsaved records for rows of a public table, in order: what the registry has columns for, source, organism, and the
 * parents that their save is to add. Not looked up and not checked.
 */
export async function recordsFromRows(
  registry: BoundRegistry,
  rows: readonly TermRow[],
  { source, organism, table }: RowsOrigin,
): Promise<RegistryRecord[]> {
  const { meta } = registry
  const origin = { source, ...(organism && meta.relations.has('organism') && { organism }) }
  const parentTable = table && { source, terms: table }
  const records = rows.map((row) => {
    const record = newRecord(registry, { ...fieldsOfRow(meta, row), ...origin })
    if (meta.relations.has('parents')) setPendingParents(record, row.parents ?? [], parentTable)
    return record
  })
  await registry.options.prepare?.(records)
  return records
}

/** Fills what a record lacks from a row of a public table: its id, source, parents and the rest; its uid stays. */
export function completeFromRow(record: RegistryRecord, row: TermRow, { source, table }: RowsOrigin): void {
  const meta = metaOf(record)
  for (const [property, value] of Object.entries(fieldsOfRow(meta, row))) {
    if ((fieldOf(record, property) ?? null) === null) setField(record, property, value)
  }
  record.set({ source } as never)
  const parentTable: ParentTable | undefined = table && { source, terms: table }
  if (meta.relations.has('parents')) setPendingParents(record, row.parents ?? [], parentTable)
}
