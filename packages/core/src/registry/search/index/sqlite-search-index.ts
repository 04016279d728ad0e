import { sql, type RawBuilder, type SqlBool } from 'kysely'

import type { DatabaseTransaction } from '../../../database/index.ts'
import type { BoundRegistry } from '../../record.ts'
import { columnRef } from '../../where.ts'
import type { WordIndex } from '../fuzzy/word-index.ts'
import { buildSqliteIndex } from './build-sqlite-index.ts'
import { trigramMatch } from './fts-query.ts'
import { indexedColumns, indexNames, QUEUE_TABLE, STATE_TABLE } from './index-names.ts'
import { INDEXED_FROM_ROWS, INDEXED_UP_TO_ROWS, MOST_UNINDEXED_ROWS } from './limits.ts'
import type { SearchIndex } from './search-index.ts'
import { SqliteWordIndex } from './sqlite-word-index.ts'
import { updateSqliteIndex } from './update-sqlite-index.ts'

/** What the database says about the index of a table. */
export interface IndexState {
  /** Rows above it are not in the index. */
  readonly maxId: number
  readonly rowCount: number
  readonly columns: string
  /** Whether changes of rows are still noted: a table that Python rebuilt has lost its triggers. */
  readonly isWatched: boolean
  /** Number of new and changed rows, counted up to a limit. */
  readonly unindexed: number
}

/**
 * Two FTS5 tables, of trigrams and of words, which hold no texts themselves. Nothing is done when rows are inserted: ids
 * only grow, so rows above the highest one in the index are read in addition, until there are many of them. A trigger
 * notes the ids of changed rows; it touches no FTS5 table, so that clients whose SQLite lacks FTS5 can write.
 *
 * Rows that somebody inserts with an id below the highest one are not found before the index is made anew.
 */
export async function openSqliteIndex(
  registry: BoundRegistry,
  mayWrite: boolean,
): Promise<SearchIndex | undefined> {
  const { top, isBuilt } = await probe(registry)
  if (!isBuilt && top < INDEXED_FROM_ROWS) return undefined
  const state = isBuilt ? await indexState(registry) : undefined
  if (state && isUsable(registry, state)) {
    if (state.unindexed <= MOST_UNINDEXED_ROWS || !mayWrite) return new SqliteSearchIndex(registry, state)
    return built(registry, (trx) => updateSqliteIndex(trx, registry, state))
  }
  if (!mayWrite || !(await isWorthwhile(registry))) return undefined
  return built(registry, (trx) => buildSqliteIndex(trx, registry))
}

async function probe({ meta, instance }: BoundRegistry): Promise<{ top: number; isBuilt: boolean }> {
  const { trigrams } = indexNames(meta)
  const { rows } = await sql<{ top: number | null; built: number }>`
    select (select max(id) from ${sql.table(meta.table)}) as top,
      exists(select 1 from sqlite_master where name = ${trigrams}) as built`.execute(instance.queries)
  return { top: rows[0]?.top ?? 0, isBuilt: rows[0]?.built === 1 }
}

async function indexState({ meta, instance }: BoundRegistry): Promise<IndexState | undefined> {
  const most = MOST_UNINDEXED_ROWS + 1
  const { rows } = await sql<{
    max_id: number
    row_count: number
    columns: string
    watched: number
    unindexed: number
  }>`select max_id, row_count, columns,
      exists(select 1 from sqlite_master where type = 'trigger' and name = ${indexNames(meta).trigger}) as watched,
      (select count(*) from (select 1 from ${sql.table(meta.table)} where id > max_id limit ${most}))
        + (select count(*) from (select 1 from ${sql.table(QUEUE_TABLE)} where registry = ${meta.table} limit ${most})) as unindexed
    from ${sql.table(STATE_TABLE)} where registry = ${meta.table}`.execute(instance.queries)
  const [row] = rows
  return (
    row && {
      maxId: row.max_id,
      rowCount: row.row_count,
      columns: row.columns,
      isWatched: row.watched === 1,
      unindexed: row.unindexed,
    }
  )
}

const isUsable = ({ meta }: BoundRegistry, state: IndexState): boolean =>
  state.isWatched && state.columns === indexedColumns(meta)

async function isWorthwhile({ meta, instance }: BoundRegistry): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from ${sql.table(meta.table)} limit ${INDEXED_UP_TO_ROWS + 1})`.execute(
    instance.queries,
  )
  const count = rows[0]?.count ?? 0
  return count >= INDEXED_FROM_ROWS && count <= INDEXED_UP_TO_ROWS
}

/** Another process may have come first: what is there counts then. */
async function built(
  registry: BoundRegistry,
  work: (trx: DatabaseTransaction) => Promise<void>,
): Promise<SearchIndex | undefined> {
  await registry.instance.transaction(work)
  const state = await indexState(registry)
  return state && isUsable(registry, state) ? new SqliteSearchIndex(registry, state) : undefined
}

class SqliteSearchIndex implements SearchIndex {
  readonly words: WordIndex
  readonly unindexed: RawBuilder<SqlBool> | undefined
  readonly #registry: BoundRegistry
  readonly #state: IndexState

  constructor(registry: BoundRegistry, state: IndexState) {
    this.#registry = registry
    this.#state = state
    this.words = new SqliteWordIndex(registry, state.rowCount)
    const id = columnRef(registry.meta, 'id')
    this.unindexed =
      state.unindexed === 0
        ? undefined
        : sql<SqlBool>`(${id} > ${state.maxId} or ${id} in (${queuedIds(registry)}))`
  }

  proposals(text: string): RawBuilder<unknown> | undefined {
    const match = trigramMatch(text)
    if (match === undefined) return undefined
    const { meta } = this.#registry
    const trigrams = indexNames(meta).trigrams
    return sql`select rowid as id from ${sql.table(trigrams)} where ${sql.ref(trigrams)} match ${match}
      union select id from ${sql.table(meta.table)} where id > ${this.#state.maxId}
      union ${queuedIds(this.#registry)}`
  }
}

const queuedIds = ({ meta }: BoundRegistry): RawBuilder<unknown> =>
  sql`select id from ${sql.table(QUEUE_TABLE)} where registry = ${meta.table}`
