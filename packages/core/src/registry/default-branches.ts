import { sql, type SqlBool } from 'kysely'

import type { Dialect } from '../database/dialect.ts'
import type { BoundRegistry } from './record.ts'
import type { Clause } from './query-plan.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'

const EXEMPT = new Set(['id', 'uid', 'hash', 'branch', 'branchId'])

/**
 * The condition, limited to the default branches (the current one and `main`) unless it says which rows or branches it
 * means. `branch: null` means every branch.
 */
export function withDefaultBranches({ meta, instance }: BoundRegistry, where: object): Clause[] {
  if (!meta.branchAware) return [{ where: withoutNullBranch(where) }]
  if (namesBranch(where)) return [{ where: withoutNullBranch(where) }]
  return [{ where }, onBranches(meta, instance.defaultBranchIds, instance.dialect)]
}

/**
 * The sign keeps SQLite from using the index of the branches: nearly all rows are on `main`, but its statistics know the
 * average branch only, and it would read the table through that index.
 */
function onBranches(meta: RegistryMeta, ids: readonly number[], dialect: Dialect): Clause {
  const sign = sql.raw(dialect === 'sqlite' ? '+' : '')
  return { sql: sql<SqlBool>`${sign}${columnRef(meta, 'branch_id')} in (${sql.join(ids)})` }
}

/** Rows that are named are meant on whatever branch they are; rows that are not meant say nothing of the others. */
function namesBranch(where: object, isMeant = true): boolean {
  return Object.entries(where).some(([key, value]) => {
    if (value === undefined) return false
    if (key === 'id' || key === 'uid' || key === 'hash') return isMeant && isExact(value)
    if (EXEMPT.has(key)) return true
    if (key === '$and' || key === '$or') return (value as object[]).some((part) => namesBranch(part, isMeant))
    return key === '$not' && namesBranch(value as object, !isMeant)
  })
}

/** `uid: { $startsWith: … }` does not say which row is meant. */
const isExact = (value: unknown): boolean =>
  value === null ||
  typeof value !== 'object' ||
  Object.keys(value).every((operator) => operator === '$eq' || operator === '$in')

function withoutNullBranch(where: object): object {
  const named = Object.entries(where).filter(
    ([key, value]) => !((key === 'branch' || key === 'branchId') && value === null),
  )
  return Object.fromEntries(
    named.map(([key, value]) => [key, key === '$and' ? (value as object[]).map(withoutNullBranch) : value]),
  )
}
