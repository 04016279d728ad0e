import { columnKind, textValues, type ColumnKind } from '@lamindb/formats'
import type { Data, DataType, Dictionary, Duration, Timestamp } from 'apache-arrow'

import { CalendarDate } from '../../identity/calendar-date.ts'
import { Float } from '../../identity/python-float.ts'
import type { Arrow } from './arrow-runtime.ts'
import { isArrowChunk, type Chunk } from './data-table.ts'

/** A moment with nanoseconds, with or without zone. */
export class Moment {
  /** Nanoseconds since 1970, in UTC for a moment with zone. */
  readonly ns: bigint
  readonly isZoned: boolean

  constructor(ns: bigint, isZoned: boolean) {
    this.ns = ns
    this.isZoned = isZoned
  }
}

const MS_PER_DAY = 86_400_000

/** Nanoseconds of a unit, by Arrow's number: seconds, milliseconds, microseconds, nanoseconds. */
const NS_PER_UNIT = [1_000_000_000n, 1_000_000n, 1000n, 1n] as const

/**
 * The values of a chunk, one by one: numbers, bigints, booleans, texts, {@link CalendarDate}, {@link Moment}; `null` is
 * missing. Categories are given as their values, lists as arrays, structs as objects, spans in nanoseconds.
 */
export function chunkValues(arrow: Arrow, chunk: Chunk): readonly unknown[] {
  return isArrowChunk(chunk) ? dataValues(arrow, chunk) : chunk
}

function dataValues(arrow: Arrow, data: Data): readonly unknown[] {
  const kind = columnKind(data.type)
  if (kind === 'text') return textValues(new arrow.Vector([data]))
  if (kind === 'category') return categoryValues(arrow, data)
  if (kind === 'list' && data.valueOffsets) return listValues(arrow, data)
  const read =
    readers[kind] ?? ((vector: Data, row: number) => plainValue(new arrow.Vector([vector]).get(row)))
  const values: unknown[] = []
  for (let row = 0; row < data.length; row++) values.push(data.getValid(row) ? read(data, row) : null)
  return values
}

/** Structs, maps and lists within them as objects and arrays. */
function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (ArrayBuffer.isView(value)) return value instanceof DataView ? value : [...(value as Uint8Array)]
  if (Array.isArray(value)) return value.map(plainValue)
  const plain = 'toJSON' in value ? (value as { toJSON(): unknown }).toJSON() : value
  if (Array.isArray(plain)) return plain.map(plainValue)
  return Object.fromEntries(Object.entries(plain as object).map(([key, item]) => [key, plainValue(item)]))
}

function categoryValues(arrow: Arrow, data: Data): readonly unknown[] {
  const categories = data.dictionary
    ? data.dictionary.data.flatMap((part) => dataValues(arrow, part as Data))
    : []
  const codes = data.values as ArrayLike<number | bigint>
  const values: unknown[] = []
  for (let row = 0; row < data.length; row++)
    values.push(data.getValid(row) ? categories[Number(codes[row])] : null)
  return values
}

function listValues(arrow: Arrow, data: Data): readonly unknown[] {
  const items = dataValues(arrow, data.children[0] as Data)
  const offsets = data.valueOffsets as ArrayLike<number | bigint>
  const values: unknown[] = []
  for (let row = 0; row < data.length; row++) {
    values.push(data.getValid(row) ? items.slice(Number(offsets[row]), Number(offsets[row + 1])) : null)
  }
  return values
}

type Read = (data: Data, row: number) => unknown

const readers: { readonly [kind in ColumnKind]?: Read } = {
  int: (data, row) => (data.values as ArrayLike<number | bigint>)[row],
  float: (data, row) => {
    const number = (data.values as ArrayLike<number>)[row] as number
    return new Float(data.type.ArrayType === Uint16Array ? fromHalf(number) : number)
  },
  bool: (data, row) => {
    const bits = data.values as Uint8Array
    const at = data.offset + row
    return ((bits[at >> 3] as number) & (1 << (at & 7))) !== 0
  },
  date: (data, row) => {
    const value = (data.values as ArrayLike<number | bigint>)[row] as number | bigint
    const ms =
      (data.type as unknown as { unit: number }).unit === 0 ? Number(value) * MS_PER_DAY : Number(value)
    const day = new Date(ms)
    return new CalendarDate(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())
  },
  timestamp: (data, row) => momentAt(data, row, false),
  'zoned-timestamp': (data, row) => momentAt(data, row, true),
  duration: (data, row) => {
    const value = (data.values as ArrayLike<bigint>)[row] as bigint
    return value * NS_PER_UNIT[(data.type as unknown as Duration).unit as 0 | 1 | 2 | 3]
  },
}

function momentAt(data: Data, row: number, isZoned: boolean): Moment {
  const value = (data.values as ArrayLike<bigint>)[row] as bigint
  const unit = (data.type as unknown as Timestamp).unit as 0 | 1 | 2 | 3
  return new Moment(value * NS_PER_UNIT[unit], isZoned)
}

/** Half floats come as their bits. @see IEEE 754-2019, 3.6 binary16 */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits & 0x7c00) >> 10
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024)
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024)
}

/** The type of the categories of a categorical column. */
export const categoriesType = (type: DataType): DataType => (type as Dictionary).dictionary as DataType
