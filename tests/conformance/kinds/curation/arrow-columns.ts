import { CalendarDate } from '@lamindb/core/identity'
import {
  Bool,
  DateDay,
  Dictionary,
  DurationNanosecond,
  Field,
  Float16,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  makeData,
  Null,
  Struct,
  Timestamp,
  TimeUnit,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  Vector,
  vectorFromArray,
  type Data,
  type DataType,
} from 'apache-arrow'
import { isDict, Moment, Span, type Cell, type CellDict } from './cells.ts'

/** A column of a data frame as golden data give it. */
export interface FrameColumn {
  readonly name: string
  /** name of the type in pandas */
  readonly dtype: string
  readonly values: readonly Cell[]
  /** of a categorical column, in order */
  readonly categories: readonly Cell[] | undefined
}

const NUMBERS: ReadonlyMap<string, () => DataType> = new Map<string, () => DataType>([
  ['int8', () => new Int8()],
  ['int16', () => new Int16()],
  ['int32', () => new Int32()],
  ['int64', () => new Int64()],
  ['uint8', () => new Uint8()],
  ['uint16', () => new Uint16()],
  ['uint32', () => new Uint32()],
  ['uint64', () => new Uint64()],
  ['float16', () => new Float16()],
  ['float32', () => new Float32()],
  ['float64', () => new Float64()],
])

const UNITS: Readonly<Record<string, TimeUnit>> = {
  s: TimeUnit.SECOND,
  ms: TimeUnit.MILLISECOND,
  us: TimeUnit.MICROSECOND,
  ns: TimeUnit.NANOSECOND,
}

/**
 * The column that pyarrow makes of one of pandas.
 *
 * @returns `undefined` where there is no Arrow type for the values
 */
export function arrowColumn({ dtype, values, categories }: FrameColumn): Vector | undefined {
  if (categories) return categoryVector(values, categories)
  const type = typeOfDtype(dtype) ?? typeOfCells(values)
  return type && vectorOf(values, type)
}

/** The Arrow type of a type of pandas; `undefined` for objects, whose values tell. */
function typeOfDtype(dtype: string): DataType | undefined {
  const number = NUMBERS.get(dtype.toLowerCase().replace('[pyarrow]', ''))
  if (number) return number()
  if (dtype.startsWith('bool')) return new Bool()
  if (dtype.startsWith('string')) return new Utf8()
  const [, unit = '', zone] = /^datetime64\[(\w+)(?:, (.+))?\]$/u.exec(dtype) ?? []
  if (UNITS[unit] !== undefined) return new Timestamp(UNITS[unit], zone ?? null)
  return dtype.startsWith('timedelta64') ? new DurationNanosecond() : undefined
}

/** The type that fits all values of an object column. */
function typeOfCells(cells: readonly Cell[]): DataType | undefined {
  const given = cells.filter((cell) => cell !== null)
  const every = (test: (cell: Cell) => boolean): boolean => given.every(test)
  if (given.length === 0) return new Null()
  if (every((cell) => typeof cell === 'string')) return new Utf8()
  if (every((cell) => typeof cell === 'boolean')) return new Bool()
  if (every((cell) => typeof cell === 'bigint')) return new Int64()
  if (every((cell) => typeof cell === 'bigint' || typeof cell === 'number')) return new Float64()
  if (every((cell) => cell instanceof CalendarDate)) return new DateDay()
  if (every((cell) => cell instanceof Moment)) return momentType(given as Moment[])
  if (every((cell) => cell instanceof Span)) return new DurationNanosecond()
  if (every(Array.isArray)) {
    const item = typeOfCells((given as (readonly Cell[])[]).flat())
    return item && new List(new Field('item', item, true))
  }
  return every(isDict) ? structType(given as CellDict[]) : undefined
}

function momentType(moments: readonly Moment[]): DataType | undefined {
  const zoned = moments.filter(({ iso }) => /Z|[+-]\d\d:\d\d$/u.test(iso))
  if (zoned.length > 0 && zoned.length < moments.length) return undefined
  return new Timestamp(TimeUnit.NANOSECOND, zoned.length > 0 ? 'UTC' : null)
}

function structType(dicts: readonly CellDict[]): DataType | undefined {
  const fields: Field[] = []
  for (const name of new Set(dicts.flatMap((dict) => Object.keys(dict)))) {
    const type = typeOfCells(dicts.map((dict) => dict[name] ?? null))
    if (!type) return undefined
    fields.push(new Field(name, type, true))
  }
  return new Struct(fields)
}

function vectorOf(cells: readonly Cell[], type: DataType): Vector {
  if (type instanceof Timestamp) return timesVector(cells, type, unitOf(type))
  if (type instanceof DurationNanosecond) return timesVector(cells, type, 1n)
  return vectorFromArray(
    cells.map((cell) => arrowCell(cell, type)),
    type,
  )
}

const unitOf = ({ unit }: Timestamp): bigint =>
  ({
    [TimeUnit.SECOND]: 1_000_000_000n,
    [TimeUnit.MILLISECOND]: 1_000_000n,
    [TimeUnit.MICROSECOND]: 1000n,
    [TimeUnit.NANOSECOND]: 1n,
  })[unit]

/** Builders of times take milliseconds: the numbers are written as they are. */
function timesVector(cells: readonly Cell[], type: DataType, unit: bigint): Vector {
  const ticks = cells.map((cell) =>
    cell instanceof Moment || cell instanceof Span ? cell.nanoseconds / unit : null,
  )
  const [{ nullBitmap, nullCount, values }] = vectorFromArray(ticks, new Int64()).data as readonly [
    Data<Int64>,
  ]
  return new Vector([makeData({ type, length: cells.length, nullCount, nullBitmap, data: values } as never)])
}

function arrowCell(cell: Cell, type: DataType): unknown {
  if (cell instanceof CalendarDate) return new Date(`${cell.toIso()}T00:00:00Z`)
  // Within lists and structs; builders of times take milliseconds.
  if (cell instanceof Moment) return Number(cell.nanoseconds / 1_000_000n)
  if (type instanceof Float64 || type instanceof Float32 || type instanceof Float16)
    return cell === null ? null : Number(cell)
  if (NARROW_INTS.some((narrow) => type instanceof narrow)) return cell === null ? null : Number(cell)
  if (type instanceof List && Array.isArray(cell))
    return (cell as readonly Cell[]).map((item) => arrowCell(item, type.valueType as DataType))
  if (type instanceof Struct && isDict(cell)) {
    const fields = type.children as readonly Field[]
    return Object.fromEntries(
      fields.map((field) => [field.name, arrowCell(cell[field.name] ?? null, field.type)]),
    )
  }
  return cell
}

const NARROW_INTS = [Int8, Int16, Int32, Uint8, Uint16, Uint32]

/** A dictionary column with all categories, also those that no value has. */
function categoryVector(values: readonly Cell[], categories: readonly Cell[]): Vector | undefined {
  // Categories of missing values alone are floats in pandas.
  const ofNone = values.length === 0 ? new Utf8() : new Float64()
  const type = categories.length === 0 ? ofNone : typeOfCells(categories)
  if (!type) return undefined
  const place = new Map(categories.map((category, index) => [keyOf(category), index]))
  const codes = values.map((value) => (value === null ? null : (place.get(keyOf(value)) ?? null)))
  const [{ nullBitmap, nullCount, values: data }] = vectorFromArray(codes, new Int32()).data as readonly [
    Data<Int32>,
  ]
  const dictionary = vectorOf(categories, type)
  const dictionaryType = new Dictionary(type, new Int32())
  return new Vector([
    makeData({
      type: dictionaryType,
      length: values.length,
      nullCount,
      nullBitmap,
      data,
      dictionary,
    } as never),
  ])
}

const keyOf = (cell: Cell): string =>
  cell instanceof CalendarDate
    ? cell.toIso()
    : cell instanceof Moment
      ? cell.iso
      : `${typeof cell} ${String(cell)}`
