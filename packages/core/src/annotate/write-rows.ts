import type { DatabaseTransaction } from '../database/database.ts'
import { insertRows } from '../registry/insert-rows.ts'
import { defaultsOf } from '../registry/defaults.ts'
import { metaOf, type Row } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { ColumnMeta, RegistryMeta } from '../registry/registry-meta.ts'
import { hostOf, jsonLinkOf } from './host-values.ts'
import { labelRelation } from './label-relation.ts'
import type { PreparedValue } from './linked-record.ts'
import { writeThrough } from './through-values.ts'

/** The values that a row of a sheet has. */
export interface ValuesOfRow {
  readonly record: RegistryRecord
  readonly values: readonly PreparedValue[]
}

/** Writes the values of records that have none yet: one insert per table, however many records. */
export async function writeValuesOfNew(
  rows: readonly ValuesOfRow[],
  trx: DatabaseTransaction,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const json = jsonLinkOf(hostOf(first.record))
  await insertRows(
    trx,
    json,
    rows.flatMap((row) => jsonRows(json, row)),
  )
  const links = new Map<RegistryMeta, Row[]>()
  for (const row of rows) {
    for (const [link, values] of linkRows(row)) links.set(link, [...(links.get(link) ?? []), values])
  }
  for (const [link, values] of links) await insertRows(trx, link, values)
  for (const { record, values } of rows) {
    for (const one of values) {
      if (one.kind === 'reverse' && one.records.length > 0)
        await writeThrough(hostOf(record, trx), { uid: one.source, records: one.records }, true, trx)
    }
  }
}

function jsonRows(json: RegistryMeta, { record, values }: ValuesOfRow): Row[] {
  const column = json.columns.get('value') as ColumnMeta
  return values.flatMap((one) =>
    one.kind === 'json'
      ? [{ record_id: record.id, feature_id: one.feature.id, value: column.toDatabase(one.value) }]
      : [],
  )
}

function linkRows({ record, values }: ValuesOfRow): (readonly [RegistryMeta, Row])[] {
  return values.flatMap((one) => {
    if (one.kind !== 'records') return []
    const distinct = new Map(one.records.map((linked) => [`${linked.meta.entityName} ${linked.id}`, linked]))
    return [...distinct.values()].map(({ meta, id }) => {
      const { link, hostColumn, labelColumn } = labelRelation(metaOf(record), meta)
      const row = {
        ...defaultsOf(link),
        [hostColumn]: record.id,
        [labelColumn]: id,
        feature_id: one.feature.id,
      }
      return [link, row] as const
    })
  })
}
