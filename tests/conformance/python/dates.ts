import { bindArguments } from './call-arguments.ts'
import { NativeFunction } from './native-function.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type ObjectOperator, type PythonValue } from './python-object.ts'
import { PythonTimeDelta } from './time-delta.ts'
import { PythonTimeZone } from './time-zone.ts'

const MICROSECONDS_PER_DAY = 86_400_000_000n
const ISO_DATE = /^(\d{4})-?(\d\d)-?(\d\d)$/u
const ISO_TIME = /^(\d\d):?(\d\d)?(?::?(\d\d)(?:[.,](\d{1,6})\d*)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?$/u

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** Microseconds since 1970 of a civil date and time, without regard to zones. */
function civilMicroseconds(date: readonly [number, number, number], microsecondsInDay: bigint): bigint {
  const midnight = new Date(0)
  midnight.setUTCFullYear(date[0], date[1] - 1, date[2])
  return BigInt(midnight.getTime()) * 1000n + microsecondsInDay
}

/** `datetime.date`. */
export class PythonDate extends PythonObject {
  readonly typeName: string = 'date'
  readonly year: number
  readonly month: number
  readonly day: number

  constructor(year: number, month: number, day: number) {
    super()
    const check = new Date(0)
    check.setUTCFullYear(year, month - 1, day)
    if (year < 1 || year > 9999 || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) {
      throw new PythonError('ValueError', `no such day: ${year}-${month}-${day}`)
    }
    this.year = year
    this.month = month
    this.day = day
  }

  /** @throws {@link PythonError} `ValueError` for text that is no ISO 8601 date */
  static fromIso(text: string): PythonDate {
    const match = ISO_DATE.exec(text)
    if (!match) throw new PythonError('ValueError', `Invalid isoformat string: '${text}'`)
    return new PythonDate(Number(match[1]), Number(match[2]), Number(match[3]))
  }

  isoFormat(): string {
    return `${String(this.year).padStart(4, '0')}-${twoDigits(this.month)}-${twoDigits(this.day)}`
  }

  /** Order among values of the same class. */
  protected position(): bigint {
    return civilMicroseconds([this.year, this.month, this.day], 0n)
  }

  protected at(position: bigint): PythonDate {
    const day = new Date(Number(position / 1000n))
    return new PythonDate(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())
  }

  override attribute(name: string): PythonValue {
    if (name === 'isoformat') return new NativeFunction(name, () => this.isoFormat())
    const part = { year: this.year, month: this.month, day: this.day }[name]
    return part === undefined ? (super.attribute(name) as PythonValue) : BigInt(part)
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (other instanceof PythonTimeDelta && (operator === '+' || (operator === '-' && !reflected))) {
      return this.at(this.position() + (operator === '+' ? other.microseconds : -other.microseconds))
    }
    if (!(other instanceof PythonDate) || other.typeName !== this.typeName || reflected) return undefined
    const [mine, theirs] = [this.position(), other.position()]
    const results: Partial<Record<ObjectOperator, PythonValue>> = {
      '-': new PythonTimeDelta(mine - theirs),
      '<': mine < theirs,
      '<=': mine <= theirs,
      '>': mine > theirs,
      '>=': mine >= theirs,
    }
    return results[operator]
  }

  override equals(other: PythonValue): boolean {
    return (
      other instanceof PythonDate && other.typeName === this.typeName && other.hashKey() === this.hashKey()
    )
  }

  override hashKey(): string {
    return `${this.typeName} ${this.position()}`
  }

  override repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`
  }

  override text(): string {
    return this.isoFormat()
  }
}

/** Hour, minute, second and microsecond of a time of day. */
export type ClockParts = readonly [hour: number, minute: number, second: number, microsecond: number]

/** `datetime.datetime`; without a zone it is naive. */
export class PythonDateTime extends PythonDate {
  override readonly typeName = 'datetime'
  readonly clock: ClockParts
  readonly zone: PythonTimeZone | null

  constructor(date: readonly [number, number, number], clock: ClockParts, zone: PythonTimeZone | null) {
    super(...date)
    const limits = [24, 60, 60, 1_000_000]
    if (clock.some((part, index) => part < 0 || part >= (limits[index] ?? 0))) {
      throw new PythonError('ValueError', `no such time: ${clock.join(':')}`)
    }
    this.clock = clock
    this.zone = zone
  }

  /** @throws {@link PythonError} `ValueError` for text that is no ISO 8601 date and time */
  static override fromIso(text: string): PythonDateTime {
    const date = PythonDate.fromIso(/^\d{8}/u.test(text) ? text.slice(0, 8) : text.slice(0, 10))
    const time = text.slice(/^\d{8}/u.test(text) ? 9 : 11)
    const match = time === '' ? [] : ISO_TIME.exec(time)
    if (!match) throw new PythonError('ValueError', `Invalid isoformat string: '${text}'`)
    const clock: ClockParts = [
      Number(match[1] ?? 0),
      Number(match[2] ?? 0),
      Number(match[3] ?? 0),
      Number((match[4] ?? '').padEnd(6, '0')),
    ]
    return new PythonDateTime([date.year, date.month, date.day], clock, zoneOf(match[5]))
  }

  /** `2026-01-02T03:04:05.000678+02:00`; the fraction only if it is not zero. */
  override isoFormat(separator = 'T'): string {
    const [hour, minute, second, microsecond] = this.clock
    const time = [hour, minute, second].map(twoDigits).join(':')
    const fraction = microsecond === 0 ? '' : `.${String(microsecond).padStart(6, '0')}`
    return `${super.isoFormat()}${separator}${time}${fraction}${this.zone?.isoOffset() ?? ''}`
  }

  /** Moments with a zone compare as instants. */
  protected override position(): bigint {
    const [hour, minute, second, microsecond] = this.clock
    const inDay = BigInt((hour * 60 + minute) * 60 + second) * 1_000_000n + BigInt(microsecond)
    return civilMicroseconds([this.year, this.month, this.day], inDay) - (this.zone?.offset ?? 0n)
  }

  protected override at(position: bigint): PythonDateTime {
    const local = position + (this.zone?.offset ?? 0n)
    const inDay = ((local % MICROSECONDS_PER_DAY) + MICROSECONDS_PER_DAY) % MICROSECONDS_PER_DAY
    const day = super.at(local - inDay)
    const seconds = Number(inDay / 1_000_000n)
    const clock: ClockParts = [
      Math.floor(seconds / 3600),
      Math.floor(seconds / 60) % 60,
      seconds % 60,
      Number(inDay % 1_000_000n),
    ]
    return new PythonDateTime([day.year, day.month, day.day], clock, this.zone)
  }

  override attribute(name: string): PythonValue {
    const index = ['hour', 'minute', 'second', 'microsecond'].indexOf(name)
    if (index >= 0) return BigInt(this.clock[index] ?? 0)
    if (name === 'tzinfo') return this.zone
    if (name === 'date')
      return new NativeFunction(name, () => new PythonDate(this.year, this.month, this.day))
    if (name === 'isoformat') {
      return new NativeFunction(name, (args) => {
        const { sep } = bindArguments(name, args, ['sep?'])
        return this.isoFormat(typeof sep === 'string' ? sep : 'T')
      })
    }
    return super.attribute(name)
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (
      other instanceof PythonDateTime &&
      (other.zone === null) !== (this.zone === null) &&
      operator !== '=='
    ) {
      if (operator === '!=') return true
      throw new PythonError('TypeError', "can't compare offset-naive and offset-aware datetimes")
    }
    return super.operate(operator, other, reflected)
  }

  override hashKey(): string {
    return `${super.hashKey()} ${this.zone === null ? 'naive' : 'aware'}`
  }

  override repr(): string {
    const [hour, minute, second, microsecond] = this.clock
    const parts = [this.year, this.month, this.day, hour, minute]
    if (second !== 0 || microsecond !== 0) parts.push(second)
    if (microsecond !== 0) parts.push(microsecond)
    return `datetime.datetime(${parts.join(', ')}${this.zone ? `, tzinfo=${this.zone.repr()}` : ''})`
  }

  override text(): string {
    return this.isoFormat(' ')
  }
}

function zoneOf(text: string | undefined): PythonTimeZone | null {
  if (text === undefined) return null
  if (text === 'Z') return new PythonTimeZone(0n)
  const [hours = '0', minutes = '0', seconds = '0'] = text.slice(1).replaceAll(':', '').match(/\d\d/gu) ?? []
  const total = BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1_000_000n
  return new PythonTimeZone(text.startsWith('-') ? -total : total)
}
