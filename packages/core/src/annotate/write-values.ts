import type { DatabaseTransaction } from '../database/database.ts'
import { jsonValueIds } from '../registries/json-value/json-value-rows.ts'
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

/** Values are shared: one row for each feature and value, whoever has it. */
async function writeJsonValues(
  host: Host,
  values: readonly JsonValueOf[],
  trx: DatabaseTransaction,
): Promise<void> {
  if (values.length === 0) return
  const wanted = values.map(({ feature, value }) => ({ featureId: feature.id, value }))
  await linkJsonValues(host, await jsonValueIds(host.instance, wanted, trx), trx)
}

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
