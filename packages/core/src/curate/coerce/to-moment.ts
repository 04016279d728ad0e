import { CalendarDate } from '../../identity/calendar-date.ts'
import { parseIsoDatetime } from '../../identity/iso-datetime.ts'
import { Float } from '../../identity/python-float.ts'
import { Timestamp } from '../../identity/timestamp.ts'
import { Moment } from '../table/chunk-values.ts'

const NS_PER_MS = 1_000_000n
const NS_PER_DAY = 86_400_000_000_000n
/** Nanoseconds have 64 bits, with sign. */
const END = 2 ** 63

/**
 * The moment that a value stands for: dates at midnight, ISO texts, numbers as nanoseconds since 1970. `undefined` for a
 * value that is none; `null` for one that is missing, as empty texts are, and numbers beyond the range of times.
 */
export function toMoment(value: unknown): Moment | undefined | null {
  if (value instanceof Moment) return value
  if (value instanceof CalendarDate) return parseMoment(value.toIso())
  if (value instanceof Date) {
    const time = Timestamp.of(value)
    return new Moment(time.toMicroseconds() * 1000n, time.offsetMinutes !== undefined)
  }
  if (typeof value === 'string') return value === '' ? null : parseMoment(value)
  if (typeof value === 'bigint') return new Moment(value, false)
  const number = value instanceof Float ? value.value : value
  if (typeof number !== 'number') return undefined
  return Math.abs(number) < END ? new Moment(BigInt(Math.trunc(number)), false) : null
}

function parseMoment(text: string): Moment | undefined {
  const parts = parseIsoDatetime(text.trim())
  if (!parts) return undefined
  const ns = BigInt(parts.epochMilliseconds) * NS_PER_MS + BigInt(parts.us) * 1000n
  return new Moment(ns, parts.offsetMinutes !== undefined)
}

/** Days since 1970; `undefined` for a value that is no date or has a zone. */
export function toDay(value: unknown): number | undefined | null {
  const moment = toMoment(value)
  if (moment === undefined || moment === null) return moment
  return moment.isZoned ? undefined : Number(floorDivide(moment.ns, NS_PER_DAY))
}

const floorDivide = (a: bigint, b: bigint): bigint => (a < 0n ? -((-a + b - 1n) / b) : a / b)
