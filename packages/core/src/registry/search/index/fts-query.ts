/**
 * An FTS5 query for rows that have every third trigram of a text, and its last one: fewer lists to intersect than with
 * all of them, and hits are checked anyway.
 *
 * @returns `undefined` for texts of less than three characters
 */
export function trigramMatch(text: string): string | undefined {
  const characters = [...text]
  if (characters.length < 3 || text.includes('\0')) return undefined
  const trigrams = new Set([characters.slice(-3).join('')])
  for (let at = 0; at + 3 <= characters.length; at += 3) trigrams.add(characters.slice(at, at + 3).join(''))
  return [...trigrams].map(quoted).join(' AND ')
}

/** A string of FTS5's query language. */
export const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`
