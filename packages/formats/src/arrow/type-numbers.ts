/**
 * Numbers of apache-arrow's enumerations that are needed before the library is loaded; importing them from it would load
 * a third of it. A test holds them equal to the library's.
 */
import type * as arrow from 'apache-arrow/enum'

export const Type = {
  Null: 1 as arrow.Type.Null,
  Int: 2 as arrow.Type.Int,
  Float: 3 as arrow.Type.Float,
  Binary: 4 as arrow.Type.Binary,
  Utf8: 5 as arrow.Type.Utf8,
  Bool: 6 as arrow.Type.Bool,
  Decimal: 7 as arrow.Type.Decimal,
  Date: 8 as arrow.Type.Date,
  Time: 9 as arrow.Type.Time,
  Timestamp: 10 as arrow.Type.Timestamp,
  List: 12 as arrow.Type.List,
  Struct: 13 as arrow.Type.Struct,
  FixedSizeBinary: 15 as arrow.Type.FixedSizeBinary,
  FixedSizeList: 16 as arrow.Type.FixedSizeList,
  Map: 17 as arrow.Type.Map,
  Duration: 18 as arrow.Type.Duration,
  LargeBinary: 19 as arrow.Type.LargeBinary,
  LargeUtf8: 20 as arrow.Type.LargeUtf8,
  LargeList: 21 as arrow.Type.LargeList,
  BinaryView: 23 as arrow.Type.BinaryView,
  Utf8View: 24 as arrow.Type.Utf8View,
  Dictionary: -1 as arrow.Type.Dictionary,
} as const

export const TimeUnit = {
  SECOND: 0 as arrow.TimeUnit.SECOND,
  MILLISECOND: 1 as arrow.TimeUnit.MILLISECOND,
  MICROSECOND: 2 as arrow.TimeUnit.MICROSECOND,
  NANOSECOND: 3 as arrow.TimeUnit.NANOSECOND,
} as const

export type TimeUnit = arrow.TimeUnit

export const Precision = {
  HALF: 0 as arrow.Precision.HALF,
  SINGLE: 1 as arrow.Precision.SINGLE,
  DOUBLE: 2 as arrow.Precision.DOUBLE,
} as const

export const DateUnit = {
  DAY: 0 as arrow.DateUnit.DAY,
  MILLISECOND: 1 as arrow.DateUnit.MILLISECOND,
} as const
