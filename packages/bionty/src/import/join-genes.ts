import type { SourceTableRow } from './source-table.ts'

/**
 * One row for each gene: a public table has one for each NCBI identifier of a gene, which are joined by `|`; of the other
 * columns the first row's value holds.
 *
 * @see bionty.md 4.5
 */
export function joinGenes(rows: readonly SourceTableRow[]): readonly SourceTableRow[] {
  const byId = new Map<unknown, SourceTableRow>()
  for (const row of rows) {
    const id = row['ensembl_gene_id'] ?? row['stable_id'] ?? row
    const first = byId.get(id)
    byId.set(id, first ? { ...first, ncbi_gene_id: joined(first['ncbi_gene_id'], row['ncbi_gene_id']) } : row)
  }
  return byId.size === rows.length ? rows : [...byId.values()]
}

function joined(...ids: unknown[]): string | null {
  const known = ids.filter((id) => id !== null && id !== undefined && id !== '')
  return [...new Set(known.flatMap((id) => String(id).split('|')))].join('|') || null
}
