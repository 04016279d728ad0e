import { TimeUnit } from '../arrow/type-numbers.ts'

const perSecond: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
}

/** Fraction digits of a unit. */
const digits: Readonly<Record<TimeUnit, number>> = {
  [TimeUnit.SECOND]: 0,
  [TimeUnit.MILLISECOND]: 3,
  [TimeUnit.MICROSECOND]: 6,
  [TimeUnit.NANOSECOND]: 9,
}

const secondsPerDay = 86_400n

/** `2024-06-01 08:30:00`, with a fraction when there is one. */
export function timestampText(value: bigint, unit: TimeUnit): string {
  const [seconds, fraction] = split(value, unit)
  const iso = new Date(Number(seconds) * 1000).toISOString()
  return `${iso.slice(0, iso.indexOf('T'))} ${iso.slice(iso.indexOf('T') + 1, -5)}${fraction}`
}

/** `08:30:00`, with a fraction when there is one. */
export function timeText(value: bigint, unit: TimeUnit): string {
  const [seconds, fraction] = split(value, unit)
  return `${clockText(seconds)}${fraction}`
}

/** `1 days 02:03:04`, as pandas writes durations. */
export function durationText(value: bigint, unit: TimeUnit): string {
  const [seconds, fraction] = split(value, unit)
  const days = floorDivide(seconds, secondsPerDay)
  return `${days} days ${clockText(seconds - days * secondsPerDay)}${fraction}`
}

/** `2024-06-01`. */
export function dateText(daysSinceEpoch: number): string {
  const iso = new Date(daysSinceEpoch * Number(secondsPerDay) * 1000).toISOString()
  return iso.slice(0, iso.indexOf('T'))
}

function split(value: bigint, unit: TimeUnit): readonly [seconds: bigint, fraction: string] {
  const scale = perSecond[unit]
  const seconds = floorDivide(value, scale)
  const rest = value - seconds * scale
  return [seconds, rest === 0n ? '' : `.${String(rest).padStart(digits[unit], '0')}`]
}

function clockText(seconds: bigint): string {
  const part = (value: bigint): string => String(value).padStart(2, '0')
  return `${part(seconds / 3600n)}:${part((seconds / 60n) % 60n)}:${part(seconds % 60n)}`
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b < 0n ? quotient - 1n : quotient
}
