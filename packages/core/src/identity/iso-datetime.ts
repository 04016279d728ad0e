/** A date and time that a text names. */
export interface IsoDatetime {
  /** Whole milliseconds since 1970 in UTC; a text without zone counts as UTC. */
  readonly epochMilliseconds: number
  /** Microseconds below the milliseconds, 0 to 999. */
  readonly us: number
  /** Minutes east of UTC, with a fraction for offsets to the second; `undefined` without zone. */
  readonly offsetMinutes: number | undefined
}

/** Hyphens and colons stand everywhere within their part of the text, or nowhere: the back references see to that. */
const date =
  /(?<year>\d{4})(?<hyphen>-?)(?:(?<month>\d\d)\k<hyphen>(?<day>\d\d)|W(?<week>\d\d)(?:\k<hyphen>(?<weekday>\d))?)/u
const clock =
  /(?<hour>\d\d)(?:(?<colon>:?)(?<minute>\d\d)(?:\k<colon>(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?)?/u
const zone =
  / ?(?:Z|(?<sign>[+-])(?<zoneHour>\d\d)(?:(?<zoneColon>:?)(?<zoneMinute>\d\d)(?:\k<zoneColon>(?<zoneSecond>\d\d))?)?)/u
const pattern = new RegExp(`^${date.source}(?:\\D${clock.source}(?<zone>${zone.source})?)?$`, 'u')

const millisecondsPerDay = 86_400_000

/**
 * Reads a date, or a date and a time, in the forms of ISO 8601 that Python's `datetime.fromisoformat` knows: basic
 * and extended, calendar and week dates, any separator before the time, fractions cut to microseconds.
 *
 * @returns `undefined` when the text is something else, or names a day or time that does not exist
 */
export function parseIsoDatetime(text: string): IsoDatetime | undefined {
  const groups = pattern.exec(text)?.groups
  if (!groups) return undefined
  const day = groups['week'] === undefined ? calendarDay(groups) : weekDay(groups)
  const seconds = secondsOf(groups['hour'], groups['minute'], groups['second'])
  const zoneSeconds = secondsOf(groups['zoneHour'], groups['zoneMinute'], groups['zoneSecond'])
  if (day === undefined || seconds === undefined || zoneSeconds === undefined) return undefined
  const offsetSeconds = groups['sign'] === '-' ? 0 - zoneSeconds : zoneSeconds
  const fraction = (groups['fraction'] ?? '').slice(0, 6).padEnd(6, '0')
  return {
    epochMilliseconds: day + (seconds - offsetSeconds) * 1000 + Number(fraction.slice(0, 3)),
    us: Number(fraction.slice(3)),
    offsetMinutes: groups['zone'] === undefined ? undefined : offsetSeconds / 60,
  }
}

type Groups = Readonly<Record<string, string | undefined>>

/** Milliseconds from 1970 to the start of the day. */
function calendarDay(groups: Groups): number | undefined {
  return dayStart(Number(groups['year']), Number(groups['month']), Number(groups['day']))
}

/** ISO 8601 counts weeks from Monday; week 1 is the one with January 4th. */
function weekDay(groups: Groups): number | undefined {
  const [year, week, weekday] = [
    Number(groups['year']),
    Number(groups['week']),
    Number(groups['weekday'] ?? 1),
  ]
  const monday = mondayOfFirstWeek(year)
  if (monday === undefined || weekday < 1 || weekday > 7) return undefined
  const weeks = Math.round(((mondayOfFirstWeek(year + 1) ?? Infinity) - monday) / (7 * millisecondsPerDay))
  if (week < 1 || week > Math.min(weeks, 53)) return undefined
  const start = monday + ((week - 1) * 7 + weekday - 1) * millisecondsPerDay
  return new Date(start).getUTCFullYear() > 9999 ? undefined : start
}

function mondayOfFirstWeek(year: number): number | undefined {
  const january4 = dayStart(year, 1, 4)
  if (january4 === undefined) return undefined
  const daysSinceMonday = (new Date(january4).getUTCDay() + 6) % 7
  return january4 - daysSinceMonday * millisecondsPerDay
}

function dayStart(year: number, month: number, day: number): number | undefined {
  const date = new Date(0)
  // Date.UTC would take the years 0 to 99 for those of the twentieth century.
  date.setUTCFullYear(year, month - 1, day)
  const exists = year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.getTime() : undefined
}

function secondsOf(hour = '0', minute = '0', second = '0'): number | undefined {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)]
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : undefined
}
