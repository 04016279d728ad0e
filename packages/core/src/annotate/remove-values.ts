import { sql } from 'kysely'

import type { DatabaseTransaction } from '../database/database.ts'
import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { hashOfValue } from '../registries/json-value/value-hash.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { hostOf, jsonLinkOf, type Host } from './host-values.ts'
import { allLabelRelations } from './label-relation.ts'
import type { LinkedRecord } from './linked-record.ts'

/** What is removed of the values of a feature: one record, one value, or all. */
export interface RemovedValue {
  readonly record?: LinkedRecord
  readonly value?: unknown
}

/**
 * Removes the values of features.
 *
 * @returns number of links that were removed, by feature
 */
export async function deleteValues(
  record: RegistryRecord,
  features: readonly Feature[],
  trx: DatabaseTransaction,
  only: RemovedValue = {},
): Promise<Map<number, number>> {
  const host = hostOf(record, trx)
  const removed = new Map<number, number>()
  for (const feature of features) {
    const count = isCategoricalDtype(feature.dtype ?? '')
      ? await deleteLinks(host, feature, trx, only.record)
      : await deleteJson(host, feature, trx, only)
    removed.set(feature.id, count)
  }
  return removed
}

/** In all tables: the feature may be one over several registries. */
async function deleteLinks(
  host: Host,
  feature: Feature,
  trx: DatabaseTransaction,
  only: LinkedRecord | undefined,
): Promise<number> {
  let count = 0
  for (const [, { link, hostColumn, labelColumn }] of relationsOf(host, feature, only)) {
    let query = trx
      .deleteFrom(link.table)
      .where(hostColumn, '=', host.record.id)
      .where('feature_id', '=', feature.id)
    if (only) query = query.where(labelColumn, '=', only.id)
    count += Number((await query.executeTakeFirst()).numDeletedRows)
  }
  return count
}

function relationsOf(
  host: Host,
  { dtype }: Feature,
  only: LinkedRecord | undefined,
): ReturnType<typeof allLabelRelations> {
  const isNamed = ({ entityName }: RegistryMeta): boolean => (dtype ?? '').includes(entityName)
  return allLabelRelations(host.meta).filter(([meta]) => (only ? meta === only.meta : isNamed(meta)))
}

async function deleteJson(
  host: Host,
  feature: Feature,
  trx: DatabaseTransaction,
  { value }: RemovedValue,
): Promise<number> {
  const link = jsonLinkOf(host)
  if (host.kind === 'Record') {
    const result = await trx
      .deleteFrom(link.table)
      .where('record_id', '=', host.record.id)
      .where('feature_id', '=', feature.id)
      .executeTakeFirst()
    return Number(result.numDeletedRows)
  }
  let values = trx.selectFrom('lamindb_jsonvalue').select('id').where('feature_id', '=', feature.id)
  if (value !== undefined) values = values.where('hash', '=', hashOfValue(value))
  const result = await trx
    .deleteFrom(link.table)
    .where(host.column, '=', host.record.id)
    .where('jsonvalue_id', 'in', values)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** The features that a record has values of. One query. */
export async function linkedFeatureIds(host: Host): Promise<number[]> {
  const link = jsonLinkOf(host)
  const { id } = host.record
  const json =
    host.kind === 'Record'
      ? sql`select feature_id from ${sql.table(link.table)} where record_id = ${id}`
      : sql`select feature_id from lamindb_jsonvalue where id in
          (select jsonvalue_id from ${sql.table(link.table)} where ${sql.ref(host.column)} = ${id})`
  const labels = allLabelRelations(host.meta).map(
    ([, { link: table, hostColumn }]) =>
      sql`select feature_id from ${sql.table(table.table)} where ${sql.ref(hostColumn)} = ${id} and feature_id is not null`,
  )
  const union = sql<{ feature_id: unknown }>`${sql.join([json, ...labels], sql` union `)}`
  const { rows } = await union.execute(host.queries)
  return rows.map((row) => Number(row.feature_id)).filter((featureId) => featureId > 0)
}
