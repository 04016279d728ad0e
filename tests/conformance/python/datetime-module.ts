import { bindArguments, integerArgument, textArgument } from './call-arguments.ts'
import { PythonDate, PythonDateTime, type ClockParts } from './dates.ts'
import { asNumber } from './equality.ts'
import { PythonError } from './python-error.ts'
import type { CallArguments, PythonValue } from './python-object.ts'
import { typeNameOf } from './python-repr.ts'
import { PythonModule } from './python-module.ts'
import { PythonType } from './python-type.ts'
import { PythonTimeDelta, TIME_DELTA_UNITS } from './time-delta.ts'
import { PythonTimeZone } from './time-zone.ts'

function date(args: CallArguments): PythonDate {
  const { year, month, day } = bindArguments('date', args, ['year', 'month', 'day'])
  return new PythonDate(integerArgument(year), integerArgument(month), integerArgument(day))
}

function datetime(args: CallArguments): PythonDateTime {
  const bound = bindArguments('datetime', args, [
    'year',
    'month',
    'day',
    'hour?',
    'minute?',
    'second?',
    'microsecond?',
    'tzinfo?',
  ])
  const clock: ClockParts = [
    integerArgument(bound.hour, 0),
    integerArgument(bound.minute, 0),
    integerArgument(bound.second, 0),
    integerArgument(bound.microsecond, 0),
  ]
  const day = [integerArgument(bound.year), integerArgument(bound.month), integerArgument(bound.day)] as const
  const zone = bound.tzinfo ?? null
  if (zone !== null && !(zone instanceof PythonTimeZone)) {
    throw new PythonError('TypeError', `tzinfo argument must be None or a timezone, not ${typeNameOf(zone)}`)
  }
  return new PythonDateTime(day, clock, zone)
}

function timedelta(args: CallArguments): PythonTimeDelta {
  const names = Object.keys(TIME_DELTA_UNITS) as (keyof typeof TIME_DELTA_UNITS)[]
  const bound = bindArguments(
    'timedelta',
    args,
    names.map((name) => `${name}?` as const),
  )
  const parts = names.map((name) => {
    const amount = asNumber(bound[name] ?? 0n) ?? 0n
    const unit = TIME_DELTA_UNITS[name]
    return typeof amount === 'bigint' ? amount * unit : BigInt(Math.round(amount * Number(unit)))
  })
  return new PythonTimeDelta(parts.reduce((sum, part) => sum + part, 0n))
}

function timezone(args: CallArguments): PythonTimeZone {
  const { offset = null } = bindArguments('timezone', args, ['offset', 'name?'])
  if (!(offset instanceof PythonTimeDelta)) {
    throw new PythonError('TypeError', `timezone() argument must be a timedelta, not ${typeNameOf(offset)}`)
  }
  return new PythonTimeZone(offset.microseconds)
}

const isoText = (args: CallArguments): string =>
  textArgument(bindArguments('fromisoformat', args, ['text']).text)

/** The module `datetime`, as far as the golden subset needs it: no clock. */
export const DATETIME_MODULE: PythonValue = new PythonModule('datetime', {
  date: new PythonType('datetime.date', date, { fromisoformat: (args) => PythonDate.fromIso(isoText(args)) }),
  datetime: new PythonType('datetime.datetime', datetime, {
    fromisoformat: (args) => PythonDateTime.fromIso(isoText(args)),
  }),
  timedelta: new PythonType('datetime.timedelta', timedelta),
  timezone: new PythonType('datetime.timezone', timezone, { utc: new PythonTimeZone(0n) }),
})
