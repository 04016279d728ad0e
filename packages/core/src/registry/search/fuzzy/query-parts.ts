import { editDistance } from './edit-distance.ts'
import { isVocabulary } from './words.ts'
import type { QueryPart, VocabularyWord, WordIndex } from './word-index.ts'

/** Words that take the place of one that is unknown. */
const ALTERNATIVES = 6

/**
 * What the words of a query stand for. A known word stands for itself, the last one also for all words that it begins;
 * an unknown one for the words of the vocabulary that are nearest to it. Words that stand for nothing are left out.
 */
export async function queryParts(index: WordIndex, words: readonly string[]): Promise<QueryPart[]> {
  const known = new Map((await index.known(words)).map((each) => [each.word, each.rows]))
  const last = words.at(-1)
  const parts: QueryPart[] = []
  for (const word of new Set(words)) {
    const isPrefix = word === last && word.length >= 2
    const rows = known.get(word) ?? 0
    const withPrefix = isPrefix ? await index.rowsStartingWith(word) : rows
    if (withPrefix > 0) parts.push({ words: [word], ...(isPrefix && { prefix: word }), rows: withPrefix })
    else if (!isVocabulary(word)) parts.push({ words: [word], ...(isPrefix && { prefix: word }), rows: 0 })
    else parts.push(...nearest(word, await index.similarTo(word)))
  }
  return parts
}

/** The nearest words, of these the more frequent ones. Short words allow one wrong letter, longer ones two. */
function nearest(word: string, similar: readonly VocabularyWord[]): QueryPart[] {
  const most = word.length < 5 ? 1 : 2
  const near = similar
    .map((each) => ({ ...each, distance: editDistance(word, each.word, most) }))
    .filter((each) => each.distance <= most)
    .sort((a, b) => a.distance - b.distance || b.rows - a.rows)
    .slice(0, ALTERNATIVES)
  if (near.length === 0) return []
  return [{ words: near.map((each) => each.word), rows: near.reduce((sum, each) => sum + each.rows, 0) }]
}
