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
import { setField } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import { writeThrough } from './through-values.ts'

/**
 * Writes values beside those that are there; links that exist already stay.
 *
 * @param isReplaced - values of fields are taken away by null, and links seen from the other end by leaving them out
 */
export async function writeValues(
  record: RegistryRecord,
  values: readonly PreparedValue[],
  trx: DatabaseTransaction,
  isReplaced = false,
): Promise<void> {
  await writeFields(record, values, trx, isReplaced)
  const host = hostOf(record, trx)
  const json = values.filter((value) => value.kind === 'json')
  if (host.kind === 'Record') await writeRecordJson(host, json, trx)
  else await writeJsonValues(host, json, trx)
  for (const value of values) {
    if (value.kind === 'reverse')
      await writeThrough(host, { uid: value.source, records: value.records }, isReplaced, trx)
    if (value.kind !== 'records') continue
    const groups = Map.groupBy(value.records, ({ meta }) => meta)
    for (const [meta, linked] of groups) {
      const links = { featureId: value.feature.id, meta, ids: linked.map(({ id }) => id) }
      await linkLabels(record, links, trx)
    }
  }
}

async function writeFields(
  record: RegistryRecord,
  values: readonly PreparedValue[],
  trx: DatabaseTransaction,
  isReplaced: boolean,
): Promise<void> {
  const fields = values.filter((one) => one.kind === 'field' && (isReplaced || one.value !== null))
  if (fields.length === 0) return
  setPreparedFields(record, fields)
  await record.save({ transaction: trx })
}

/** Values of features that are fields of the record. */
export function setPreparedFields(record: RegistryRecord, values: readonly PreparedValue[]): void {
  for (const one of values) {
    if (one.kind === 'field') setField(record, one.field, one.value)
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
