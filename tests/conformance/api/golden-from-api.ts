import { CalendarDate, Float, Timestamp } from '@lamindb/core/identity'
import type { GoldenJson } from '../golden/golden-json.ts'

/** Reads values of the API that are no data, as records; `undefined` for others. */
export type ObjectReader = (value: object) => GoldenJson | undefined

/**
 * A value of the API in the forms of golden files, as Python's side recorded it.
 *
 * @param readObject - asked first for every object
 * @throws TypeError for a value without golden form
 */
export function goldenFromApi(value: unknown, readObject: ObjectReader = () => undefined): GoldenJson {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return goldenNumber(value)
  if (typeof value === 'boolean' || typeof value === 'bigint' || typeof value === 'string') return value
  if (typeof value !== 'object') throw new TypeError(`${typeof value} has no golden form`)
  return readObject(value) ?? goldenObject(value, readObject)
}

/** A plain number without fraction counts as an int; comparisons go by value. */
function goldenNumber(value: number): GoldenJson {
  if (Number.isNaN(value)) return { $float: 'nan' }
  if (!Number.isFinite(value)) return { $float: value > 0 ? 'inf' : '-inf' }
  return Number.isInteger(value) && !Object.is(value, -0) ? BigInt(value) : value
}

function goldenObject(value: object, readObject: ObjectReader): GoldenJson {
  const inner = (item: unknown): GoldenJson => goldenFromApi(item, readObject)
  if (Array.isArray(value)) return value.map(inner)
  if (value instanceof Float) return Number.isFinite(value.value) ? value.value : goldenNumber(value.value)
  if (value instanceof CalendarDate) return { $date: value.toIso() }
  if (value instanceof Timestamp) return { $datetime: value.toIso() }
  if (value instanceof Date) return { $datetime: Timestamp.of(value).toIso() }
  if (value instanceof Set) return { $set: [...value].map(inner) }
  if (value instanceof Uint8Array) return { $hex: Buffer.from(value).toString('hex') }
  if (ArrayBuffer.isView(value)) return [...(value as unknown as Iterable<unknown>)].map(inner)
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  return Object.fromEntries(entries.map(([key, item]) => [String(key), inner(item)]))
}
