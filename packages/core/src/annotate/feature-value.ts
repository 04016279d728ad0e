import { sql, type SqlBool } from 'kysely'

import { ValidationError } from '../errors.ts'
import { parseDtype } from '../identity/dtype/parse-dtype.ts'
import { isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { dtypeRegistries } from '../registries/feature/instance-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { hydrate } from '../registry/hydrate.ts'
import { QuerySet } from '../registry/query-set.ts'
import type { BoundRegistry, RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { columnRef } from '../registry/where.ts'
import type { Host } from './host-values.ts'
import { findLabelRelation, labelRelation } from './label-relation.ts'
import { readValues } from './read-values.ts'

/**
 * What a feature of this name has on a record: the stored value, the record, the records; by registry, where features of
 * one name are over several.
 *
 * @throws ValidationError when there is no feature of this name
 */
export async function featureValue(host: Host, name: string): Promise<unknown> {
  const registry = host.instance.registryNamed('Feature') as BoundRegistry<Feature>
  const features = await new QuerySet<Feature>(registry).filter({ name, branch: null })
  if (features.length === 0) throw new ValidationError(`Feature with name ${name} not found`)
  const byRegistry = new Map<string, unknown>()
  for (const feature of features) {
    if (!isCategoricalDtype(feature.dtype ?? '')) continue
    // As in the reference by id, unlike the values, which keep the order of the links.
    const records = (await featureRecords(host, feature)).sort((a, b) => a.id - b.id)
    const [first] = parseDtype(feature.dtype ?? '', dtypeRegistries(host.instance))
    if (first && records.length > 0) byRegistry.set(first.registry.name, oneOrMany(records, feature))
  }
  const ids = new Set(features.map(({ id }) => id))
  for (const { featureId, isCategorical, values } of await readValues(host.record)) {
    if (!isCategorical && ids.has(featureId))
      byRegistry.set('JsonValue', values.length === 1 ? values[0] : values)
  }
  const [only, ...more] = byRegistry.values()
  return byRegistry.size === 1 && more.length === 0 ? only : Object.fromEntries(byRegistry)
}

const oneOrMany = (records: readonly RegistryRecord[], feature: Feature): unknown =>
  records.length === 1 && listItemDtype(feature.dtype ?? '') === undefined ? records[0] : records

/** The registries that a dtype names. */
export function registriesOf({ instance }: Host, { dtype }: Feature): RegistryMeta[] {
  const components = parseDtype(dtype ?? '', dtypeRegistries(instance))
  return [...new Set(components.map(({ registry }) => instance.registryNamed(registry.name).meta))]
}

/** The records of one registry that are values of a feature. */
export function labelsOfFeature(host: Host, meta: RegistryMeta, feature: Feature): QuerySet<RegistryRecord> {
  const { link, hostColumn, labelColumn } = labelRelation(host.meta, meta)
  const linked = sql`select ${columnRef(link, labelColumn)} from ${sql.table(link.table)}
    where ${columnRef(link, hostColumn)} = ${host.record.id} and ${columnRef(link, 'feature_id')} = ${feature.id}`
  return new QuerySet<RegistryRecord>(meta.registry).where(
    sql<SqlBool>`${columnRef(meta, 'id')} in (${linked})`,
  )
}

/** The records that are values of a feature, in the order of the links. */
export async function featureRecords(host: Host, feature: Feature): Promise<RegistryRecord[]> {
  const records: RegistryRecord[] = []
  for (const meta of registriesOf(host, feature)) {
    const relation = findLabelRelation(host.meta, meta)
    if (!relation) continue
    const { link, hostColumn, labelColumn } = relation
    const rows = await host.queries
      .selectFrom(`${link.table} as link`)
      .innerJoin(`${meta.table} as label`, 'label.id', `link.${labelColumn}`)
      .where(`link.${hostColumn}`, '=', host.record.id)
      .where('link.feature_id', '=', feature.id)
      .orderBy('link.id')
      .selectAll('label')
      .execute()
    records.push(...rows.map((row) => hydrate(meta.registry, row)))
  }
  return records
}
