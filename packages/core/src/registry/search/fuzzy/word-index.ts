/** A word of the vocabulary. */
export interface VocabularyWord {
  readonly word: string
  /** Number of rows that have it, as of some time ago. */
  readonly rows: number
}

/** Words that stand for one word of a query: rows with any of them count. */
export interface QueryPart {
  readonly words: readonly string[]
  /** Rows with a word that begins so count too. */
  readonly prefix?: string
  /** Estimated number of rows. */
  readonly rows: number
}

/** Finds rows by their words. Rows may be missing or too many: hits are read again. */
export interface WordIndex {
  /** Number of rows in the index. */
  readonly rowCount: number
  /** Those of the words that are in the vocabulary. */
  known(words: readonly string[]): Promise<readonly VocabularyWord[]>
  /** Number of rows with words that begin so. */
  rowsStartingWith(prefix: string): Promise<number>
  /** Words of the vocabulary that may be one or two letters away from a word; more than fit, and not all that do. */
  similarTo(word: string): Promise<readonly VocabularyWord[]>
  /** Ids of rows that have all the parts. */
  rowsWith(parts: readonly QueryPart[], limit: number): Promise<readonly number[]>
}
