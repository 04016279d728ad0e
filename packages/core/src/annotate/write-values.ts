import type { DatabaseTransaction } from '../database/database.ts'
import { hashDict, hashString } from '../identity/hash.ts'
import { isPlainObject } from '../identity/plain-object.ts'
import { pyStr } from '../identity/python-text.ts'
import { translateViolation } from '../registry/conflicts.ts'
import { defaultsOf } from '../registry/defaults.ts'
import { insertRows } from '../registry/insert-rows.ts'
import type { Row } from '../registry/record-state.ts'
import type { ColumnMeta } from '../registry/registry-meta.ts'
import { hostOf, jsonLinkOf, type Host } from './host-values.ts'
import { linkLabels } from './link-labels.ts'
import type { PreparedValue } from './linked-record.ts'
import type { RegistryRecord } from '../registry/record.ts'

/** Writes values beside those that are there; links that exist already stay. */
export async function writeValues(
  record: RegistryRecord,
  values: readonly PreparedValue[],
  trx: DatabaseTransaction,
): Promise<void> {
  const host = hostOf(record, trx)
  const json = values.filter((value) => value.kind === 'json')
  if (host.kind === 'Record') await writeRecordJson(host, json, trx)
  else await writeJsonValues(host, json, trx)
  for (const value of values) {
    if (value.kind !== 'records') continue
    const groups = Map.groupBy(value.records, ({ meta }) => meta)
    for (const [meta, linked] of groups) {
      const links = { featureId: value.feature.id, meta, ids: linked.map(({ id }) => id) }
      await linkLabels(record, links, trx)
    }
  }
}

type JsonValueOf = Extract<PreparedValue, { kind: 'json' }>

/** Hash of a value without registry: of its text in Python, of a dictionary with sorted keys. */
export function hashOfValue(value: unknown): string {
  const isDict = value instanceof Map || (typeof value === 'object' && value !== null && isPlainObject(value))
  return isDict ? hashDict(value as Map<string, unknown>) : hashString(pyStr(value))
}

/** Values are shared: one row for each feature and value, whoever has it. */
async function writeJsonValues(
  host: Host,
  values: readonly JsonValueOf[],
  trx: DatabaseTransaction,
): Promise<void> {
  if (values.length === 0) return
  const { meta } = host.instance.registryNamed('JsonValue')
  const wanted = values.map(({ feature, value }) => ({
    featureId: feature.id,
    hash: hashOfValue(value),
    value,
  }))
  const existing = await trx
    .selectFrom(meta.table)
    .select(['id', 'feature_id', 'hash'])
    .where('feature_id', 'in', [...new Set(wanted.map(({ featureId }) => featureId))])
    .where('hash', 'in', [...new Set(wanted.map(({ hash }) => hash))])
    .execute()
  const ids = new Map(
    existing.map((row) => [keyOf(Number(row['feature_id']), row['hash']), Number(row['id'])]),
  )
  const missing = wanted.filter(({ featureId, hash }) => !ids.has(keyOf(featureId, hash)))
  const column = meta.columns.get('value') as ColumnMeta
  const defaults = defaultsOf(meta)
  const rows = missing.map(({ featureId, hash, value }): Row => ({
    ...defaults,
    feature_id: featureId,
    hash,
    value: column.toDatabase(value),
  }))
  const inserted = await insertRows(trx, meta, rows)
  for (const [i, { featureId, hash }] of missing.entries())
    ids.set(keyOf(featureId, hash), inserted[i] as number)
  await linkJsonValues(
    host,
    wanted.map(({ featureId, hash }) => ids.get(keyOf(featureId, hash)) as number),
    trx,
  )
}

const keyOf = (featureId: number, hash: unknown): string => `${featureId} ${String(hash)}`

async function linkJsonValues(host: Host, ids: readonly number[], trx: DatabaseTransaction): Promise<void> {
  const link = jsonLinkOf(host)
  const existing = await trx
    .selectFrom(link.table)
    .select('jsonvalue_id')
    .where(host.column, '=', host.record.id)
    .where('jsonvalue_id', 'in', ids)
    .execute()
  const linked = new Set(existing.map((row) => Number(row['jsonvalue_id'])))
  const defaults = defaultsOf(link)
  const rows = [...new Set(ids)]
    .filter((id) => !linked.has(id))
    .map((id): Row => ({ ...defaults, [host.column]: host.record.id, jsonvalue_id: id }))
  await insertRows(trx, link, rows)
}

/** A record has at most one value per feature. */
async function writeRecordJson(
  host: Host,
  values: readonly JsonValueOf[],
  trx: DatabaseTransaction,
): Promise<void> {
  const link = jsonLinkOf(host)
  const column = link.columns.get('value') as ColumnMeta
  const rows = values.map(({ feature, value }): Row => ({
    record_id: host.record.id,
    feature_id: feature.id,
    value: column.toDatabase(value),
  }))
  try {
    await insertRows(trx, link, rows)
  } catch (error) {
    throw translateViolation(error, link)
  }
}
