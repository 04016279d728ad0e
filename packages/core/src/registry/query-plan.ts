import { sql, type Expression, type SqlBool } from 'kysely'

import type { BoundRegistry } from './record.ts'
import type { Direction } from './record-types.ts'
import { all, columnRef, compileWhere, not, unknownField } from './where.ts'

/** One `filter` or `exclude` call, or a piece of SQL over the registry's table. */
export type Clause =
  | { readonly where: object; readonly negated?: boolean }
  | { readonly sql: Expression<SqlBool> }

/** What a query set asks for. Immutable: every step makes a new one. */
export interface QueryPlan {
  readonly clauses: readonly Clause[]
  readonly order: readonly (readonly [property: string, direction: Direction])[]
  readonly limit: number | undefined
  readonly offset: number | undefined
  /** Relations to load with the records, dots between steps. */
  readonly with: readonly string[]
}

export const emptyPlan: QueryPlan = { clauses: [], order: [], limit: undefined, offset: undefined, with: [] }

/** The WHERE of a plan. */
export function planCondition(registry: BoundRegistry, plan: QueryPlan): Expression<SqlBool> {
  const { meta, instance } = registry
  return all(
    plan.clauses.map((clause) => {
      if ('sql' in clause) return clause.sql
      const condition = compileWhere(meta, clause.where, instance.dialect)
      return clause.negated ? not(condition) : condition
    }),
  )
}

/** `select … from … where … order by … limit …` of a plan, for the given columns or all of them. */
export function planQuery(registry: BoundRegistry, plan: QueryPlan, columns?: readonly string[]) {
  const { meta, instance } = registry
  const table = instance.queries.selectFrom(meta.table).where(planCondition(registry, plan))
  let query = columns ? table.select([...columns]) : table.selectAll(meta.table)
  for (const [property, direction] of plan.order) {
    query = query.orderBy(columnRef(meta, orderColumn(registry, property)), direction)
  }
  if (plan.limit !== undefined) query = query.limit(plan.limit)
  else if (plan.offset !== undefined && instance.dialect === 'sqlite') query = query.limit(sql<number>`-1`)
  if (plan.offset !== undefined) query = query.offset(plan.offset)
  return query
}

function orderColumn({ meta }: BoundRegistry, property: string): string {
  const relation = meta.relations.get(property)
  const column = meta.columns.get(property) ?? (relation?.kind === 'toOne' ? relation.idColumn : undefined)
  if (!column) throw unknownField(meta, property)
  return column.column
}
