import { sql, type RawBuilder } from 'kysely'

import type { BoundRegistry } from '../../record.ts'
import type { QueryPart, VocabularyWord, WordIndex } from '../fuzzy/word-index.ts'
import { likePattern } from '../like-pattern.ts'
import { indexNames } from './index-names.ts'
import { wordVector } from './postgres-texts.ts'

/** Words that are looked at more closely. */
const MOST_SIMILAR = 50

/** Words of a table in Postgres' full text index. */
export class PostgresWordIndex implements WordIndex {
  readonly rowCount: number
  readonly #registry: BoundRegistry
  readonly #vocabulary: string

  constructor(registry: BoundRegistry, rowCount: number) {
    this.#registry = registry
    this.#vocabulary = indexNames(registry.meta).vocabulary
    this.rowCount = rowCount
  }

  async known(words: readonly string[]): Promise<readonly VocabularyWord[]> {
    return this.#words(sql`where term = any(${words}::text[])`)
  }

  async rowsStartingWith(prefix: string): Promise<number> {
    const pattern = likePattern(prefix).slice(1)
    const { rows } = await sql<{ n: number | null }>`
      select sum(n)::bigint as n from ${sql.table(this.#vocabulary)} where term like ${pattern}`.execute(
      this.#registry.instance.queries,
    )
    return rows[0]?.n ?? 0
  }

  async similarTo(word: string): Promise<readonly VocabularyWord[]> {
    return this.#words(sql`where term % ${word} order by term <-> ${word} limit ${MOST_SIMILAR}`)
  }

  async #words(rest: RawBuilder<unknown>): Promise<readonly VocabularyWord[]> {
    const { rows } = await sql<{ term: string; n: number }>`
      select term, n from ${sql.table(this.#vocabulary)} ${rest}`.execute(this.#registry.instance.queries)
    return rows.map(({ term, n }) => ({ word: term, rows: n }))
  }

  async rowsWith(parts: readonly QueryPart[], limit: number): Promise<readonly number[]> {
    const { meta, instance } = this.#registry
    const query = parts.map(partQuery).join(' & ')
    const { rows } = await sql<{ id: number }>`select id from ${sql.table(meta.table)}
      where ${wordVector(meta)} @@ to_tsquery('simple', ${query}) limit ${limit}`.execute(instance.queries)
    return rows.map(({ id }) => id)
  }
}

function partQuery({ words, prefix }: QueryPart): string {
  const lexemes = words.map(quoted)
  if (prefix !== undefined) lexemes.push(`${quoted(prefix)}:*`)
  return `(${lexemes.join(' | ')})`
}

/** A lexeme of `to_tsquery`; words hold letters and digits only. */
const quoted = (word: string): string => `'${word.replaceAll("'", "''")}'`
