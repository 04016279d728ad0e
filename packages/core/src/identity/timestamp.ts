import { InvalidArgument } from '../errors.ts'
import { parseIsoDatetime } from './iso-datetime.ts'

/**
 * A point in time to the microsecond. A plain `Date` would lose the last three digits of what the database holds, and
 * a query `created_at <= row.createdAt` would then miss the row itself.
 *
 * As a `Date` it is the instant in UTC; times of the database have no offset of their own. A value of a feature
 * keeps the offset it was given, because its text and hash depend on it.
 */
export class Timestamp extends Date {
  /** Microseconds below the milliseconds, 0 to 999. */
  readonly us: number
  /** Minutes east of UTC (with a fraction for offsets to the second); `undefined` for a time without zone. */
  readonly offsetMinutes: number | undefined

  /** @param epochMilliseconds - whole milliseconds since 1970 in UTC */
  constructor(epochMilliseconds: number, us = 0, offsetMinutes?: number) {
    super(epochMilliseconds)
    this.us = us
    this.offsetMinutes = offsetMinutes
  }

  /**
   * Takes what a database, a JSON text or a user gives. A text without zone is read as UTC.
   *
   * @param value - a number counts milliseconds since 1970; a fraction becomes microseconds
   * @throws {@link InvalidArgument} when a text is no ISO 8601 date or time, or the date is invalid
   */
  static of(value: Date | string | number): Timestamp {
    if (value instanceof Timestamp) return value
    if (typeof value === 'string') return Timestamp.#parse(value)
    const milliseconds = typeof value === 'number' ? value : value.getTime()
    if (Number.isNaN(milliseconds)) throw new InvalidArgument('The date is invalid.')
    return Timestamp.fromMicroseconds(BigInt(Math.round(milliseconds * 1000)))
  }

  /** @param epochMicroseconds - microseconds since 1970 in UTC */
  static fromMicroseconds(epochMicroseconds: bigint, offsetMinutes?: number): Timestamp {
    const us = ((epochMicroseconds % 1000n) + 1000n) % 1000n
    return new Timestamp(Number((epochMicroseconds - us) / 1000n), Number(us), offsetMinutes)
  }

  static #parse(text: string): Timestamp {
    const parts = parseIsoDatetime(text)
    if (!parts) {
      throw new InvalidArgument(`'${text}' is no date or time.`, {
        hint: 'Write it as in ISO 8601, for example 2026-01-02 03:04:05.000678 or 2026-01-02T03:04:05+02:00.',
      })
    }
    return new Timestamp(parts.epochMilliseconds, parts.us, parts.offsetMinutes)
  }

  /** Microseconds since 1970 in UTC. */
  toMicroseconds(): bigint {
    return BigInt(this.getTime()) * 1000n + BigInt(this.us)
  }

  /** The same instant with another offset; without one the text of {@link toIso} has no zone and shows UTC. */
  withOffset(offsetMinutes: number | undefined): Timestamp {
    return new Timestamp(this.getTime(), this.us, offsetMinutes)
  }

  /** A copy that is a {@link Timestamp} too; MikroORM copies query values and entity data through this method. */
  clone(): Timestamp {
    return this.withOffset(this.offsetMinutes)
  }

  /** As Django stores it in SQLite: `2026-01-02 03:04:05.000678` in UTC, without fraction for a whole second. */
  toSql(): string {
    const iso = this.toISOString()
    const fraction = iso.slice(20, 23) + String(this.us).padStart(3, '0')
    return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction === '000000' ? '' : `.${fraction}`}`
  }

  /** As Python's `isoformat()`: `2026-01-02T03:04:05.000678+02:00`, in the time of the offset, if there is one. */
  toIso(): string {
    const offset = this.offsetMinutes
    const wall = new Timestamp(this.getTime() + Math.round((offset ?? 0) * 60_000), this.us)
    return wall.toSql().replace(' ', 'T') + (offset === undefined ? '' : offsetText(offset))
  }
}

function offsetText(offsetMinutes: number): string {
  const total = Math.round(Math.abs(offsetMinutes) * 60)
  const [hours, minutes, seconds] = [total / 3600, (total / 60) % 60, total % 60].map(twoDigits)
  return `${offsetMinutes < 0 ? '-' : '+'}${hours}:${minutes}${seconds === '00' ? '' : `:${seconds}`}`
}

function twoDigits(value: number): string {
  return String(Math.trunc(value)).padStart(2, '0')
}
