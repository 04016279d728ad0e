import type { ColumnMeta } from '../../registry-meta.ts'
import type { WordRow } from './memory-word-index.ts'

/** How much a field says about what a record is; the rest counts as descriptions do. */
const WEIGHTS: { readonly [property: string]: number } = { synonyms: 0.7, abbr: 0.7, description: 0.3 }

/** A text longer than that is not compared letter by letter to its end. */
const LONGEST = 500

/**
 * Ids of the rows that are similar to a text, most similar first.
 *
 * @param columns - those of the rows' texts, the one with the name first
 */
export async function rankBySimilarity(
  rows: readonly WordRow[],
  columns: readonly ColumnMeta[],
  text: string,
): Promise<number[]> {
  if (rows.length === 0) return []
  const { default: Fuse } = await import('fuse.js')
  const fuse = new Fuse(rows, {
    keys: columns.map(({ property }, position) => ({
      name: property,
      weight: position === 0 ? 1 : (WEIGHTS[property] ?? 0.5),
      getFn: (row: WordRow) => entriesOf(row.texts[position] ?? null),
    })),
    ignoreLocation: true,
    threshold: 0.6,
  })
  return fuse.search(text).map(({ item }) => item.id)
}

/** Synonyms one by one. */
const entriesOf = (text: string | null): string[] =>
  text === null || text === '' ? [] : text.slice(0, LONGEST).split('|')
