import { InvalidArgument } from '../../errors.ts'
import type { ColumnMeta } from '../registry-meta.ts'

/** A value of a field, as datasets have them. */
export type CurationValue = string | number | bigint | boolean | null | undefined

/** Many values; a list of lists counts as one list. */
export type CurationValues<V extends CurationValue = CurationValue> = Iterable<V | readonly V[]>

/** All values in one list. A single value is a list of one. */
export function flatValues(values: unknown): unknown[] {
  if (!isList(values)) return [values]
  if (Array.isArray(values) && !values.some(isList)) return values.slice()
  const flat: unknown[] = []
  for (const value of values) {
    if (isList(value)) flat.push(...value)
    else flat.push(value)
  }
  return flat
}

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value

/** Nothing that could be in a registry: null, NaN, an empty text. */
export const isEmptyValue = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || Number.isNaN(value)

/** Each value that is not empty, once, in order. */
export function distinctValues(values: readonly unknown[]): unknown[] {
  const distinct = new Set(values)
  for (const empty of [null, undefined, '', Number.NaN]) distinct.delete(empty)
  return [...distinct]
}

/** Whether the database can compare the value with the column. */
export const isComparable = (column: ColumnMeta, value: unknown): boolean =>
  column.isText
    ? typeof value === 'string' && value !== ''
    : (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'bigint'

export const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'

const kindOf = (value: unknown): string =>
  isNumeric(value) ? 'numeric' : typeof value === 'string' ? 'str/categorical' : 'unknown'

/** Says that values are of another kind than the column; looks at one value, because columns of data are uniform. */
export function isMismatch(column: ColumnMeta, sample: unknown): boolean {
  if (sample === null || sample === undefined || Number.isNaN(sample)) return false
  return kindOf(sample) !== kindOfColumn(column)
}

export const typeMismatch = (column: ColumnMeta, sample: unknown): InvalidArgument =>
  new InvalidArgument(
    `Type mismatch: identifiers are '${kindOf(sample)}' but field_values are '${kindOfColumn(column)}'.`,
    {
      hint: `The first value that does not fit is ${String(sample)}; the field is '${column.property}'.`,
    },
  )

const kindOfColumn = (column: ColumnMeta): string => (column.isText ? 'str/categorical' : 'numeric')
