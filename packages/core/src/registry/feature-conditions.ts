import type { Expression, SqlBool } from 'kysely'

import { FieldError, NotSupported } from '../errors.ts'
import { resolveAll, token, type Token } from '../module/token.ts'
import { findAlias } from './field-alias.ts'
import type { Clause, QueryPlan } from './query-plan.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'
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
  const [first] = Object.keys(where)
  if (first === undefined || isField(meta, first) || !hasFeatureValues(meta)) return where
  return { $features: where }
}

/** A plan whose conditions on features are SQL. */
export async function settlePlan(registry: BoundRegistry, plan: QueryPlan): Promise<QueryPlan> {
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

async function compile(registry: BoundRegistry, conditions: FeatureConditions): Promise<Expression<SqlBool>> {
  if (!hasFeatureValues(registry.meta))
    throw new FieldError(`${registry.meta.name} records have no values of features.`, {
      hint: 'Artifacts, runs and records have.',
    })
  const [compiler] = resolveAll(registry.instance.container, featureConditionsToken)
  if (!compiler) throw new NotSupported('Nothing in this instance knows conditions on features.')
  return compiler.compile(registry, conditions)
}
