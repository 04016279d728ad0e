import type { QueryPart, VocabularyWord, WordIndex } from './word-index.ts'
import { isVocabulary, wordsOf } from './words.ts'

/** A row with its texts. */
export interface WordRow {
  readonly id: number
  readonly texts: readonly (string | null)[]
}

/** An index over rows that were read: small tables, and rows that the index of a table does not have yet. */
export class MemoryWordIndex implements WordIndex {
  readonly rowCount: number
  readonly #rows = new Map<string, number[]>()

  constructor(rows: readonly WordRow[]) {
    this.rowCount = rows.length
    for (const { id, texts } of rows) {
      for (const text of texts) if (text) for (const word of wordsOf(text)) this.#add(word, id)
    }
  }

  #add(word: string, id: number): void {
    const rows = this.#rows.get(word)
    if (!rows) this.#rows.set(word, [id])
    else if (rows.at(-1) !== id) rows.push(id)
  }

  async known(words: readonly string[]): Promise<readonly VocabularyWord[]> {
    return words.flatMap((word) => (this.#rows.get(word)?.length ? [this.#vocabularyWord(word)] : []))
  }

  async rowsStartingWith(prefix: string): Promise<number> {
    let count = 0
    for (const [word, rows] of this.#rows) if (word.startsWith(prefix)) count += rows.length
    return count
  }

  async similarTo(word: string): Promise<readonly VocabularyWord[]> {
    return [...this.#rows.keys()]
      .filter((each) => Math.abs(each.length - word.length) <= 2 && isVocabulary(each))
      .map((each) => this.#vocabularyWord(each))
  }

  async rowsWith(parts: readonly QueryPart[], limit: number): Promise<readonly number[]> {
    const [first, ...others] = parts.map((part) => this.#rowsOf(part))
    if (!first) return []
    return [...first].filter((id) => others.every((rows) => rows.has(id))).slice(0, limit)
  }

  #rowsOf({ words, prefix }: QueryPart): Set<number> {
    const rows = new Set(words.flatMap((word) => this.#rows.get(word) ?? []))
    if (prefix === undefined) return rows
    for (const [word, ids] of this.#rows) if (word.startsWith(prefix)) for (const id of ids) rows.add(id)
    return rows
  }

  #vocabularyWord(word: string): VocabularyWord {
    return { word, rows: this.#rows.get(word)?.length ?? 0 }
  }
}
