import { sql, type RawBuilder } from 'kysely'

import type { BoundRegistry } from '../../record.ts'
import type { QueryPart, VocabularyWord, WordIndex } from '../fuzzy/word-index.ts'
import { quoted } from './fts-query.ts'
import { indexNames, type IndexNames } from './index-names.ts'

/** Words that are looked at more closely: the most frequent ones. */
const MOST_SIMILAR = 1000

/** In words of up to so many letters a wrong one may leave no trigram: those that begin alike are compared too. */
const SHORT = 6

/** Words of a table in FTS5. */
export class SqliteWordIndex implements WordIndex {
  readonly rowCount: number
  readonly #registry: BoundRegistry
  readonly #names: IndexNames

  constructor(registry: BoundRegistry, rowCount: number) {
    this.#registry = registry
    this.#names = indexNames(registry.meta)
    this.rowCount = rowCount
  }

  async known(words: readonly string[]): Promise<readonly VocabularyWord[]> {
    const given = JSON.stringify(words)
    return this.#words(sql`term in (select value from json_each(${given}))`)
  }

  async rowsStartingWith(prefix: string): Promise<number> {
    const { rows } = await sql<{
      n: number | null
    }>`select sum(n) as n from ${sql.table(this.#names.vocabulary)}
      where term >= ${prefix} and term < ${`${prefix}\u{10ffff}`}`.execute(this.#registry.instance.queries)
    return rows[0]?.n ?? 0
  }

  async similarTo(word: string): Promise<readonly VocabularyWord[]> {
    const characters = [...word]
    const { vocabularyTrigrams } = this.#names
    const alike = sql`id in (select rowid from ${sql.table(vocabularyTrigrams)}
      where ${sql.ref(vocabularyTrigrams)} match ${similarMatch(characters)})`
    const length = sql`length(term) between ${characters.length - 2} and ${characters.length + 2}`
    if (characters.length > SHORT) return this.#words(sql`${alike} and ${length}`)
    const first = characters[0] ?? ''
    const begins = sql`term >= ${first} and term < ${`${first}\u{10ffff}`}`
    return this.#words(
      characters.length < 3 ? sql`${begins} and ${length}` : sql`(${alike} or (${begins})) and ${length}`,
    )
  }

  async #words(condition: RawBuilder<unknown>): Promise<readonly VocabularyWord[]> {
    const { rows } = await sql<{ term: string; n: number }>`
      select term, n from ${sql.table(this.#names.vocabulary)} where ${condition}
      order by n desc limit ${MOST_SIMILAR}`.execute(this.#registry.instance.queries)
    return rows.map(({ term, n }) => ({ word: term, rows: n }))
  }

  async rowsWith(parts: readonly QueryPart[], limit: number): Promise<readonly number[]> {
    const { words } = this.#names
    const { rows } = await sql<{ id: number }>`select rowid as id from ${sql.table(words)}
      where ${sql.ref(words)} match ${parts.map(partMatch).join(' AND ')} limit ${limit}`.execute(
      this.#registry.instance.queries,
    )
    return rows.map(({ id }) => id)
  }
}

function partMatch({ words, prefix }: QueryPart): string {
  const tokens = words.map(quoted)
  if (prefix !== undefined) tokens.push(`${quoted(prefix)} *`)
  return `(${tokens.join(' OR ')})`
}

/**
 * Trigrams in three runs: two letters that are swapped spoil four trigrams in a row, which leaves one run of three as it
 * is. Of shorter words any trigram will do.
 */
function similarMatch(characters: readonly string[]): string {
  const trigrams = characters.slice(2).map((_, at) => quoted(characters.slice(at, at + 3).join('')))
  const size = trigrams.length <= 6 ? 1 : Math.ceil(trigrams.length / 3)
  const runs: string[] = []
  for (let at = 0; at < trigrams.length; at += size)
    runs.push(`(${trigrams.slice(at, at + size).join(' AND ')})`)
  return runs.join(' OR ')
}
