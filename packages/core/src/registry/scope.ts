import { sql, type Expression, type SqlBool } from 'kysely'

import { withDefaultBranches } from './default-branches.ts'
import { settlePlan } from './feature-conditions.ts'
import { emptyPlan, planCondition, planQuery, type Clause, type QueryPlan } from './query-plan.ts'
import type { BoundRegistry } from './record.ts'
import { columnRef } from './where.ts'

/** The rows that a query set stands for. A {@link QuerySet} is one. */
export interface Scope {
  readonly registry: BoundRegistry
  readonly plan: QueryPlan
}

/** What a registry means by itself: its rows on the default branches. */
export const defaultScope = (registry: BoundRegistry): Scope => ({
  registry,
  plan: { ...emptyPlan, clauses: withDefaultBranches(registry, {}) },
})

export const narrowed = ({ registry, plan }: Scope, ...clauses: readonly Clause[]): Scope => ({
  registry,
  plan: { ...plan, clauses: [...plan.clauses, ...clauses] },
})

/** A scope whose rows are told by SQL alone: conditions on features are compiled, a slice becomes the ids of its rows. */
export async function settled({ registry, plan }: Scope): Promise<Scope> {
  return unsliced({ registry, plan: await settlePlan(registry, plan) })
}

function unsliced({ registry, plan }: Scope): Scope {
  if (plan.limit === undefined && plan.offset === undefined) return { registry, plan }
  const id = columnRef(registry.meta, 'id')
  const ids = planQuery(registry, plan, ['id'])
  return { registry, plan: { ...emptyPlan, clauses: [{ sql: sql<SqlBool>`${id} in (${ids})` }] } }
}

/**
 * The condition of a {@link settled} scope as something to check on rows that were found by other means. SQLite would otherwise find
 * rows by an index of one of its columns, such as the branch, which nearly all rows share.
 */
export function checkOnly(scope: Scope): Expression<SqlBool> {
  const condition = planCondition(scope.registry, scope.plan)
  return scope.registry.instance.dialect === 'sqlite' ? sql<SqlBool>`(${condition}) is true` : condition
}
