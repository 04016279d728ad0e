import type { BoundRegistry } from '@lamindb/core'

import { bioUid } from '../bio-uid.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import type { ImportRow } from './import-rows.ts'
import type { SourceTableRow } from './source-table.ts'

/** What public tables call a column of ours. */
const RENAMED: { readonly [tableColumn: string]: string } = {
  definition: 'description',
  ncbi_gene_id: 'ncbi_gene_ids',
}

/** Columns whose values in several rows of one gene are joined. */
const JOINED = new Set(['ncbi_gene_ids'])

const text = (value: unknown): unknown => (value === undefined || value === '' ? null : value)

/** Rows of a public table as rows of the registry: known columns, uid, source, organism. Rows of one thing are joined. */
export function toImportRows(
  registry: BoundRegistry,
  table: readonly SourceTableRow[],
  source: Source,
  organism: Organism | undefined,
): ImportRow[] {
  const { meta } = registry
  const columns = [...meta.columns.values()].filter(({ isText, column }) => isText && column !== 'uid')
  const known = new Map(columns.map((column) => [column.column, column.property]))
  const shared = { source_id: source.id, ...(meta.has('organismId') && { organism_id: organism?.id }) }
  const rows = new Map<string, { values: { [column: string]: unknown }; parents: readonly string[] }>()
  for (const row of table) {
    const values: { [column: string]: unknown } = { ...shared }
    const fields: { [property: string]: unknown } = {}
    for (const [name, value] of Object.entries(row)) {
      const column = RENAMED[name] ?? name
      const property = known.get(column)
      if (property === undefined) continue
      values[column] = text(value)
      fields[property] = values[column]
    }
    const uid = bioUid(meta.name, fields, organism?.name)
    values['uid'] = uid
    const first = rows.get(uid)
    if (first) join(first.values, values)
    else rows.set(uid, { values, parents: listOf(row['parents']) })
  }
  return [...rows.values()]
}

function join(first: { [column: string]: unknown }, further: { readonly [column: string]: unknown }): void {
  for (const column of JOINED) {
    const parts = [first[column], further[column]].filter((part) => part !== null && part !== undefined)
    if (parts.length > 0)
      first[column] = [...new Set(parts.flatMap((part) => String(part).split('|')))].join('|')
  }
}

const listOf = (parents: unknown): readonly string[] => (Array.isArray(parents) ? (parents as string[]) : [])
