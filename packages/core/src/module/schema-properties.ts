import type { ColumnOptions } from '../registry/column.ts'

/** What the builders of `registry/relations.ts` hold. */
export interface RelationOptions {
  readonly kind: 'm:1' | '1:1' | '1:m' | 'm:n'
  readonly entity: () => unknown
  readonly nullable: boolean
  /** Link entity of an m:n relation, on its owning side. */
  readonly pivotEntity?: () => unknown
  readonly owner?: boolean
  readonly mappedBy?: string
  readonly inversedBy?: string
  readonly deleteRule?: 'protect' | 'cascade' | 'set null'
  readonly default?: number
  readonly fieldName?: string
}

export type PropertyOptions = (ColumnOptions & { readonly nullable: boolean }) | RelationOptions

interface Builder {
  readonly '~options': PropertyOptions
}

export const isRelation = (options: PropertyOptions): options is RelationOptions => 'kind' in options

/** A foreign key of the entity's own table. */
export const ownsColumn = (options: PropertyOptions): boolean =>
  !isRelation(options) || options.kind === 'm:1' || (options.kind === '1:1' && options.owner === true)

/** Options of the properties of an entity by name, thunks called. */
export function resolveProperties(properties: object): [name: string, options: PropertyOptions][] {
  return Object.entries(properties).map(([name, property]: [string, unknown]) => {
    const built = (typeof property === 'function' ? (property as () => unknown)() : property) as Builder
    return [name, built['~options']]
  })
}
