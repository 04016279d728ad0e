import type { RegistryMeta } from '@lamindb/core'

/**
 * Whether records of a registry belong to an organism, so that one is needed to make or to find them; a field with unique
 * values finds them without.
 */
export function requiresOrganism(meta: RegistryMeta, field?: string): boolean {
  const relation = meta.relations.get('organism')
  if (relation?.kind !== 'toOne' || relation.idColumn.nullable) return false
  const column = field === undefined ? undefined : meta.columns.get(field)
  return column === undefined || !(column.unique || column.primary)
}
