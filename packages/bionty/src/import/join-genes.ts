import type { TermRow } from '../content/term-row.ts'

/**
 * One row for each gene: a public table has one for each NCBI identifier of a gene, which are joined by `|`; of the other
 * columns the first value holds.
 */
export function joinGenes(rows: readonly TermRow[]): readonly TermRow[] {
  const byStableId = rows.length > 0 && rows.every((row) => row['stableId'])
  const byId = new Map<unknown, TermRow>()
  for (const row of rows) {
    const id = (byStableId ? row['stableId'] : (row['ensemblGeneId'] ?? row['stableId'])) ?? row
    const first = byId.get(id)
    byId.set(id, first ? joined(first, row) : row)
  }
  return byId.size === rows.length ? rows : [...byId.values()]
}

function joined(first: TermRow, next: TermRow): TermRow {
  const filled = Object.fromEntries(
    Object.keys(next).map((column) => [column, first[column] ?? next[column]]),
  )
  return { ...filled, ncbiGeneId: joinedIds(first['ncbiGeneId'], next['ncbiGeneId']) }
}

function joinedIds(...ids: unknown[]): string | null {
  const known = ids.filter((id) => id !== null && id !== undefined && id !== '')
  return [...new Set(known.flatMap((id) => String(id).split('|')))].join('|') || null
}
