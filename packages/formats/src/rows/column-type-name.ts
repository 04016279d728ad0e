import type { DataType } from 'apache-arrow'
import type { Arrow } from '../arrow/load-arrow.ts'

/** Types that a caller may name instead of having them inferred. */
export type ColumnTypeName =
  | 'int'
  | 'float'
  | 'bool'
  | 'text'
  | 'category'
  /** Wall-clock time; a `Date` gives its UTC time. */
  | 'timestamp'
  /** An instant, kept in UTC. */
  | 'zoned-timestamp'
  | 'date'
  | 'binary'

/** Arrow type of a name: 64 bits for numbers, milliseconds for times. */
export function namedType(arrow: Arrow, name: ColumnTypeName): DataType {
  return makers[name](arrow)
}

const makers: Readonly<Record<ColumnTypeName, (arrow: Arrow) => DataType>> = {
  int: (arrow) => new arrow.Int64(),
  float: (arrow) => new arrow.Float64(),
  bool: (arrow) => new arrow.Bool(),
  text: (arrow) => new arrow.Utf8(),
  category: (arrow) => new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
  timestamp: (arrow) => new arrow.TimestampMillisecond(),
  'zoned-timestamp': (arrow) => new arrow.TimestampMillisecond('UTC'),
  date: (arrow) => new arrow.DateDay(),
  binary: (arrow) => new arrow.Binary(),
}
