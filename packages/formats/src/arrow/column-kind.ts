import type { DataType } from 'apache-arrow'
import { Type } from './type-numbers.ts'

/** What the values of a column are, whatever their width, unit or encoding. */
export type ColumnKind =
  | 'null'
  | 'int'
  | 'float'
  | 'decimal'
  | 'bool'
  | 'text'
  | 'binary'
  | 'category'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'zoned-timestamp'
  | 'duration'
  | 'list'
  | 'struct'
  | 'map'
  | 'other'

const kinds: ReadonlyMap<number, ColumnKind> = new Map([
  [Type.Null, 'null'],
  [Type.Int, 'int'],
  [Type.Float, 'float'],
  [Type.Decimal, 'decimal'],
  [Type.Bool, 'bool'],
  [Type.Utf8, 'text'],
  [Type.LargeUtf8, 'text'],
  [Type.Utf8View, 'text'],
  [Type.Binary, 'binary'],
  [Type.LargeBinary, 'binary'],
  [Type.BinaryView, 'binary'],
  [Type.FixedSizeBinary, 'binary'],
  [Type.Dictionary, 'category'],
  [Type.Date, 'date'],
  [Type.Time, 'time'],
  [Type.Timestamp, 'timestamp'],
  [Type.Duration, 'duration'],
  [Type.List, 'list'],
  [Type.LargeList, 'list'],
  [Type.FixedSizeList, 'list'],
  [Type.Struct, 'struct'],
  [Type.Map, 'map'],
])

/**
 * Kind of the values of an Arrow type; `category` for a dictionary, whose values' type is `type.dictionary`, and
 * `list` for all lists, whose items' type is `type.children[0].type`.
 */
export function columnKind(type: DataType): ColumnKind {
  const kind = kinds.get(type.typeId) ?? 'other'
  return kind === 'timestamp' && hasZone(type) ? 'zoned-timestamp' : kind
}

function hasZone(type: DataType): boolean {
  return 'timezone' in type && typeof type.timezone === 'string' && type.timezone !== ''
}
