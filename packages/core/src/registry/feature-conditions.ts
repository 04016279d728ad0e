import type { Expression, RawBuilder, SqlBool } from 'kysely'

import { FieldError, InvalidArgument, NotSupported } from '../errors.ts'
import { resolveAll, token, type Token } from '../module/token.ts'
import { findAlias } from './field-alias.ts'
import type { Clause, FeatureKey, OrderKey, QueryPlan } from './query-plan.ts'
import { fieldOf } from './record-state.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'
import type { Direction } from './record-types.ts'
import type { RegistryMeta } from './registry-meta.ts'

/** Conditions on values of features, all of which must hold: by name, or as pairs of a feature and its condition. */
export type FeatureConditions =
  | { readonly [feature: string]: unknown }
  | readonly (readonly [feature: RegistryRecord, condition: unknown])[]

/** What queries need of annotation; found here because queries reach upward for it. */
export interface FeatureConditionCompiler {
  /**
   * @throws InvalidArgument for names that are neither fields nor features
   * @throws DoesNotExist for labels that do not exist
   */
  compile(registry: BoundRegistry, conditions: FeatureConditions): Promise<Expression<SqlBool>>

  /**
   * The values of a feature to order by, as a SELECT of `host_id` and `sort_value`.
   *
   * @param conditions - what the query asks of values of this feature; values that do not meet it do not count
   * @throws FieldError for a feature whose values have no order
   */
  sortValues(
    registry: BoundRegistry,
    feature: RegistryRecord,
    conditions: readonly unknown[],
  ): Promise<RawBuilder<unknown>>
}

export const featureConditionsToken: Token<FeatureConditionCompiler> =
  token<FeatureConditionCompiler>('feature-conditions')

const HOSTS = new Set(['Artifact', 'Run', 'Record'])

/** Whether records of a registry have values of features. */
export const hasFeatureValues = ({ module, name }: RegistryMeta): boolean =>
  module === 'core' && HOSTS.has(name)

/** Whether a name is one of the fields of a registry. */
export const isField = (meta: RegistryMeta, name: string): boolean =>
  name.startsWith('$') ||
  meta.columns.has(name) ||
  meta.relations.has(name) ||
  findAlias(meta, name) !== undefined

/** The first key decides whether a condition is one on fields or one on features. */
export function asFeatureConditions(meta: RegistryMeta, where: object): object {
  if (typeof where !== 'object' || where === null)
    throw new InvalidArgument(`A condition is an object, such as { name: 'raw' }, got ${String(where)}.`)
  const [first] = Object.keys(where)
  if (first === undefined || isField(meta, first) || !hasFeatureValues(meta)) return where
  return { $features: where }
}

/** An order by the values of a feature: what its methods `asc()` and `desc()` give. */
export class FeatureOrder {
  readonly feature: RegistryRecord
  readonly direction: Direction

  constructor(feature: RegistryRecord, direction: Direction) {
    this.feature = feature
    this.direction = direction
  }
}

/** A plan whose conditions on features, and orders by them, are SQL. */
export async function settlePlan(registry: BoundRegistry, given: QueryPlan): Promise<QueryPlan> {
  const plan = await settleOrder(registry, given)
  const isSettled = (clause: Clause): boolean => !('where' in clause) || !namesFeatures(clause.where)
  if (plan.clauses.every(isSettled)) return plan
  const clauses: Clause[] = []
  for (const clause of plan.clauses) {
    clauses.push(
      isSettled(clause) || !('where' in clause)
        ? clause
        : { ...clause, where: await settle(registry, clause.where) },
    )
  }
  return { ...plan, clauses }
}

async function settleOrder(registry: BoundRegistry, plan: QueryPlan): Promise<QueryPlan> {
  if (!plan.order.some(([key]) => isFeatureKey(key))) return plan
  const order: OrderKey[] = []
  for (const [key, direction] of plan.order) {
    if (!isFeatureKey(key)) {
      order.push([key, direction])
      continue
    }
    const conditions = plan.clauses.flatMap((clause) =>
      'where' in clause && clause.negated !== true ? conditionsOn(key.feature, clause.where) : [],
    )
    const values = await compilerOf(registry).sortValues(registry, key.feature, conditions)
    order.push([{ values, missing: key.missing }, direction])
  }
  return { ...plan, order }
}

const isFeatureKey = (key: OrderKey[0]): key is FeatureKey => typeof key === 'object' && 'feature' in key

/** What a condition asks of the values of one feature, in all cases. */
function conditionsOn(feature: RegistryRecord, where: object): unknown[] {
  return Object.entries(where).flatMap(([key, value]): unknown[] => {
    if (key === '$and') return (value as object[]).flatMap((part) => conditionsOn(feature, part))
    if (key !== '$features' || value === undefined) return []
    const pairs = (Array.isArray(value) ? value : Object.entries(value as object)) as [unknown, unknown][]
    return pairs.filter(([named]) => isSameFeature(feature, named)).map(([, condition]) => condition)
  })
}

const isSameFeature = (feature: RegistryRecord, named: unknown): boolean =>
  typeof named === 'string' ? fieldOf(feature, 'name') === named : (named as RegistryRecord).id === feature.id

function namesFeatures(where: object): boolean {
  return Object.entries(where).some(([key, value]) => {
    if (key === '$features') return value !== undefined
    if (key === '$and' || key === '$or') return (value as object[]).some(namesFeatures)
    return key === '$not' && namesFeatures(value as object)
  })
}

async function settle(registry: BoundRegistry, where: object): Promise<object> {
  const settled: { [key: string]: unknown } = {}
  for (const [key, value] of Object.entries(where)) {
    if (key === '$features') {
      if (value !== undefined) settled['$sql'] = await compile(registry, value as FeatureConditions)
    } else if (key === '$and' || key === '$or') {
      const parts: object[] = []
      for (const part of value as object[]) parts.push(await settle(registry, part))
      settled[key] = parts
    } else {
      settled[key] = key === '$not' ? await settle(registry, value as object) : value
    }
  }
  return settled
}

const compile = (registry: BoundRegistry, conditions: FeatureConditions): Promise<Expression<SqlBool>> =>
  compilerOf(registry).compile(registry, conditions)

function compilerOf(registry: BoundRegistry): FeatureConditionCompiler {
  if (!hasFeatureValues(registry.meta))
    throw new FieldError(`${registry.meta.name} records have no values of features.`, {
      hint: 'Artifacts, runs and records have.',
    })
  const [compiler] = resolveAll(registry.instance.container, featureConditionsToken)
  if (!compiler) throw new NotSupported('Nothing in this instance knows conditions on features.')
  return compiler
}
