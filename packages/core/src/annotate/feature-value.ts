import { ValidationError } from '../errors.ts'
import { parseDtype } from '../identity/dtype/parse-dtype.ts'
import { isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { dtypeRegistries } from '../registries/feature/instance-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { hydrate } from '../registry/hydrate.ts'
import { QuerySet } from '../registry/query-set.ts'
import type { BoundRegistry, RegistryRecord } from '../registry/record.ts'
import type { Host } from './host-values.ts'
import { findLabelRelation } from './label-relation.ts'
import { readValues } from './read-values.ts'

/**
 * What a feature of this name has on a record: the stored value, the record, the records; by registry, where features of
 * one name are over several.
 *
 * @throws ValidationError when there is no feature of this name
 */
export async function featureValue(host: Host, name: string): Promise<unknown> {
  const registry = host.instance.registryNamed('Feature') as BoundRegistry<Feature>
  const features = await new QuerySet<Feature>(registry).filter({ name, branch: null } as never)
  if (features.length === 0) throw new ValidationError(`Feature with name ${name} not found`)
  const byRegistry = new Map<string, unknown>()
  for (const feature of features) {
    if (!isCategoricalDtype(feature.dtype ?? '')) continue
    const records = await featureRecords(host, feature)
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

/** The records that are values of a feature, in the order of the links. */
export async function featureRecords(host: Host, feature: Feature): Promise<RegistryRecord[]> {
  const records: RegistryRecord[] = []
  const metas = new Set(
    parseDtype(feature.dtype ?? '', dtypeRegistries(host.instance)).map(
      ({ registry }) => host.instance.registryNamed(registry.name).meta,
    ),
  )
  for (const meta of metas) {
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
