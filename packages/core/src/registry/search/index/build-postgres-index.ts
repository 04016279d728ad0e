import { sql, type RawBuilder } from 'kysely'

import type { DatabaseTransaction } from '../../../database/index.ts'
import type { BoundRegistry } from '../../record.ts'
import type { RegistryMeta } from '../../registry-meta.ts'
import { indexedColumns, indexNames, STATE_TABLE } from './index-names.ts'
import { allTexts, wordVector } from './postgres-texts.ts'

/** Makes the indexes of a table anew, in the caller's transaction. The table cannot be written meanwhile. */
export async function buildPostgresIndex(trx: DatabaseTransaction, { meta }: BoundRegistry): Promise<void> {
  const names = indexNames(meta)
  const run = (statement: RawBuilder<unknown>): Promise<unknown> => statement.execute(trx)
  await run(sql`create extension if not exists pg_trgm`)
  await run(sql`create table if not exists ${sql.table(STATE_TABLE)}
    (registry text primary key, max_id bigint not null, row_count bigint not null, columns text not null)`)
  // Two processes may search at once; the second one waits here and finds everything made.
  await run(sql`lock table ${sql.table(STATE_TABLE)} in exclusive mode`)
  const columns = indexedColumns(meta)
  const { rows } = await sql`select 1 from ${sql.table(STATE_TABLE)}
    where registry = ${meta.table} and columns = ${columns} and to_regclass(${`"${names.vocabulary}"`}) is not null`.execute(
    trx,
  )
  if (rows.length > 0) return
  await run(sql`drop index if exists ${sql.table(names.trigrams)}, ${sql.table(names.words)}`)
  await run(sql`drop table if exists ${sql.table(names.vocabulary)}`)
  await run(
    sql`create index ${sql.ref(names.trigrams)} on ${sql.table(meta.table)} using gin (${allTexts(meta)} gin_trgm_ops)`,
  )
  await run(
    sql`create index ${sql.ref(names.words)} on ${sql.table(meta.table)} using gin (${wordVector(meta)}) with (fastupdate = off)`,
  )
  await run(sql`create table ${sql.table(names.vocabulary)} (term text primary key, n bigint not null)`)
  const top = await highestId(trx, meta)
  await addWords(trx, meta, sql`id <= ${top}`)
  await run(
    sql`create index ${sql.ref(`${names.vocabulary}_prefix`)} on ${sql.table(names.vocabulary)} (term text_pattern_ops)`,
  )
  await run(
    sql`create index ${sql.ref(names.vocabularyTrigrams)} on ${sql.table(names.vocabulary)} using gin (term gin_trgm_ops)`,
  )
  await run(sql`insert into ${sql.table(STATE_TABLE)} (registry, max_id, row_count, columns)
    values (${meta.table}, ${top}, (select count(*) from ${sql.table(meta.table)}), ${columns})
    on conflict (registry) do update set max_id = excluded.max_id, row_count = excluded.row_count, columns = excluded.columns`)
}

/** Adds the words of new rows to the vocabulary, in the caller's transaction. */
export async function updateVocabulary(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  { maxId }: { readonly maxId: number },
): Promise<void> {
  await sql`select 1 from ${sql.table(STATE_TABLE)} where registry = ${meta.table} for update`.execute(trx)
  const top = await highestId(trx, meta)
  await addWords(trx, meta, sql`id > ${maxId} and id <= ${top}`)
  await sql`update ${sql.table(STATE_TABLE)} set max_id = greatest(max_id, ${top}),
    row_count = (select count(*) from ${sql.table(meta.table)}) where registry = ${meta.table}`.execute(trx)
}

/**
 * Adds the words of rows and how many rows have them. Words with digits are mostly identifiers and stay out. `ts_stat`
 * would do it, but its tree grows crooked when words come in order: minutes for 79,000 genes instead of a second.
 */
async function addWords(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  condition: RawBuilder<unknown>,
): Promise<void> {
  const vocabulary = sql.table(indexNames(meta).vocabulary)
  await sql`insert into ${vocabulary} (term, n)
    select word, count(*) from ${sql.table(meta.table)}, lateral unnest(tsvector_to_array(${wordVector(meta)})) as word
    where ${condition} and word !~ '[0-9]' and length(word) between 2 and 40 group by word
    on conflict (term) do update set n = ${vocabulary}.n + excluded.n`.execute(trx)
}

async function highestId(trx: DatabaseTransaction, { table }: RegistryMeta): Promise<number> {
  const { rows } = await sql<{ top: number | null }>`select max(id) as top from ${sql.table(table)}`.execute(
    trx,
  )
  return rows[0]?.top ?? 0
}
