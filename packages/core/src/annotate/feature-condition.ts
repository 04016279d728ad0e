import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

import { FieldError, InvalidArgument } from '../errors.ts'
import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { isComparison } from '../registry/comparison-object.ts'
import type { FeatureConditionCompiler, FeatureConditions } from '../registry/feature-conditions.ts'
import type { BoundRegistry, RegistryRecord } from '../registry/record.ts'
import { isNew } from '../registry/record-state.ts'
import { QuerySet } from '../registry/query-set.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { all, not } from '../registry/where.ts'
import { jsonCondition, sortValues } from './json-condition.ts'
import { labelCondition } from './label-condition.ts'

type Condition = Expression<SqlBool>

/** Turns conditions on values of features into SQL over the table of the host. */
export const featureConditionCompiler: FeatureConditionCompiler = {
  async compile(registry: BoundRegistry, conditions: FeatureConditions): Promise<Condition> {
    const pairs = Array.isArray(conditions)
      ? (conditions as readonly (readonly [Feature, unknown])[])
      : await byName(registry, conditions as { readonly [feature: string]: unknown })
    const parts: Condition[] = []
    for (const [feature, condition] of pairs) {
      if (isNew(feature)) throw new InvalidArgument(`Please save feature '${feature.name}' first.`)
      parts.push(await compileFeature(registry.meta, feature, condition))
    }
    return all(parts)
  },

  async sortValues(
    { meta }: BoundRegistry,
    feature: RegistryRecord,
    conditions: readonly unknown[],
  ): Promise<RawBuilder<unknown>> {
    if (isNew(feature)) throw new InvalidArgument(`Please save feature '${(feature as Feature).name}' first.`)
    return sortValues(meta, feature as Feature, conditions)
  },
}

async function byName(
  { meta, instance }: BoundRegistry,
  conditions: { readonly [feature: string]: unknown },
): Promise<(readonly [Feature, unknown])[]> {
  const names = Object.keys(conditions)
  const registry = instance.registryNamed('Feature') as BoundRegistry<Feature>
  const found = await new QuerySet<Feature>(registry).filter({ name: { $in: names }, isType: false })
  const byName = Map.groupBy(found, ({ name }) => name)
  const unknown = names.filter((name) => !byName.has(name))
  if (unknown.length > 0) throw unknownNames(meta, unknown)
  return names.map((name) => {
    const [feature, ...others] = byName.get(name) as [Feature, ...Feature[]]
    if (others.length === 0) return [feature, conditions[name]]
    throw new InvalidArgument(`There are ${others.length + 1} features of the name '${name}'.`, {
      hint: 'Say which one by a condition of the feature itself: filter(feature.eq(…)).',
    })
  })
}

function unknownNames(meta: RegistryMeta, unknown: readonly string[]): InvalidArgument {
  const fields = [...meta.columns.keys(), ...meta.relations.keys()]
    .filter((name) => !name.startsWith('_') && !name.startsWith('links'))
    .sort()
  const named = unknown.map((name) => `'${name}'`).join(', ')
  return new InvalidArgument(
    `You can query either by available fields: ${fields.join(', ')}\nOr fix invalid feature names: ${named}`,
  )
}

/** Operators that say what is not; rows without the feature meet them. */
const opposites: ReadonlyMap<string, string> = new Map([
  ['$ne', '$eq'],
  ['$nin', '$in'],
])

async function compileFeature(meta: RegistryMeta, feature: Feature, condition: unknown): Promise<Condition> {
  const comparison = isComparison(condition) ? condition : { $eq: condition }
  if ('$key' in comparison && feature.dtype !== 'dict')
    throw new FieldError(
      `Unsupported lookup '${Object.keys(comparison['$key'] as object).join("', '")}' of feature '${feature.name}': its values are no dictionaries.`,
    )
  const compile = isCategoricalDtype(feature.dtype ?? '') ? labelCondition : jsonCondition
  const parts: Condition[] = []
  for (const [operator, operand] of Object.entries(comparison)) {
    const opposite = opposites.get(operator)
    const part = await compile(meta, feature, { operator: opposite ?? operator, operand })
    parts.push(opposite === undefined ? part : not(part))
  }
  return parts.length === 0 ? sql<SqlBool>`1 = 1` : all(parts)
}
