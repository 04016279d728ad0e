import { sql } from 'kysely'

import { InvalidArgument } from '../errors.ts'
import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { oneOf } from '../registry/comparison.ts'
import type { ShownFeatures } from '../registry/data-frame/feature-frames.ts'
import { QuerySet } from '../registry/query-set.ts'
import type { BoundRegistry } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { columnRef } from '../registry/where.ts'
import { allLabelRelations } from './label-relation.ts'
import { jsonTables } from './values-of-many.ts'

const ID = { isText: false, isJson: false }

/**
 * The features that are columns of a data frame, by id; of several of one name those over registries come before others.
 *
 * @throws InvalidArgument for a given name that several features have
 */
export async function chosenFeatures(
  registry: BoundRegistry,
  ids: readonly number[],
  shown: ShownFeatures,
): Promise<Feature[]> {
  const { instance } = registry
  const features = new QuerySet<Feature>(instance.registryNamed('Feature'))
  const condition =
    shown === 'measured'
      ? { id: { $in: await measuredIds(registry.meta, ids) } }
      : { name: { $in: [...shown] } }
  const found = await features
    .filter({ ...condition, branchId: { $in: instance.defaultBranchIds } })
    .orderBy('id')
  const typed = found.filter(({ dtype }) => dtype !== null)
  const byName = Map.groupBy(typed, ({ name }) => name)
  const ambiguous = [...byName].filter(([, group]) => group.length > 1).map(([name]) => `'${name}'`)
  if (shown !== 'measured') {
    const unknown = shown.filter((name) => !byName.has(name))
    if (unknown.length > 0)
      instance.logger.warning(
        `there are no features of these names: ${unknown.map((name) => `'${name}'`).join(', ')}`,
      )
    if (ambiguous.length > 0)
      throw new InvalidArgument(`Ambiguous feature names passed in 'features': ${ambiguous.join(', ')}.`)
  } else if (ambiguous.length > 0) {
    instance.logger.warning(
      `several features are called ${ambiguous.join(', ')}: of each name one is shown, those over registries first`,
    )
  }
  const isOverRegistry = ({ dtype }: Feature): boolean => isCategoricalDtype(dtype ?? '')
  const chosen = new Set([...byName.values()].map((group) => group.find(isOverRegistry) ?? group[0]))
  return typed.filter((feature) => chosen.has(feature))
}

/** Ids of the features that any of the hosts has values of: one query over all tables that hold some. */
async function measuredIds(meta: RegistryMeta, ids: readonly number[]): Promise<number[]> {
  const { instance } = meta.registry
  if (ids.length === 0) return []
  const ofLabels = allLabelRelations(meta).map(
    ([, { link, hostColumn }]) =>
      sql`select ${columnRef(link, 'feature_id')} as id from ${sql.table(link.table)} where ${oneOf(columnRef(link, hostColumn), ID, ids, instance.dialect)}`,
  )
  const { from, host, feature } = jsonTables(meta)
  const ofJson = sql`select ${feature} as id from ${from} where ${oneOf(host, ID, ids, instance.dialect)}`
  const { rows } = await sql<{
    id: number | null
  }>`select distinct id from (${sql.join([...ofLabels, ofJson], sql` union `)}) as measured where id is not null`.execute(
    instance.queries,
  )
  return rows.map(({ id }) => Number(id))
}
