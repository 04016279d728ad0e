import { CalendarDate } from '../identity/calendar-date.ts'
import { pyRepr } from '../identity/python-text.ts'
import { Timestamp } from '../identity/timestamp.ts'
import { RegistryRecord } from '../registry/record.ts'

/** A value as Python prints it, dates, times and records included. */
export function valueRepr(value: unknown): string {
  if (value instanceof CalendarDate) return `datetime.date(${value.year}, ${value.month}, ${value.day})`
  if (value instanceof Date) return timeRepr(Timestamp.of(value))
  if (value instanceof RegistryRecord) return value.toString()
  if (value instanceof URL) return `'${value.pathname}'`
  if (Array.isArray(value)) return `[${value.map(valueRepr).join(', ')}]`
  if (value instanceof Set) return value.size === 0 ? 'set()' : `{${[...value].map(valueRepr).join(', ')}}`
  try {
    return pyRepr(value)
  } catch {
    return String(value)
  }
}

function timeRepr(time: Timestamp): string {
  const wall = new Date(time.getTime() + (time.offsetMinutes ?? 0) * 60_000)
  const us = wall.getUTCMilliseconds() * 1000 + time.us
  const parts = [
    wall.getUTCFullYear(),
    wall.getUTCMonth() + 1,
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    us,
  ]
  while (parts.length > 5 && parts.at(-1) === 0) parts.pop()
  const zone = time.offsetMinutes === undefined ? '' : `, tzinfo=${zoneRepr(time.offsetMinutes)}`
  return `datetime.datetime(${parts.join(', ')}${zone})`
}

function zoneRepr(minutes: number): string {
  if (minutes === 0) return 'datetime.timezone.utc'
  const seconds = Math.round(minutes * 60)
  const days = seconds < 0 ? 'days=-1, ' : ''
  return `datetime.timezone(datetime.timedelta(${days}seconds=${seconds < 0 ? 86_400 + seconds : seconds}))`
}
