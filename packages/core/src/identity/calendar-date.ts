import { InvalidArgument } from '../errors.ts'
import { parseIsoDatetime } from './iso-datetime.ts'

/** A day of the calendar without time and zone: the value of a feature of dtype `date`. */
export class CalendarDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number

  /** @throws {@link InvalidArgument} when there is no such day between the years 1 and 9999 */
  constructor(year: number, month: number, day: number) {
    this.year = year
    this.month = month
    this.day = day
    if (parseIsoDatetime(this.toIso()) === undefined)
      throw new InvalidArgument(`There is no day ${this.toIso()}.`)
  }

  /**
   * Reads the form `2026-01-02`.
   *
   * @throws {@link InvalidArgument} for another text, or a day that does not exist
   */
  static parse(text: string): CalendarDate {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
    if (!match) throw new InvalidArgument(`'${text}' is no date.`, { hint: 'Write it as 2026-01-02.' })
    return new CalendarDate(Number(match[1]), Number(match[2]), Number(match[3]))
  }

  /** `2026-01-02`. */
  toIso(): string {
    const [year, month, day] = [String(this.year), String(this.month), String(this.day)]
    return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }

  toString(): string {
    return this.toIso()
  }

  toJSON(): string {
    return this.toIso()
  }
}
