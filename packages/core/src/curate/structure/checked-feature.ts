import type { Feature } from '../../registries/feature.ts'

/** A feature that a table is checked for, and how. */
export interface CheckedFeature {
  readonly feature: Feature
  readonly name: string
  readonly dtype: string
  readonly isNullable: boolean
  readonly isRequired: boolean
  /** Values are converted first. */
  readonly isCoerced: boolean
  /** The values are lists of categories although the dtype is no list. */
  readonly isCategoryList: boolean
}

/** How a feature is checked by a schema. */
export function checkedFeature(
  feature: Feature,
  { isRequired, coerce }: { readonly isRequired: boolean; readonly coerce: boolean },
  isCategoryList = false,
): CheckedFeature {
  const dtype = feature.dtype ?? 'object'
  // Times with zone are converted if their own feature says so, whatever the schema says.
  const bySchema = coerce && dtype !== 'datetime64[ns, UTC]'
  return {
    feature,
    name: feature.name,
    dtype,
    isNullable: feature.nullable !== false,
    isRequired,
    isCoerced: feature.coerce === true || bySchema,
    isCategoryList,
  }
}
