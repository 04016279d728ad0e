import {
  Bool,
  DateDay,
  Dictionary,
  DurationMicrosecond,
  Float64,
  Int32,
  Int64,
  makeData,
  makeVector,
  TimestampMicrosecond,
  Utf8,
  type Data,
  type DataType,
  type Vector,
} from 'apache-arrow'

import { compareCodePoints } from '../../identity/code-point-order.ts'
import { microsecondsOf } from './microseconds.ts'

/** How a column of driver values becomes a column of Arrow. */
export interface ArrowKind {
  readonly type: DataType
  /** The values of one batch; null and undefined are missing. */
  readonly toData: (values: readonly unknown[]) => Data
}

const encoder = new TextEncoder()
const DAY_MS = 86_400_000

export const utf8: ArrowKind = {
  type: new Utf8(),
  toData(values) {
    const texts = values as readonly (string | null | undefined)[]
    const data = encoder.encode(texts.join(''))
    const valueOffsets = new Int32Array(texts.length + 1)
    let end = 0
    let ascii = 0
    for (let i = 0; i < texts.length; i++) valueOffsets[i + 1] = ascii += texts[i]?.length ?? 0
    if (ascii !== data.length) {
      for (let i = 0; i < texts.length; i++) {
        const text = texts[i]
        valueOffsets[i + 1] = end += text ? encoder.encode(text).length : 0
      }
    }
    return makeData({ type: new Utf8(), length: texts.length, ...nulls(texts), valueOffsets, data })
  },
}

export const int32: ArrowKind = {
  type: new Int32(),
  toData(values) {
    const data = numbers(new Int32Array(values.length), values)
    return makeData({ type: new Int32(), length: values.length, ...nulls(values), data })
  },
}

/** JavaScript reads these as `bigint`. */
export const int64: ArrowKind = {
  type: new Int64(),
  toData: (values) =>
    makeData({ type: new Int64(), length: values.length, ...nulls(values), data: bigints(values) }),
}

export const float64: ArrowKind = {
  type: new Float64(),
  toData(values) {
    const data = numbers(new Float64Array(values.length), values)
    return makeData({ type: new Float64(), length: values.length, ...nulls(values), data })
  },
}

/** From booleans of Postgres or 0 and 1 of SQLite. */
export const bool: ArrowKind = {
  type: new Bool(),
  toData: (values) =>
    makeData({
      type: new Bool(),
      length: values.length,
      ...nulls(values),
      data: bits(values, (value) => value === true || value === 1),
    }),
}

/** From the texts in which the databases give times in UTC. */
export const timestamp: ArrowKind = {
  type: new TimestampMicrosecond('UTC'),
  toData: (values) =>
    makeData({
      type: new TimestampMicrosecond('UTC'),
      length: values.length,
      ...nulls(values),
      data: moments(values),
    }),
}

/** From texts of times without zone; those with one count as in UTC. */
export const naiveTimestamp: ArrowKind = {
  type: new TimestampMicrosecond(),
  toData: (values) =>
    makeData({
      type: new TimestampMicrosecond(),
      length: values.length,
      ...nulls(values),
      data: moments(values),
    }),
}

/**
 * Texts that repeat, each stored once.
 *
 * @param texts - all values of the column, missing ones included
 */
export function category(texts: readonly unknown[]): ArrowKind {
  const names = [...new Set(texts.filter((value) => typeof value === 'string'))].sort(compareCodePoints)
  const places = new Map(names.map((name, place) => [name, place]))
  const type = new Dictionary(new Utf8(), new Int32())
  const dictionary = makeVector(utf8.toData(names)) as Vector<Utf8>
  return {
    type,
    toData: (values) => {
      const indices = values.map((value) => (typeof value === 'string' ? places.get(value) : null))
      const data = numbers(new Int32Array(values.length), indices)
      return makeData({ type, length: values.length, ...nulls(values), data, dictionary })
    },
  }
}

/** From texts such as `2026-01-02`. */
export const date: ArrowKind = {
  type: new DateDay(),
  toData(values) {
    const days = values.map((value) =>
      typeof value === 'string' ? Date.parse(`${value.slice(0, 10)}T00:00:00Z`) / DAY_MS : null,
    )
    const data = numbers(new Int32Array(values.length), days)
    return makeData({ type: new DateDay(), length: values.length, ...nulls(values), data })
  },
}

/** From microseconds. */
export const duration: ArrowKind = {
  type: new DurationMicrosecond(),
  toData: (values) =>
    makeData({
      type: new DurationMicrosecond(),
      length: values.length,
      ...nulls(values),
      data: bigints(values),
    }),
}

// Loops, because `from` of typed arrays goes through iterators and takes several times as long.

function numbers<A extends Int32Array | Float64Array>(data: A, values: readonly unknown[]): A {
  for (let i = 0; i < values.length; i++) data[i] = (values[i] as number | null) ?? 0
  return data
}

function bigints(values: readonly unknown[]): BigInt64Array {
  const data = new BigInt64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number | bigint | null
    if (value) data[i] = BigInt(value)
  }
  return data
}

/** Microseconds since 1970. Rows of one bulk load share their time, which is read once. */
function moments(values: readonly unknown[]): BigInt64Array {
  const data = new BigInt64Array(values.length)
  let text: unknown
  let last = 0n
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (typeof value !== 'string') continue
    if (value !== text) last = microsecondsOf(value)
    text = value
    data[i] = last
  }
  return data
}

/** Validity of values, as Arrow counts it: one bit each, none where nothing is missing. */
export function nulls(values: readonly unknown[]): { nullCount: number; nullBitmap?: Uint8Array } {
  let nullCount = 0
  for (const value of values) if (value === null || value === undefined) nullCount++
  if (nullCount === 0) return { nullCount }
  return { nullCount, nullBitmap: bits(values, (value) => value !== null && value !== undefined) }
}

/** One bit for each value, the first in the lowest. */
function bits(values: readonly unknown[], isSet: (value: unknown) => boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8))
  for (let i = 0; i < values.length; i++) {
    if (isSet(values[i])) bytes[i >> 3] = (bytes[i >> 3] as number) | (1 << (i & 7))
  }
  return bytes
}
