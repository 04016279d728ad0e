import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

import type { BoundRegistry, RegistryRecord } from './record.ts'
import type { Direction } from './record-types.ts'
import type { RegistryMeta, ToOneMeta } from './registry-meta.ts'
import { NotSupported } from '../errors.ts'
import { all, columnRef, compileWhere, not, unknownField } from './where.ts'

/** One `filter` or `exclude` call, or a piece of SQL over the registry's table. */
export type Clause =
  | { readonly where: object; readonly negated?: boolean }
  | { readonly sql: Expression<SqlBool> }

/** A feature by whose values records are ordered, and where those without a value stand. */
export interface FeatureKey {
  readonly feature: RegistryRecord
  readonly missing: 'first' | 'last'
}

/** The values of a {@link FeatureKey}: a SELECT of `host_id` and `sort_value`. */
export interface ValueKey {
  readonly values: RawBuilder<unknown>
  readonly missing: 'first' | 'last'
}

/** What records are ordered by: a field, or the values of a feature. */
export type OrderKey = readonly [key: string | FeatureKey | ValueKey, direction: Direction]

/** What a query set asks for. Immutable: every step makes a new one. */
export interface QueryPlan {
  readonly clauses: readonly Clause[]
  readonly order: readonly OrderKey[]
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
  for (const [index, [key, direction]] of plan.order.entries()) {
    if (typeof key === 'string') {
      query = query.orderBy(orderTerm(meta, key), direction)
      continue
    }
    if (!('values' in key)) throw new NotSupported('An order by features cannot be used here.')
    const [alias, host] = [`order_${index}`, columnRef(meta, 'id')]
    query = query
      .leftJoin(sql<object>`(${key.values})`.as(alias), (join) =>
        join.on(sql<SqlBool>`${sql.ref(`${alias}.host_id`)} = ${host}`),
      )
      .orderBy(sql`${sql.ref(`${alias}.sort_value`)} is null`, key.missing === 'last' ? 'asc' : 'desc')
      .orderBy(sql.ref(`${alias}.sort_value`), direction)
  }
  if (plan.limit !== undefined) query = query.limit(plan.limit)
  else if (plan.offset !== undefined && instance.dialect === 'sqlite') query = query.limit(sql<number>`-1`)
  if (plan.offset !== undefined) query = query.offset(plan.offset)
  return query
}

/** A column, or that of the one record at the end of a path, `type.name`. */
function orderTerm(meta: RegistryMeta, property: string): RawBuilder<unknown> {
  const [first = '', ...rest] = property.split('.')
  const relation = meta.relations.get(first)
  const column = meta.columns.get(first) ?? (relation?.kind === 'toOne' ? relation.idColumn : undefined)
  if (!column) throw unknownField(meta, first)
  if (rest.length === 0) return columnRef(meta, column.column)
  if (relation?.kind !== 'toOne') throw unknownField(meta, property)
  return relatedTerm(relation, columnRef(meta, column.column), rest)
}

/** Tables have names of their own at each step, since a path may come back to a registry. */
function relatedTerm(
  { target }: ToOneMeta,
  id: RawBuilder<unknown>,
  [property = '', ...rest]: readonly string[],
  depth = 1,
): RawBuilder<unknown> {
  const alias = `step_${depth}`
  const relation = target.relations.get(property)
  const column = target.columns.get(property) ?? (relation?.kind === 'toOne' ? relation.idColumn : undefined)
  if (!column) throw unknownField(target, property)
  const value = sql.ref(`${alias}.${column.column}`)
  if (rest.length > 0 && relation?.kind !== 'toOne') throw unknownField(target, [property, ...rest].join('.'))
  const term = rest.length > 0 ? relatedTerm(relation as ToOneMeta, value, rest, depth + 1) : value
  return sql`(select ${term} from ${sql.table(target.table)} as ${sql.ref(alias)} where ${sql.ref(`${alias}.id`)} = ${id})`
}
