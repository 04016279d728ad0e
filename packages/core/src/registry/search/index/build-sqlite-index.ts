import { setImmediate as nextTurn } from 'node:timers/promises'

import { sql, type RawBuilder } from 'kysely'

import type { DatabaseTransaction } from '../../../database/index.ts'
import type { BoundRegistry } from '../../record.ts'
import type { RegistryMeta } from '../../registry-meta.ts'
import { textColumns, wordColumns } from '../search-fields.ts'
import { indexedColumns, indexNames, QUEUE_TABLE, STATE_TABLE } from './index-names.ts'

/** Rows of one statement; other work of the process goes on in between. */
const PAGE = 10_000

/** Makes the index of a table anew, in the caller's transaction. About 13 µs a row. */
export async function buildSqliteIndex(trx: DatabaseTransaction, { meta }: BoundRegistry): Promise<void> {
  await createTables(trx, meta)
  const top = await highestId(trx, meta)
  for (let from = 0; from < top; from += PAGE) {
    await indexRows(trx, meta, sql`id > ${from} and id <= ${from + PAGE}`)
    await nextTurn()
  }
  await fillVocabulary(trx, meta)
  await sql`insert into ${sql.table(STATE_TABLE)} (registry, max_id, row_count, columns)
    values (${meta.table}, ${top}, (select count(*) from ${sql.table(meta.table)}), ${indexedColumns(meta)})`.execute(
    trx,
  )
}

async function createTables(trx: DatabaseTransaction, meta: RegistryMeta): Promise<void> {
  const names = indexNames(meta)
  const run = (statement: RawBuilder<unknown>): Promise<unknown> => statement.execute(trx)
  await run(sql`create table if not exists ${sql.table(STATE_TABLE)}
    (registry text primary key, max_id integer not null, row_count integer not null, columns text not null)`)
  await run(sql`create table if not exists ${sql.table(QUEUE_TABLE)}
    (registry text not null, id integer not null, primary key (registry, id)) without rowid`)
  for (const name of [names.trigrams, names.words, names.vocabularyTrigrams, names.vocabulary])
    await run(sql`drop table if exists ${sql.table(name)}`)
  await run(sql`drop trigger if exists ${sql.ref(names.trigger)}`)
  await run(sql`delete from ${sql.table(STATE_TABLE)} where registry = ${meta.table}`)
  await run(sql`delete from ${sql.table(QUEUE_TABLE)} where registry = ${meta.table}`)
  await run(sql`create virtual table ${sql.table(names.trigrams)}
    using fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram')`)
  // Positions are kept: a token that FTS5 cuts differently than we do becomes a phrase, which needs them.
  await run(sql`create virtual table ${sql.table(names.words)}
    using fts5(text, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2")`)
  await run(
    sql`create table ${sql.table(names.vocabulary)} (id integer primary key, term text not null unique, n integer not null)`,
  )
  await run(sql`create virtual table ${sql.table(names.vocabularyTrigrams)}
    using fts5(term, content='', detail=none, columnsize=0, tokenize='trigram')`)
  await run(updateTrigger(meta))
}

/** Notes the ids of rows whose texts change, by whoever. */
function updateTrigger(meta: RegistryMeta): RawBuilder<unknown> {
  const columns = textColumns(meta).map(({ column }) => sql.ref(column))
  const changes = columns.map((column) => sql`new.${column} is not old.${column}`)
  return sql`create trigger ${sql.ref(indexNames(meta).trigger)} after update of ${sql.join(columns)}
    on ${sql.table(meta.table)} when ${sql.join(changes, sql` or `)}
    begin insert or ignore into ${sql.table(QUEUE_TABLE)} (registry, id) values (${sql.lit(meta.table)}, new.id); end`
}

export async function highestId(trx: DatabaseTransaction, { table }: RegistryMeta): Promise<number> {
  const { rows } = await sql<{ top: number | null }>`select max(id) as top from ${sql.table(table)}`.execute(
    trx,
  )
  return rows[0]?.top ?? 0
}

/** Takes the rows that meet a condition into both indexes, replacing what was there of them. */
export async function indexRows(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  condition: RawBuilder<unknown>,
): Promise<void> {
  const names = indexNames(meta)
  const all = textColumns(meta).map(({ column }) => sql.ref(column))
  const wordy = wordColumns(meta).map(({ column }) => sql.ref(column))
  await sql`insert or replace into ${sql.table(names.trigrams)} (rowid, text)
    select id, concat_ws(char(10), ${sql.join(all)}) from ${sql.table(meta.table)} where ${condition}`.execute(
    trx,
  )
  await sql`insert or replace into ${sql.table(names.words)} (rowid, text)
    select id, concat_ws(char(10), ${sql.join(wordy)}) from ${sql.table(meta.table)} where ${condition}`.execute(
    trx,
  )
}

async function fillVocabulary(trx: DatabaseTransaction, meta: RegistryMeta): Promise<void> {
  const names = indexNames(meta)
  const terms = `${names.vocabulary}_all`
  await sql`create virtual table temp.${sql.ref(terms)} using fts5vocab('main', ${sql.lit(names.words)}, 'row')`.execute(
    trx,
  )
  await sql`insert into ${sql.table(names.vocabulary)} (term, n)
    select term, doc from temp.${sql.ref(terms)}
    where term not glob '*[0-9]*' and length(term) between 2 and 40`.execute(trx)
  await sql`drop table temp.${sql.ref(terms)}`.execute(trx)
  await indexTerms(trx, meta, 0)
}

/** Takes the words of the vocabulary above an id into its own index. */
export async function indexTerms(trx: DatabaseTransaction, meta: RegistryMeta, above: number): Promise<void> {
  const names = indexNames(meta)
  await sql`insert into ${sql.table(names.vocabularyTrigrams)} (rowid, term)
    select id, term from ${sql.table(names.vocabulary)} where id > ${above}`.execute(trx)
}
