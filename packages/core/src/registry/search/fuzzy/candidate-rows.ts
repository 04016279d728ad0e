import { queryParts } from './query-parts.ts'
import type { QueryPart, WordIndex } from './word-index.ts'

/** Rows of one look-up. */
const ROWS = 300
/** Rows in all. */
const MOST_ROWS = 500
/** With fewer rows, one part of the query need not hold. */
const FEW_ROWS = 20
/** A part that stands for more than this share of the rows tells little; a rarer one finds them. */
const COMMON_SHARE = 0.02
/** Words of a query that are looked at. */
const MOST_WORDS = 8

/**
 * Ids of the at most 500 rows that a query may mean although no row contains it literally. The words were cut and
 * folded as the index does.
 */
export async function candidateRows(index: WordIndex, words: readonly string[]): Promise<number[]> {
  const parts = telling(index, await queryParts(index, words.slice(0, MOST_WORDS)))
  if (parts.length === 0) return []
  const found = new Set(await index.rowsWith(parts, ROWS))
  if (found.size < FEW_ROWS && parts.length > 1) {
    for (const dropped of parts) {
      const rest = parts.filter((part) => part !== dropped)
      for (const id of await index.rowsWith(rest, ROWS)) found.add(id)
      if (found.size >= MOST_ROWS) break
    }
  }
  return [...found].slice(0, MOST_ROWS)
}

/** The parts that narrow the rows down, rarest first. */
function telling({ rowCount }: WordIndex, parts: readonly QueryPart[]): QueryPart[] {
  const sorted = [...parts].sort((a, b) => a.rows - b.rows)
  const rare = sorted.filter((part) => part.rows <= Math.max(rowCount * COMMON_SHARE, FEW_ROWS))
  return rare.length > 0 ? rare : sorted
}
