import { sql, type RawBuilder, type SqlBool } from 'kysely'

import type { DatabaseTransaction } from '../../../database/index.ts'
import type { Instance } from '../../../instance/instance.ts'
import type { BoundRegistry } from '../../record.ts'
import { columnRef } from '../../where.ts'
import type { WordIndex } from '../fuzzy/word-index.ts'
import { buildPostgresIndex, updateVocabulary } from './build-postgres-index.ts'
import { indexedColumns, indexNames, STATE_TABLE } from './index-names.ts'
import { INDEXED_FROM_ROWS, INDEXED_UP_TO_ROWS, MOST_UNINDEXED_ROWS } from './limits.ts'
import { containsText } from './postgres-texts.ts'
import { PostgresWordIndex } from './postgres-word-index.ts'
import type { SearchIndex } from './search-index.ts'

interface IndexState {
  readonly maxId: number
  readonly rowCount: number
  readonly columns: string
  /** Number of rows whose words the vocabulary may lack, counted up to a limit. */
  readonly unindexed: number
}

/** Instances whose user may not make indexes: not tried again with every search. */
const refused = new WeakSet<Instance>()

/**
 * Two GIN indexes on expressions, of trigrams and of words, which Postgres itself keeps right, and a table of the
 * different words, which lags behind a little. Without the right to make them, or without `pg_trgm`, there are none.
 */
export async function openPostgresIndex(
  registry: BoundRegistry,
  mayWrite: boolean,
): Promise<SearchIndex | undefined> {
  const { top, isBuilt } = await probe(registry)
  if (!isBuilt && top < INDEXED_FROM_ROWS) return undefined
  const state = isBuilt ? await indexState(registry) : undefined
  if (state?.columns === indexedColumns(registry.meta)) {
    if (state.unindexed <= MOST_UNINDEXED_ROWS || !mayWrite) return new PostgresSearchIndex(registry, state)
    return built(registry, (trx) => updateVocabulary(trx, registry, state))
  }
  if (!mayWrite || refused.has(registry.instance) || !(await isWorthwhile(registry))) return undefined
  return built(registry, (trx) => buildPostgresIndex(trx, registry))
}

async function probe({ meta, instance }: BoundRegistry): Promise<{ top: number; isBuilt: boolean }> {
  const { rows } = await sql<{ top: number | null; built: boolean }>`
    select (select max(id) from ${sql.table(meta.table)}) as top,
      coalesce(has_table_privilege(to_regclass(${`"${STATE_TABLE}"`}), 'select')
        and has_table_privilege(to_regclass(${`"${indexNames(meta).vocabulary}"`}), 'select'), false) as built`.execute(
    instance.queries,
  )
  return { top: rows[0]?.top ?? 0, isBuilt: rows[0]?.built === true }
}

/** The order makes Postgres use the primary key: it expects a third of the table otherwise. */
async function indexState({ meta, instance }: BoundRegistry): Promise<IndexState | undefined> {
  const { rows } = await sql<{ max_id: number; row_count: number; columns: string; unindexed: number }>`
    select max_id, row_count, columns,
      (select count(*) from (select 1 from ${sql.table(meta.table)} where id > max_id order by id limit ${MOST_UNINDEXED_ROWS + 1}) as new_rows) as unindexed
    from ${sql.table(STATE_TABLE)} where registry = ${meta.table}`.execute(instance.queries)
  const [row] = rows
  return row && { maxId: row.max_id, rowCount: row.row_count, columns: row.columns, unindexed: row.unindexed }
}

async function isWorthwhile({ meta, instance }: BoundRegistry): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from ${sql.table(meta.table)} limit ${INDEXED_UP_TO_ROWS + 1}) as counted`.execute(
    instance.queries,
  )
  const count = rows[0]?.count ?? 0
  return count >= INDEXED_FROM_ROWS && count <= INDEXED_UP_TO_ROWS
}

async function built(
  registry: BoundRegistry,
  work: (trx: DatabaseTransaction) => Promise<void>,
): Promise<SearchIndex | undefined> {
  try {
    await registry.instance.transaction(work)
  } catch (error) {
    if (!isRefusal(error)) throw error
    refused.add(registry.instance)
    registry.instance.logger.debug(`no search index for ${registry.meta.name}: ${String(error)}`)
    return undefined
  }
  const state = await indexState(registry)
  return state && new PostgresSearchIndex(registry, state)
}

/** `insufficient_privilege`, and what a server without the extension answers. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['42501', '0A000', '58P01', '42704'].includes(String(error.code))

class PostgresSearchIndex implements SearchIndex {
  readonly words: WordIndex
  readonly unindexed: RawBuilder<SqlBool> | undefined
  readonly #registry: BoundRegistry

  constructor(registry: BoundRegistry, state: IndexState) {
    this.#registry = registry
    this.words = new PostgresWordIndex(registry, state.rowCount)
    this.unindexed =
      state.unindexed === 0 ? undefined : sql<SqlBool>`${columnRef(registry.meta, 'id')} > ${state.maxId}`
  }

  proposals(text: string): RawBuilder<unknown> | undefined {
    if ([...text].length < 3) return undefined
    const { meta } = this.#registry
    return sql`select id from ${sql.table(meta.table)} where ${containsText(meta, text)}`
  }
}
