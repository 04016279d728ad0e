import { isComparison } from './comparison-object.ts'
import type { RegistryMeta } from './registry-meta.ts'

/** A property that reads a column under another name, and may be asked for in conditions like the column itself. */
export interface FieldAlias {
  /** The property of the column. */
  readonly field: string
  /** What the column holds for a value of the alias; throws for a value that it cannot have. */
  readonly toStored?: (value: unknown) => unknown
}

const VERSION: FieldAlias = { field: 'versionTag' }

/** What a name in a condition stands for that is no column and no relation. */
export function findAlias(meta: RegistryMeta, name: string): FieldAlias | undefined {
  return meta.options.aliases?.[name] ?? (name === 'version' && meta.isVersioned ? VERSION : undefined)
}

/** The value of a condition on an alias, each operand of a comparison and each item of a list for itself. */
export function aliasedValue({ toStored }: FieldAlias, value: unknown): unknown {
  if (!toStored) return value
  if (Array.isArray(value)) return value.map(toStored)
  if (!isComparison(value)) return toStored(value)
  return Object.fromEntries(
    Object.entries(value).map(([operator, operand]) => [
      operator,
      Array.isArray(operand) ? operand.map(toStored) : toStored(operand),
    ]),
  )
}
