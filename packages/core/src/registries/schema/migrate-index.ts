import { sql, type RawBuilder } from 'kysely'

import type { DatabaseTransaction, Queries } from '../../database/database.ts'
import { InvalidArgument } from '../../errors.ts'
import { insertRows } from '../../registry/insert-rows.ts'
import { instanceOf, isNew, stateOf } from '../../registry/record-state.ts'
import type { ColumnMeta } from '../../registry/registry-meta.ts'
import type { Schema } from '../schema.ts'
import { indexUid } from './schema-settings.ts'

/** Which of two keys of a row stays when both are there: its name, or the value of the feature that becomes the index. */
export type IndexNameConflict = 'keepName' | 'keepFeature'

/** Rows that are read and written at a time. */
const PAGE_ROWS = 1000

/** Conflicts that are shown to whoever has to decide. */
const SHOWN = 3

interface IndexChange {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** How the index of a saved schema has changed; undefined where it has not. */
function indexChange(schema: Schema): IndexChange | undefined {
  if (isNew(schema) || schema.isType || schema.itype !== 'Feature') return undefined
  const column = instanceOf(schema).registryNamed('Schema').meta.columns.get('_aux')
  const before = column?.fromDatabase(stateOf(schema).stored?.['_aux']) as Schema['_aux']
  const change = { from: indexUid(before), to: indexUid(schema._aux) }
  return change.from === change.to ? undefined : change
}

/** The condition on rows of sheets of a schema. */
const ofSheets = (schema: Schema): RawBuilder<boolean> =>
  sql<boolean>`not record.is_type and record.type_id in (
    select id from lamindb_record as sheet where sheet.is_type and sheet.schema_id = ${schema.id})`

/**
 * Asks what is to stay where rows of sheets have both a name and a value of the feature that becomes the index.
 *
 * @throws InvalidArgument for an index that is no text, which the name cannot hold
 */
export async function settleIndexConflict(
  schema: Schema,
  given: IndexNameConflict | undefined,
): Promise<IndexNameConflict | undefined> {
  const change = indexChange(schema)
  if (change?.to === undefined) return given
  const { prompt, queries } = instanceOf(schema)
  const feature = await featureOf(queries, change.to)
  const conflicts = await conflictsOf(schema, feature.id, queries)
  if (conflicts.length === 0 || given !== undefined) return given
  if (feature.dtype !== 'str') {
    throw new InvalidArgument(
      `schema index feature '${feature.name}' must have dtype str because it is stored on Record.name, not '${feature.dtype}'`,
    )
  }
  const lines = conflicts
    .slice(0, SHOWN)
    .map((row) => `  data record ${row.id}: Record.name='${row.name}', ${feature.name}='${row.value}'`)
  if (conflicts.length > SHOWN) lines.push(`  ... and ${conflicts.length - SHOWN} more`)
  const isKept = await prompt.confirm(
    `${conflicts.length} data record(s) have both Record.name and '${feature.name}' values that differ.\n${lines.join('\n')}\nKeep Record.name (y) or use feature values (n)?`,
  )
  return isKept ? 'keepName' : 'keepFeature'
}

interface Conflict {
  readonly id: number
  readonly name: string
  readonly value: string
}

async function conflictsOf(schema: Schema, featureId: number, queries: Queries): Promise<Conflict[]> {
  const text = valueText(schema)
  const { rows } = await sql<Conflict>`select record.id, record.name, ${text} as value
    from lamindb_record as record join lamindb_recordjson as json on json.record_id = record.id
    where ${ofSheets(schema)} and json.feature_id = ${featureId} and record.name <> '' and record.name <> ${text}
    order by record.id`.execute(queries)
  return rows
}

const valueText = (schema: Schema): RawBuilder<unknown> =>
  instanceOf(schema).dialect === 'sqlite' ? sql`json_extract(json.value, '$')` : sql`(json.value #>> '{}')`

async function featureOf(
  queries: Queries,
  uid: string,
): Promise<{ readonly id: number; readonly name: string; readonly dtype: string }> {
  const row = await queries
    .selectFrom('lamindb_feature')
    .select(['id', 'name', '_dtype_str'])
    .where('uid', '=', uid)
    .executeTakeFirstOrThrow()
  return { id: Number(row['id']), name: String(row['name']), dtype: String(row['_dtype_str']) }
}

/** Moves the keys of the rows of sheets when the index of their schema has changed: names are values of the index. */
export async function migrateIndex(schema: Schema, trx: DatabaseTransaction): Promise<void> {
  const change = indexChange(schema)
  if (change?.from !== undefined) await namesToValues(schema, await featureOf(trx, change.from), trx)
  if (change?.to !== undefined) await valuesToNames(schema, await featureOf(trx, change.to), trx)
}

async function namesToValues(
  schema: Schema,
  { id: featureId }: { readonly id: number },
  trx: DatabaseTransaction,
): Promise<void> {
  const { meta } = instanceOf(schema).registryNamed('RecordJson')
  const column = meta.columns.get('value') as ColumnMeta
  for (;;) {
    const { rows } = await sql<{
      id: number
      name: string
      known: unknown
    }>`select record.id, record.name, json.id as known
      from lamindb_record as record
      left join lamindb_recordjson as json on json.record_id = record.id and json.feature_id = ${featureId}
      where ${ofSheets(schema)} and record.name <> '' order by record.id limit ${PAGE_ROWS}`.execute(trx)
    if (rows.length === 0) return
    const missing = rows.filter(({ known }) => known === null)
    const values = missing.map(({ id, name }) => ({
      record_id: id,
      feature_id: featureId,
      value: column.toDatabase(name),
    }))
    await insertRows(trx, meta, values)
    await trx
      .updateTable('lamindb_record')
      .set({ name: null })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
  }
}

async function valuesToNames(
  schema: Schema,
  { id: featureId, name, dtype }: { readonly id: number; readonly name: string; readonly dtype: string },
  trx: DatabaseTransaction,
): Promise<void> {
  const sheets = await sql`select 1 from lamindb_record as record where ${ofSheets(schema)} limit 1`.execute(
    trx,
  )
  if (sheets.rows.length === 0) return
  if (dtype !== 'str') {
    throw new InvalidArgument(
      `schema index feature '${name}' must have dtype str because it is stored on Record.name, not '${dtype}'`,
    )
  }
  const ofFeature = sql`json.record_id = record.id and json.feature_id = ${featureId}`
  const isFree =
    schema.pending.indexNameConflict === 'keepFeature'
      ? sql``
      : sql` and (record.name is null or record.name = '')`
  await sql`update lamindb_record as record
    set name = (select ${valueText(schema)} from lamindb_recordjson as json where ${ofFeature})
    where ${ofSheets(schema)}${isFree} and exists (select 1 from lamindb_recordjson as json where ${ofFeature})`.execute(
    trx,
  )
  await sql`delete from lamindb_recordjson where feature_id = ${featureId} and record_id in (
    select record.id from lamindb_record as record where ${ofSheets(schema)})`.execute(trx)
}
