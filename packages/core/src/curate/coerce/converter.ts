import type { Data, DataType } from 'apache-arrow'

import { isCategoricalDtype } from '../../identity/dtype/simple-dtypes.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { chunkValues } from '../table/chunk-values.ts'
import type { Chunk, TableColumn } from '../table/data-table.ts'
import { arrowColumn } from '../table/describe-column.ts'
import { buildColumn } from './build-column.ts'
import { toDay, toMoment } from './to-moment.ts'
import { toFloat, toInteger } from './to-number.ts'
import { toCategory } from './to-category.ts'

/** Converts a column to the type that a dtype asks for, chunk by chunk. */
export interface Converter {
  /** The column afterwards. */
  readonly column: TableColumn
  /** @returns `undefined` when a value cannot be converted without loss */
  convert(chunk: Chunk): Data | undefined
}

/**
 * How a column becomes one of a dtype; `undefined` for columns that have the type already and for dtypes that are never
 * converted to.
 */
export function converterTo(arrow: Arrow, dtype: string, column: TableColumn): Converter | undefined {
  if (isCategoricalDtype(dtype) && dtype.startsWith('cat')) {
    return column.kind === 'category' ? undefined : categoryConverter(arrow, column)
  }
  switch (dtype) {
    case 'int':
      return column.kind === 'int'
        ? undefined
        : valueConverter(arrow, column, new arrow.Int64(), ifNumber(column, toInteger))
    case 'float':
      return column.kind === 'float'
        ? undefined
        : valueConverter(arrow, column, new arrow.Float64(), ifNumber(column, toFloat))
    case 'date':
      return column.kind === 'date'
        ? undefined
        : valueConverter(arrow, column, new arrow.DateDay(), ifTime(column, toDay))
    case 'datetime':
      return isNanoseconds(column, 'timestamp')
        ? undefined
        : valueConverter(arrow, column, new arrow.TimestampNanosecond(), ifTime(column, toNs))
    case 'datetime64[ns, UTC]':
      return isNanoseconds(column, 'zoned-timestamp')
        ? undefined
        : valueConverter(arrow, column, new arrow.TimestampNanosecond('UTC'), ifTime(column, toNs))
    default:
      return undefined
  }
}

type Convert<T> = (value: unknown) => T | undefined | null

const toNs = (value: unknown): bigint | undefined | null => {
  const moment = toMoment(value)
  return moment ? moment.ns : moment
}

/** Dates, times and spans are no numbers, although pandas counts their nanoseconds. */
function ifNumber<T>({ kind }: TableColumn, convert: Convert<T>): Convert<T> {
  const isNumber = ['int', 'float', 'bool', 'text', 'category', 'mixed', 'null', 'decimal'].includes(kind)
  return isNumber ? convert : () => undefined
}

function ifTime<T>({ kind }: TableColumn, convert: Convert<T>): Convert<T> {
  const isTime = ['int', 'float', 'text', 'category', 'mixed', 'null', 'date', 'timestamp', 'zoned-timestamp']
  return isTime.includes(kind)
    ? (value) => (typeof value === 'boolean' ? undefined : convert(value))
    : () => undefined
}

function isNanoseconds({ kind, field }: TableColumn, wanted: string): boolean {
  const { unit, timezone } = (field?.type ?? {}) as { unit?: number; timezone?: string | null }
  return kind === wanted && unit === 3 && (timezone ?? 'UTC') === 'UTC'
}

function valueConverter<T extends number | bigint>(
  arrow: Arrow,
  { name }: TableColumn,
  type: DataType,
  convert: Convert<T>,
): Converter {
  return {
    column: arrowColumn(new arrow.Field(name, type, true)),
    convert: (chunk) => buildColumn(arrow, type, chunkValues(arrow, chunk), convert),
  }
}

function categoryConverter(arrow: Arrow, { name, field }: TableColumn): Converter {
  const isText = field === undefined || [5, 20, 24, 1, 12, 21, 16, 13, 17].includes(field.type.typeId)
  const values: DataType = isText ? new arrow.Utf8() : field.type
  const type = new arrow.Dictionary(values, new arrow.Int32())
  return {
    column: arrowColumn(new arrow.Field(name, type, true)),
    convert: (chunk) => toCategory(arrow, chunk),
  }
}
