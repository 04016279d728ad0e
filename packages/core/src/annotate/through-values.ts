import { sql } from 'kysely'

import type { DatabaseTransaction } from '../database/database.ts'
import { parseDtype } from '../identity/dtype/parse-dtype.ts'
import { listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { fieldThrough, sourceThrough } from '../registries/feature/values-through.ts'
import { columnNamed, dtypeRegistries } from '../registries/feature/instance-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { oneOf } from '../registry/comparison.ts'
import { hydrate } from '../registry/hydrate.ts'
import { insertRows } from '../registry/insert-rows.ts'
import { fieldOf } from '../registry/record-state.ts'
import type { BoundRegistry } from '../registry/record.ts'
import { columnRef } from '../registry/where.ts'
import type { Host } from './host-values.ts'
import type { LinkedRecord } from './linked-record.ts'
import type { StoredValues } from './read-values.ts'

const ID = { isText: false, isJson: false }
const LINKS = 'lamindb_recordrecord'

/** Whether a feature gets its values from elsewhere. */
export const isThrough = ({ _aux }: Feature): boolean =>
  fieldThrough(_aux) !== undefined || sourceThrough(_aux) !== undefined

/** Values that records do not hold themselves as values of a feature: those of fields, and links seen from the other end. */
export async function readThrough(host: Host): Promise<StoredValues[]> {
  if (host.kind !== 'Record') return []
  const found: StoredValues[] = []
  for (const feature of await throughFeatures(host)) {
    const field = fieldThrough(feature._aux)
    const source = sourceThrough(feature._aux)
    const values = field
      ? await fieldValue(host, feature, field)
      : await linkedValues(host, feature, source as string)
    if (!values) continue
    const { id, name, dtype } = feature
    const isCategorical = field === undefined || dtype?.startsWith('cat') === true
    found.push({ featureId: id, name, dtype: dtype ?? '', isCategorical, values })
  }
  return found
}

/** All features of the instance that get their values so. */
async function throughFeatures({ instance, queries }: Host): Promise<Feature[]> {
  const registry = instance.registryNamed('Feature') as BoundRegistry<Feature>
  const key = (name: string) =>
    instance.dialect === 'sqlite'
      ? sql`json_extract(_aux, ${`$.${name}`}) is not null`
      : sql`_aux ->> ${name} is not null`
  const rows = await queries
    .selectFrom(registry.meta.table)
    .selectAll()
    .where(sql<boolean>`(${key('sf')} or ${key('vf')})`)
    .orderBy('id')
    .execute()
  return rows.map((row) => hydrate(registry, row))
}

async function fieldValue(host: Host, feature: Feature, field: string): Promise<unknown[] | undefined> {
  const { instance, meta, record } = host
  const relation = meta.relations.get(field)
  if (relation?.kind !== 'toOne') {
    const value = fieldOf(record, field)
    return value === null || value === undefined ? undefined : [value]
  }
  const id = fieldOf(record, `${field}Id`)
  if (typeof id !== 'number') return undefined
  const [component] = parseDtype(feature.dtype ?? '', dtypeRegistries(instance))
  const column = columnNamed(relation.target, component?.field ?? relation.target.nameField)
  const row = await host.queries
    .selectFrom(relation.target.table)
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && column ? [column.fromDatabase(row[column.column])] : undefined
}

async function linkedValues(
  { instance, meta, queries, record }: Host,
  feature: Feature,
  sourceUid: string,
): Promise<unknown[] | undefined> {
  const [component] = parseDtype(feature.dtype ?? '', dtypeRegistries(instance))
  const column = columnNamed(meta, component?.field ?? meta.nameField)
  if (!column) return undefined
  const rows = await queries
    .selectFrom(`${LINKS} as link`)
    .innerJoin('lamindb_feature as source', 'source.id', 'link.feature_id')
    .innerJoin('lamindb_record as record', 'record.id', 'link.record_id')
    .where('source.uid', '=', sourceUid)
    .where('link.value_id', '=', record.id)
    .orderBy('link.id')
    .select(`record.${column.column} as value`)
    .execute()
  const values = rows.map((row) => row['value']).filter((value) => value !== null)
  return values.length === 0 && listItemDtype(feature.dtype ?? '') === undefined ? undefined : values
}

/** Links seen from the other end: these records, and no others if `isReplaced`, have the host as value of the source. */
export async function writeThrough(
  { instance, record }: Host,
  source: { readonly uid: string; readonly records: readonly LinkedRecord[] },
  isReplaced: boolean,
  trx: DatabaseTransaction,
): Promise<void> {
  const feature = await trx
    .selectFrom('lamindb_feature')
    .select(['id', '_dtype_str'])
    .where('uid', '=', source.uid)
    .executeTakeFirstOrThrow()
  const featureId = Number(feature['id'])
  const wanted = source.records.map(({ id }) => id)
  const { meta } = instance.registryNamed('RecordRecord')
  const ofFeature = trx.selectFrom(LINKS).select(['id', 'record_id']).where('feature_id', '=', featureId)
  const existing = await ofFeature.where('value_id', '=', record.id).execute()
  const stale = existing.filter((row) => !wanted.includes(Number(row['record_id'])))
  if (isReplaced) await remove(stale.map((row) => Number(row['id'])))
  const linked = new Set(existing.map((row) => Number(row['record_id'])))
  const missing = wanted.filter((id) => !linked.has(id))
  if (listItemDtype(String(feature['_dtype_str'])) === undefined && missing.length > 0) {
    const held = await ofFeature
      .where(oneOf(columnRef(meta, 'record_id'), ID, missing, instance.dialect))
      .execute()
    await remove(held.map((row) => Number(row['id'])))
  }
  await insertRows(
    trx,
    meta,
    missing.map((id) => ({ record_id: id, feature_id: featureId, value_id: record.id })),
  )

  async function remove(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await trx
      .deleteFrom(LINKS)
      .where(oneOf(columnRef(meta, 'id'), ID, ids, instance.dialect))
      .execute()
  }
}
