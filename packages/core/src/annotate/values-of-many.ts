import { sql, type RawBuilder } from 'kysely'

import { parseDtype } from '../identity/dtype/parse-dtype.ts'
import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import { columnNamed, dtypeRegistries } from '../registries/feature/instance-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { oneOf } from '../registry/comparison.ts'
import type { BoundRegistry } from '../registry/record.ts'
import type { ColumnMeta, RegistryMeta } from '../registry/registry-meta.ts'
import { columnRef } from '../registry/where.ts'
import { findLabelRelation } from './label-relation.ts'

const ID = { isText: false, isJson: false }

/** Values of one feature by the id of the host, each once, in the order of their rows. */
export type ValuesByHost = ReadonlyMap<number, readonly unknown[]>

/**
 * Values of features of many artifacts, runs or records, as they are stored: labels by the field that the dtype names,
 * without those off the default branches. One query for all JSON values, one for each feature and registry of labels.
 *
 * @returns by the id of the feature
 */
export async function valuesOfMany(
  registry: BoundRegistry,
  ids: readonly number[],
  features: readonly Feature[],
): Promise<Map<number, ValuesByHost>> {
  const found = new Map<number, Map<number, unknown[]>>()
  const add = (featureId: number, hostId: number, value: unknown): void => {
    const ofFeature = found.get(featureId) ?? new Map<number, unknown[]>()
    found.set(featureId, ofFeature)
    const values = ofFeature.get(hostId) ?? []
    ofFeature.set(hostId, values)
    if (!values.includes(value)) values.push(value)
  }
  if (ids.length === 0) return found
  for (const feature of features.filter(isOverRegistry))
    for (const { host, value } of await labelValues(registry, ids, feature)) add(feature.id, host, value)
  const plain = features.filter((feature) => !isOverRegistry(feature))
  for (const { feature, host, value } of await jsonValues(registry, ids, plain))
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) add(feature, host, one)
  return found
}

const isOverRegistry = ({ dtype }: Feature): boolean => isCategoricalDtype(dtype ?? '')

interface LabelValue {
  readonly host: number
  readonly value: unknown
}

async function labelValues(
  { meta, instance }: BoundRegistry,
  ids: readonly number[],
  { id, dtype }: Feature,
): Promise<LabelValue[]> {
  const values: LabelValue[] = []
  for (const component of parseDtype(dtype ?? '', dtypeRegistries(instance))) {
    const { meta: labels } = instance.registryNamed(component.registry.name)
    const relation = findLabelRelation(meta, labels)
    const column = columnNamed(labels, component.field)
    if (!relation || !column) continue
    const { link, hostColumn, labelColumn } = relation
    let query = instance.queries
      .selectFrom(`${link.table} as link`)
      .innerJoin(`${labels.table} as label`, 'label.id', `link.${labelColumn}`)
      .select([`link.${hostColumn} as host`, `label.${column.column} as value`])
      .where('link.feature_id', '=', id)
      .where(oneOf(sql.ref(`link.${hostColumn}`), ID, ids, instance.dialect))
      .orderBy('link.id')
    if (labels.branchAware) query = query.where('label.branch_id', 'in', instance.defaultBranchIds)
    for (const row of await query.execute())
      values.push({ host: Number(row['host']), value: column.fromDatabase(row['value']) })
  }
  return values
}

async function jsonValues(
  { meta, instance }: BoundRegistry,
  ids: readonly number[],
  features: readonly Feature[],
): Promise<{ readonly feature: number; readonly host: number; readonly value: unknown }[]> {
  if (features.length === 0) return []
  const { from, host, feature, value, order, column } = jsonTables(meta)
  const wanted = features.map(({ id }) => id)
  const { rows } = await sql<{
    feature: number | string
    host: number | string
    value: unknown
  }>`select ${feature} as feature, ${host} as host, ${value} as value from ${from}
    where ${oneOf(feature, ID, wanted, instance.dialect)} and ${oneOf(host, ID, ids, instance.dialect)}
    order by ${order}`.execute(instance.queries)
  return rows.map((row) => ({
    feature: Number(row.feature),
    host: Number(row.host),
    value: column.fromDatabase(row.value),
  }))
}

/** Where the values without registry of a kind of host stand: records hold them themselves, artifacts and runs share them. */
export function jsonTables({ name, registry: { instance } }: RegistryMeta): {
  readonly from: RawBuilder<unknown>
  readonly host: RawBuilder<unknown>
  readonly feature: RawBuilder<unknown>
  readonly value: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
  readonly column: ColumnMeta
} {
  const { meta: values } = instance.registryNamed(name === 'Record' ? 'RecordJson' : 'JsonValue')
  const column = values.columns.get('value') as ColumnMeta
  const [feature, value] = [columnRef(values, 'feature_id'), columnRef(values, column.column)]
  if (name === 'Record')
    return {
      from: sql.table(values.table),
      host: columnRef(values, 'record_id'),
      order: columnRef(values, 'id'),
      feature,
      value,
      column,
    }
  const { meta: link } = instance.registryNamed(`${name}JsonValue`)
  const from = sql`${sql.table(link.table)} join ${sql.table(values.table)} on ${columnRef(values, 'id')} = ${columnRef(link, 'jsonvalue_id')}`
  const host = columnRef(link, `${name.toLowerCase()}_id`)
  return { from, host, feature, value, order: columnRef(link, 'id'), column }
}
