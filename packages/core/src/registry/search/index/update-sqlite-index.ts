import { sql, type RawBuilder } from 'kysely'

import type { DatabaseTransaction } from '../../../database/index.ts'
import type { BoundRegistry } from '../../record.ts'
import type { RegistryMeta } from '../../registry-meta.ts'
import { isVocabulary, wordsOf } from '../fuzzy/words.ts'
import { wordColumns } from '../search-fields.ts'
import { highestId, indexRows, indexTerms } from './build-sqlite-index.ts'
import { indexNames, QUEUE_TABLE, STATE_TABLE } from './index-names.ts'

const PAGE = 10_000

/**
 * Takes new and changed rows into the index, in the caller's transaction. What another process took in meanwhile is
 * taken in once more, which changes nothing.
 */
export async function updateSqliteIndex(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  { maxId }: { readonly maxId: number },
): Promise<void> {
  const queue = sql`select id from ${sql.table(QUEUE_TABLE)} where registry = ${meta.table}`
  await takeIn(trx, meta, sql`id in (${queue})`)
  const top = await highestId(trx, meta)
  for (let from = maxId; from < top; from += PAGE)
    await takeIn(trx, meta, sql`id > ${from} and id <= ${from + PAGE}`)
  await sql`delete from ${sql.table(QUEUE_TABLE)} where registry = ${meta.table}`.execute(trx)
  await sql`update ${sql.table(STATE_TABLE)} set max_id = max(max_id, ${top}),
    row_count = (select count(*) from ${sql.table(meta.table)}) where registry = ${meta.table}`.execute(trx)
}

async function takeIn(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  condition: RawBuilder<unknown>,
): Promise<void> {
  await indexRows(trx, meta, condition)
  await addWords(trx, meta, await newWords(trx, meta, condition))
}

/** Number of rows by word; counts of words that changed rows had before stay, they are estimates. */
async function newWords(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  condition: RawBuilder<unknown>,
): Promise<Map<string, number>> {
  const columns = wordColumns(meta).map(({ column }) => sql.ref(column))
  const { rows } = await sql<{ text: string }>`
    select concat_ws(char(10), ${sql.join(columns)}) as text from ${sql.table(meta.table)} where ${condition}`.execute(
    trx,
  )
  const counts = new Map<string, number>()
  for (const { text } of rows) {
    for (const word of new Set(wordsOf(text)))
      if (isVocabulary(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

async function addWords(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  if (counts.size === 0) return
  const { vocabulary } = indexNames(meta)
  const { rows } = await sql<{
    top: number | null
  }>`select max(id) as top from ${sql.table(vocabulary)}`.execute(trx)
  await sql`insert into ${sql.table(vocabulary)} (term, n)
    select value ->> 0, value ->> 1 from json_each(${JSON.stringify([...counts])}) where true
    on conflict (term) do update set n = n + excluded.n`.execute(trx)
  await indexTerms(trx, meta, rows[0]?.top ?? 0)
}
