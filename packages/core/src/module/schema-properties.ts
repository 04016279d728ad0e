/**
 * What MikroORM's property builders hold. This is their internal state: read it here and in `bind-entities.ts` only.
 */
export interface PropertyOptions {
  readonly kind?: string
  readonly entity?: () => unknown
  readonly pivotEntity?: () => unknown
  readonly mappedBy?: string
  readonly inversedBy?: string
  readonly deleteRule?: string
  readonly nullable?: boolean
  readonly [option: string]: unknown
}

export interface SchemaProperties {
  readonly [name: string]: { readonly '~options'?: PropertyOptions }
}

export const toOneKinds: ReadonlySet<string> = new Set(['m:1', '1:1'])
