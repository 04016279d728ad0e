import type {
  DataType,
  Decimal,
  Dictionary,
  Float,
  FixedSizeBinary,
  Int,
  Time,
  Timestamp,
} from 'apache-arrow'
import { Precision } from '../../arrow/type-numbers.ts'
import { columnKind } from '../../arrow/column-kind.ts'
import type { ConvertedType, LogicalType, PhysicalType, TimeUnit } from './parquet-types.ts'

/** How the values of an Arrow type without children are stored. */
export interface LeafType {
  readonly physical: PhysicalType
  readonly typeLength?: number
  readonly converted?: ConvertedType
  readonly logical?: LogicalType
  /** Order in which smallest and largest values are found; none for types whose order readers do not use. */
  readonly order?: 'signed' | 'unsigned'
}

/** Parquet's units of Arrow's, by Arrow's number; seconds become milliseconds. */
const timeUnits: readonly TimeUnit[] = ['MILLIS', 'MILLIS', 'MICROS', 'NANOS']

/**
 * Chooses the parquet type of an Arrow type without children, as pyarrow does; `undefined` for a type that has none.
 *
 * @see Parquet format, "Logical types"
 */
export function leafType(type: DataType): LeafType | undefined {
  switch (columnKind(type)) {
    case 'null':
      return { physical: 'INT32', logical: { type: 'NULL' } }
    case 'bool':
      return { physical: 'BOOLEAN' }
    case 'int':
      return integerType(type as Int)
    case 'float':
      return floatType(type as Float)
    case 'decimal':
      return decimalType(type as Decimal)
    case 'text':
      return { physical: 'BYTE_ARRAY', converted: 'UTF8', logical: { type: 'STRING' } }
    case 'binary':
      return binaryType(type)
    case 'category':
      return leafType((type as Dictionary).dictionary)
    case 'date':
      return { physical: 'INT32', converted: 'DATE', logical: { type: 'DATE' }, order: 'signed' }
    case 'time':
      return timeType(type as Time)
    case 'timestamp':
    case 'zoned-timestamp':
      return timestampType(type as Timestamp)
    case 'duration':
      return { physical: 'INT64', order: 'signed' }
    default:
      return undefined
  }
}

function integerType({ bitWidth, isSigned }: Int): LeafType {
  const physical = bitWidth === 64 ? 'INT64' : 'INT32'
  if (isSigned && bitWidth >= 32) return { physical, order: 'signed' }
  const converted = `${isSigned ? 'INT' : 'UINT'}_${bitWidth}` as ConvertedType
  return {
    physical,
    converted,
    logical: { type: 'INTEGER', bitWidth, isSigned },
    order: isSigned ? 'signed' : 'unsigned',
  }
}

function floatType({ precision }: Float): LeafType {
  if (precision === Precision.HALF) {
    return { physical: 'FIXED_LEN_BYTE_ARRAY', typeLength: 2, logical: { type: 'FLOAT16' } }
  }
  return { physical: precision === Precision.SINGLE ? 'FLOAT' : 'DOUBLE', order: 'signed' }
}

function decimalType({ scale, precision, bitWidth }: Decimal): LeafType {
  return {
    physical: 'FIXED_LEN_BYTE_ARRAY',
    typeLength: bitWidth / 8,
    converted: 'DECIMAL',
    logical: { type: 'DECIMAL', scale, precision },
  }
}

function binaryType(type: DataType): LeafType {
  const width = (type as Partial<FixedSizeBinary>).byteWidth
  return width === undefined
    ? { physical: 'BYTE_ARRAY' }
    : { physical: 'FIXED_LEN_BYTE_ARRAY', typeLength: width }
}

function timeType({ unit: arrowUnit }: Time): LeafType {
  const unit = timeUnits[arrowUnit] ?? 'NANOS'
  const converted = unit === 'MILLIS' ? 'TIME_MILLIS' : unit === 'MICROS' ? 'TIME_MICROS' : undefined
  return {
    physical: unit === 'MILLIS' ? 'INT32' : 'INT64',
    converted,
    logical: { type: 'TIME', isAdjustedToUtc: false, unit },
    order: 'signed',
  }
}

function timestampType({ unit: arrowUnit, timezone }: Timestamp): LeafType {
  const unit = timeUnits[arrowUnit] ?? 'NANOS'
  const isAdjustedToUtc = typeof timezone === 'string' && timezone !== ''
  // The older annotation always means UTC, so naive times must not carry it.
  const older = unit === 'MILLIS' ? 'TIMESTAMP_MILLIS' : unit === 'MICROS' ? 'TIMESTAMP_MICROS' : undefined
  return {
    physical: 'INT64',
    converted: isAdjustedToUtc ? older : undefined,
    logical: { type: 'TIMESTAMP', isAdjustedToUtc, unit },
    order: 'signed',
  }
}
