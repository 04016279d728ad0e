import { InvalidArgument } from '@lamindb/core/errors'

import type { TermRow } from '../content/term-row.ts'
import { foldCase, searchScore } from './search-score.ts'

export interface SearchOptions {
  /** Column or columns, such as `name`; all with texts and lists by default. */
  readonly field?: string | readonly string[]
  /** Most terms to return. */
  readonly limit?: number | null
  readonly caseSensitive?: boolean
}

/** A term and how well it fits. */
export interface RankedTerm<T extends TermRow = TermRow> {
  readonly term: T
  readonly score: number
}

/**
 * The terms that contain a text in one of the columns, the best first; terms of equal score in the order of the table.
 *
 * @throws InvalidArgument when the text is null
 */
export function rankTerms<T extends TermRow>(
  rows: readonly T[],
  columns: readonly string[],
  text: string,
  { limit, caseSensitive = false }: SearchOptions,
): RankedTerm<T>[] {
  if (typeof text !== 'string')
    throw new InvalidArgument('Cannot search for None value! Please pass a valid string.')
  const fold = caseSensitive ? (value: string): string => value : foldCase
  const wanted = fold(text)
  const ranked: RankedTerm<T>[] = []
  for (const term of rows) {
    let score = 0
    for (const column of columns) {
      const value = searchedText(term[column])
      if (value !== undefined) score += searchScore(fold(value), wanted)
    }
    if (score > 0) ranked.push({ term, score })
  }
  ranked.sort((a, b) => b.score - a.score)
  return limit === undefined || limit === null ? ranked : ranked.slice(0, limit)
}

/** Lists are searched in the form in which the reference prints them: `['CL:0000542' 'CL:0000084']`. */
function searchedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? `[${value.map((item) => `'${String(item)}'`).join(' ')}]` : undefined
}
