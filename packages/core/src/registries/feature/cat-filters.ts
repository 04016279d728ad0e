import { ValidationError } from '../../errors.ts'
import { withCatFilters, type CatFilterValue } from '../../identity/dtype/cat-filters.ts'
import { Float } from '../../identity/python-float.ts'
import { fieldOf, metaOf } from '../../registry/record-state.ts'
import { RegistryRecord } from '../../registry/record.ts'
import { columnNamed } from './instance-dtypes.ts'

/**
 * Conditions on the records that are values of a feature: field or relation → value. Two underscores lead on
 * (`source__name`).
 */
export type CatFilterArguments = {
  readonly [filter: string]: string | number | bigint | boolean | Float | RegistryRecord | null | undefined
}

/** Adds filters to a stored dtype. @throws ValidationError as {@link withCatFilters} */
export function filteredDtype(dtype: string, filters: CatFilterArguments): string {
  const stored = Object.entries(filters).map(([key, value]): [string, CatFilterValue] => [
    snakeCase(key),
    value instanceof RegistryRecord ? describe(value) : checked(key, value),
  ])
  return withCatFilters(dtype, Object.fromEntries(stored))
}

function checked<Value>(filter: string, value: Value): Value {
  const isPlain =
    typeof value !== 'function' && (typeof value !== 'object' || value === null || value instanceof Float)
  if (isPlain) return value
  throw new ValidationError(`The filter ${filter} takes a text, a number, a boolean or a record.`)
}

function describe(record: RegistryRecord): CatFilterValue {
  const meta = metaOf(record)
  return {
    registry: meta.name,
    uid: String(fieldOf(record, 'uid')),
    hasAttribute: (name) => columnNamed(meta, name) !== undefined || meta.relations.has(name),
  }
}

/** `isType` → `is_type`; names in the spelling of the database stay. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
