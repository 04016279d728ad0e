import type { Feature } from '../registries/feature.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'

/** A record as the value of a feature. */
export interface LinkedRecord {
  readonly meta: RegistryMeta
  readonly id: number
}

/** The value of a feature in the form in which it is stored. */
export type PreparedValue =
  | { readonly feature: Feature; readonly kind: 'json'; readonly value: unknown }
  | { readonly feature: Feature; readonly kind: 'records'; readonly records: readonly LinkedRecord[] }
  /** A field of the record itself holds the value. */
  | { readonly feature: Feature; readonly kind: 'field'; readonly field: string; readonly value: unknown }
  /** Other records have this one as value of the feature with that uid. */
  | {
      readonly feature: Feature
      readonly kind: 'reverse'
      readonly source: string
      readonly records: readonly LinkedRecord[]
    }
  /** Nothing to be stored; what is there may be removed. */
  | { readonly feature: Feature; readonly kind: 'none' }
