import type { BoundRegistry } from './record.ts'
import type { Clause } from './query-plan.ts'

const EXEMPT = new Set(['id', 'uid', 'hash', 'branch', 'branchId'])

/**
 * The condition, limited to the default branches (the current one and `main`) unless it says which rows or branches it
 * means. `branch: null` means every branch.
 */
export function withDefaultBranches({ meta, instance }: BoundRegistry, where: object): Clause[] {
  if (!meta.branchAware) return [{ where: withoutNullBranch(where) }]
  if (namesBranch(where)) return [{ where: withoutNullBranch(where) }]
  return [{ where }, { where: { branchId: { $in: instance.defaultBranchIds } } }]
}

function namesBranch(where: object): boolean {
  return Object.entries(where).some(([key, value]) => {
    if (value === undefined) return false
    if (key === 'id' || key === 'uid' || key === 'hash') return isExact(value)
    if (EXEMPT.has(key)) return true
    if (key === '$and' || key === '$or') return (value as object[]).some(namesBranch)
    return key === '$not' && namesBranch(value as object)
  })
}

/** `uid: { $startsWith: … }` does not say which row is meant. */
const isExact = (value: unknown): boolean =>
  value === null ||
  typeof value !== 'object' ||
  Object.keys(value).every((operator) => operator === '$eq' || operator === '$in')

function withoutNullBranch(where: object): object {
  return Object.fromEntries(
    Object.entries(where).filter(
      ([key, value]) => !((key === 'branch' || key === 'branchId') && value === null),
    ),
  )
}
