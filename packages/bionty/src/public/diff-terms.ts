import type { TermRow } from '../content/term-row.ts'

/** A term that two versions of a source tell differently. */
export interface ChangedTerm {
  readonly id: string
  /** The columns that differ: value here and value there. */
  readonly changes: { readonly [column: string]: readonly [self: unknown, other: unknown] }
}

export interface TermsDiff {
  /** Rows that only one of both tables has, leaving the id aside; those of this table first. */
  readonly onlyInOne: readonly TermRow[]
  /** Terms that both tables have, with different values. */
  readonly changed: readonly ChangedTerm[]
  /** Columns in which terms differ, in the order of the table. */
  readonly changedColumns: readonly string[]
}

/** Compares the terms of two tables, but for their parents. */
export function diffTerms(own: readonly TermRow[], others: readonly TermRow[], idColumn: string): TermsDiff {
  const columns = [...new Set([...own.slice(0, 1), ...others.slice(0, 1)].flatMap((row) => Object.keys(row)))]
  const compared = columns.filter((column) => column !== idColumn && column !== 'parents')
  const changed = changedTerms(own, others, compared, idColumn)
  return {
    onlyInOne: rowsOfOne(own, others, compared),
    changed,
    changedColumns: compared.filter((column) => changed.some(({ changes }) => column in changes)),
  }
}

/** Rows without counterpart; a row that one table has twice has none either. */
function rowsOfOne(
  own: readonly TermRow[],
  others: readonly TermRow[],
  columns: readonly string[],
): TermRow[] {
  const all = [...own, ...others]
  const keys = all.map((row) => JSON.stringify(columns.map((column) => row[column] ?? null)))
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return all.filter((_, index) => counts.get(keys[index] as string) === 1)
}

function changedTerms(
  own: readonly TermRow[],
  others: readonly TermRow[],
  columns: readonly string[],
  idColumn: string,
): ChangedTerm[] {
  const byId = new Map(others.map((row) => [row[idColumn], row]))
  return own.flatMap((row) => {
    const other = byId.get(row[idColumn])
    if (!other) return []
    const changes = columns
      .filter((column) => JSON.stringify(row[column] ?? null) !== JSON.stringify(other[column] ?? null))
      .map((column) => [column, [row[column] ?? null, other[column] ?? null]] as const)
    return changes.length > 0 ? [{ id: String(row[idColumn]), changes: Object.fromEntries(changes) }] : []
  })
}
