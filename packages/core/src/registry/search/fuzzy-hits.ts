import { sql, type RawBuilder, type SqlBool } from 'kysely'

import { oneOf } from '../comparison.ts'
import type { Row } from '../record-state.ts'
import type { BoundRegistry } from '../record.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import { checkOnly, type Scope } from '../scope.ts'
import { columnRef } from '../where.ts'
import { candidateRows } from './fuzzy/candidate-rows.ts'
import { MemoryWordIndex, type WordRow } from './fuzzy/memory-word-index.ts'
import { rankBySimilarity } from './fuzzy/rank-by-similarity.ts'
import { wordsOf } from './fuzzy/words.ts'
import type { SearchIndex } from './index/search-index.ts'
import { wordColumns } from './search-fields.ts'
import type { FoundRow } from './search-options.ts'

const ID = { isText: false, isJson: false }

/** Tables without an index are read through up to this number of rows; of larger ones there are no fuzzy hits. */
const MOST_ROWS_IN_MEMORY = 100_000

/** What fuzzy hits are looked for in. */
export interface FuzzyQuery {
  readonly scope: Scope
  /** The fields that the caller named, or all. */
  readonly columns: readonly ColumnMeta[]
  readonly text: string
  readonly index: SearchIndex | undefined
  /** Rows that were found already. */
  readonly except: ReadonlySet<number>
  readonly limit: number
}

/**
 * Rows whose words are like those of a text, nearest first: at most 500 rows by their words, in the order that fuse.js
 * gives them.
 */
export async function fuzzyHits(query: FuzzyQuery): Promise<FoundRow[]> {
  const { scope, text, except, limit } = query
  const words = wordsOf(text)
  const columns = wordColumns(scope.registry.meta).filter((column) => query.columns.includes(column))
  if (words.length === 0 || columns.length === 0 || limit <= 0) return []
  const candidates = await candidatesOf(query, columns, words)
  const rows = candidates.filter((row) => !except.has(row.id))
  const ids = await rankBySimilarity(rows, columns, text)
  return ids.slice(0, limit).map((id) => ({ id, score: undefined }))
}

async function candidatesOf(
  { scope, index }: FuzzyQuery,
  columns: readonly ColumnMeta[],
  words: readonly string[],
): Promise<WordRow[]> {
  if (!index) return fromMemory(await unindexedRows(scope, columns, undefined), words)
  const id = columnRef(scope.registry.meta, 'id')
  const found = await candidateRows(index.words, words)
  const known = await wordRows(
    scope,
    columns,
    oneOf(id, ID, found, scope.registry.instance.dialect) as RawBuilder<SqlBool>,
  )
  if (!index.unindexed) return known
  const fresh = await fromMemory(await unindexedRows(scope, columns, index.unindexed), words)
  return [...new Map([...known, ...fresh].map((row) => [row.id, row])).values()]
}

/** Of rows that were read, those that the words may mean. */
async function fromMemory(rows: readonly WordRow[], words: readonly string[]): Promise<WordRow[]> {
  const found = new Set(await candidateRows(new MemoryWordIndex(rows), words))
  return rows.filter((row) => found.has(row.id))
}

async function unindexedRows(
  scope: Scope,
  columns: readonly ColumnMeta[],
  condition: RawBuilder<SqlBool> | undefined,
): Promise<WordRow[]> {
  if (condition) return wordRows(scope, columns, condition)
  return (await isSmall(scope.registry)) ? wordRows(scope, columns, sql<SqlBool>`1 = 1`) : []
}

async function isSmall({ meta, instance }: BoundRegistry): Promise<boolean> {
  const { rows } = await sql<{
    top: number | null
  }>`select max(id) as top from ${sql.table(meta.table)}`.execute(instance.queries)
  return (rows[0]?.top ?? 0) <= MOST_ROWS_IN_MEMORY
}

async function wordRows(
  scope: Scope,
  columns: readonly ColumnMeta[],
  condition: RawBuilder<SqlBool>,
): Promise<WordRow[]> {
  const { meta, instance } = scope.registry
  const rows: Row[] = await instance.queries
    .selectFrom(meta.table)
    .select(['id', ...columns.map(({ column }) => column)])
    .where(condition)
    .where(checkOnly(scope))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: Number(row['id']),
    texts: columns.map(({ column }) => row[column] as string | null),
  }))
}
