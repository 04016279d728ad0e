import type { DataType } from 'apache-arrow'
import type { Arrow } from '../arrow/load-arrow.ts'
import { MixedColumn, UnsupportedColumnType } from '../errors.ts'
import { namedType } from './column-type-name.ts'
import { commonForm, formName, formOf, missingForm, type ValueForm } from './value-form.ts'

const [minInt64, maxInt64, maxUint64] = [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 64n - 1n]

/**
 * Chooses the Arrow type of a column: booleans, 64-bit integers, floats when one number has a fraction, text, UTC
 * timestamps for dates, bytes, lists and structs. Missing values do not change it.
 *
 * @throws `MixedColumn` when the values have no common type, `UnsupportedColumnType` for integers of more than 64 bits
 */
export function inferType(arrow: Arrow, column: string, values: readonly unknown[]): DataType {
  let common: ValueForm = missingForm
  for (const [row, value] of values.entries()) {
    const form = formOf(value)
    const next = form && commonForm(common, form)
    if (next === undefined) throw new MixedColumn(column, row, formName(common), formName(form))
    common = next
  }
  return typeOfForm(arrow, column, common, values)
}

function typeOfForm(arrow: Arrow, column: string, form: ValueForm, values: readonly unknown[]): DataType {
  if (form.kind === 'list') {
    const items = values.flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : []))
    return new arrow.List(new arrow.Field('element', typeOfForm(arrow, column, form.item, items), true))
  }
  if (form.kind === 'struct') {
    const fields = [...form.fields].map(([key, member]) => {
      const members = values.map((value) => memberOf(value, key))
      return new arrow.Field(key, typeOfForm(arrow, column, member, members), true)
    })
    return new arrow.Struct(fields)
  }
  if (form.kind === 'bigint') return bigintType(arrow, column, values)
  return form.kind === 'missing' ? new arrow.Null() : namedType(arrow, typeNames[form.kind])
}

const typeNames = {
  bool: 'bool',
  int: 'int',
  float: 'float',
  text: 'text',
  timestamp: 'zoned-timestamp',
  binary: 'binary',
} as const

function bigintType(arrow: Arrow, column: string, values: readonly unknown[]): DataType {
  let [min, max] = [0n, 0n]
  for (const value of values) {
    if (typeof value !== 'bigint') continue
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min >= minInt64 && max <= maxInt64) return new arrow.Int64()
  if (min >= 0n && max <= maxUint64) return new arrow.Uint64()
  throw new UnsupportedColumnType(column, 'integers of more than 64 bits', 'a table')
}

/** Member of an object, `undefined` of anything else. */
export function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}
