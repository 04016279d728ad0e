import type { DataType, Duration, Field, Float, Int, Timestamp } from 'apache-arrow'
import { columnKind } from '../arrow/column-kind.ts'
import type { PandasColumn } from './pandas-metadata.ts'

const timeUnits = ['s', 'ms', 'us', 'ns'] as const
const floatWidths = [16, 32, 64] as const

/** Names of pandas' own types that Arrow does not tell apart. */
const extensionType = /^(U?Int(8|16|32|64)|Float(32|64)|boolean|string(\[\w+\])?)$/

/**
 * Names the type of a column as pandas would: `int64`, `float64`, `bool`, `object`, `category`, `datetime64[ns]`,
 * `datetime64[ns, UTC]`, `timedelta64[ns]` and so on.
 *
 * Text, dates, times, decimals, bytes, lists and structs are `object`; {@link columnKind} tells them apart.
 *
 * @param stored - what pandas wrote about the column; it makes nullable types visible, such as `Int64` and `boolean`
 */
export function columnType(field: Field, stored?: PandasColumn): string {
  if (stored !== undefined && extensionType.test(stored.numpyType)) return stored.numpyType
  return physicalType(field.type)
}

/** Name of the NumPy type that holds the values of an Arrow type. */
export function physicalType(type: DataType): string {
  switch (columnKind(type)) {
    case 'int': {
      const { isSigned, bitWidth } = type as Int
      return `${isSigned ? 'int' : 'uint'}${bitWidth}`
    }
    case 'float':
      return `float${floatWidths[(type as Float).precision]}`
    case 'bool':
      return 'bool'
    case 'category':
      return 'category'
    case 'timestamp':
      return `datetime64[${timeUnits[(type as Timestamp).unit]}]`
    case 'zoned-timestamp': {
      const { unit, timezone } = type as Timestamp
      return `datetime64[${timeUnits[unit]}, ${timezone}]`
    }
    case 'duration':
      return `timedelta64[${timeUnits[(type as Duration).unit]}]`
    default:
      return 'object'
  }
}
