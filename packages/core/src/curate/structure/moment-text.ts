import type { Moment } from '../table/chunk-values.ts'

const MS_PER_MINUTE = 60_000
const NS_PER_MS = 1_000_000n
const NS_PER_SECOND = 1_000_000_000n
const NS_PER_DAY = 86_400n * NS_PER_SECOND

/**
 * `2024-01-01 10:00:00.500000`, with zone `2024-01-01 10:00:00+01:00`.
 *
 * @param zone - name in the IANA database, or an offset such as `+01:00`
 */
export function momentText({ ns, isZoned }: Moment, zone = 'UTC'): string {
  const rest = ((ns % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND
  const ms = Number((ns - rest) / NS_PER_MS)
  const offset = isZoned ? offsetMinutes(ms, zone) : 0
  const seconds = new Date(ms + offset * MS_PER_MINUTE).toISOString().slice(0, 19).replace('T', ' ')
  return `${seconds}${fractionText(rest)}${isZoned ? offsetText(offset) : ''}`
}

/** Minutes east of UTC. */
function offsetMinutes(ms: number, zone: string): number {
  if (zone === 'UTC') return 0
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -offset : offset
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const [hour, minute] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'))
  return `${minutes < 0 ? '-' : '+'}${hour}:${minute}`
}

/** The date of a moment at midnight, `undefined` for any other one. */
export function wholeDayText({ ns }: Moment): string | undefined {
  return ns % NS_PER_DAY === 0n ? new Date(Number(ns / NS_PER_MS)).toISOString().slice(0, 10) : undefined
}

/** `1 days 02:00:00` */
export function spanText(ns: bigint | undefined): string | undefined {
  if (ns === undefined) return undefined
  const rest = ((ns % NS_PER_DAY) + NS_PER_DAY) % NS_PER_DAY
  const clock = new Date(Number(rest / NS_PER_MS)).toISOString().slice(11, 19)
  return `${(ns - rest) / NS_PER_DAY} days ${clock}${fractionText(rest % NS_PER_SECOND)}`
}

function fractionText(ns: bigint): string {
  if (ns === 0n) return ''
  const digits = ns.toString().padStart(9, '0')
  return `.${digits.endsWith('000') ? digits.slice(0, 6) : digits}`
}
