import type { Instance } from '../instance/instance.ts'
import type { Feature } from '../registries/feature.ts'
import { typeOfDtype } from '../registries/feature/dtype-types.ts'
import type { Schema } from '../registries/schema.ts'
import { QuerySet } from '../registry/query-set.ts'
import type { BoundRegistry } from '../registry/record.ts'
import { checkedFeature, type CheckedFeature } from './structure/checked-feature.ts'
import type { TableRules } from './structure/check-table.ts'
import { belowType } from '../registry/below-type.ts'

/** How a table is checked: what the schema says, for the columns that the table has. */
export interface ComponentPlan extends TableRules {
  readonly schema: Schema
  /** Members without the index, in the order of the schema; empty for a schema without members. */
  readonly members: readonly Feature[]
  readonly indexFeature: Feature | undefined
}

export interface PlanOptions {
  /** Members of a schema that is not saved. */
  readonly members?: readonly Feature[] | undefined
  readonly index?: Feature | undefined
  /** Columns whose values are lists of categories although their dtype is no list. */
  readonly categoryLists?: ReadonlySet<string>
}

/** The features of a schema, and where it is flexible those that are named like a column. */
export async function planComponent(
  instance: Instance,
  schema: Schema,
  columns: readonly string[],
  { members: given, index, categoryLists }: PlanOptions,
): Promise<ComponentPlan> {
  const isOfFeatures =
    schema.itype === null || schema.itype === 'Composite' || schema.itype.startsWith('Feature')
  const all =
    given ?? (isOfFeatures && (schema.nMembers ?? 0) > 0 ? ((await schema.members) as Feature[]) : [])
  const indexFeature = index ?? (schema.indexUid === undefined ? undefined : await schema.index)
  const members = all.filter(({ uid }) => uid !== indexFeature?.uid)
  const names = new Set(members.map(({ name }) => name))
  const others = schema.flexible && isOfFeatures ? await featuresNamed(instance, schema, columns) : []
  const optional = new Set(schema.optionals.getUids())
  const coerce = schema.coerce === true
  const check = (feature: Feature): CheckedFeature => {
    const isRequired = schema.minimalSet && !optional.has(feature.uid)
    return checkedFeature(feature, { isRequired, coerce }, categoryLists?.has(feature.name))
  }
  return {
    schema,
    members,
    indexFeature,
    features: [...others.filter(({ name }) => !names.has(name)), ...members].map(check),
    index: indexFeature && check(indexFeature),
    isMaximal: schema.maximalSet,
    isOrdered: schema.orderedSet,
  }
}

/** Registered features with these names, one each: untyped ones before others. */
async function featuresNamed(
  instance: Instance,
  schema: Schema,
  names: readonly string[],
): Promise<Feature[]> {
  const registry = instance.registryNamed('Feature') as BoundRegistry<Feature>
  const type = await featureTypeOf(instance, schema)
  const set = new QuerySet<Feature>(registry).filter({ name: { $in: names }, isType: false }).orderBy('id')
  const found = await (type ? set.where(belowType(registry.meta, type.id)) : set)
  const byName = new Map<string, Feature>()
  for (const feature of found) {
    const known = byName.get(feature.name)
    if (!known || (known.typeId !== null && feature.typeId === null)) byName.set(feature.name, feature)
  }
  return [...byName.values()]
}

/** The type that a schema restricts its features to, `Feature[<uid>]`. */
export async function featureTypeOf(
  instance: Instance,
  { itype }: Schema,
): Promise<{ readonly id: number } | undefined> {
  if (!itype?.startsWith('Feature[')) return undefined
  const uid = itype.slice('Feature['.length, -1)
  return typeOfDtype(instance, instance.registryNamed('Feature').meta, uid)
}
