import { CalendarDate, Complex, Float, Timestamp } from '@lamindb/core/identity'
import { Fields, UnexpectedForm } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'

/** A point in time, to the nanosecond. */
export class Moment {
  /** since 1970, in UTC; of a moment without zone as if it were in UTC */
  readonly nanoseconds: bigint
  readonly iso: string

  constructor(iso: string) {
    const [, seconds = '', fraction = '', zone] =
      /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/u.exec(iso) ?? []
    this.iso = iso
    this.nanoseconds =
      BigInt(Date.parse(`${seconds}${zone ?? 'Z'}`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
  }
}

/** A span of time. */
export class Span {
  readonly nanoseconds: bigint

  /** @param text - as pandas prints it: `1 days 02:00:00` */
  constructor(text: string) {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] =
      /^(-?\d+) days (?:\+?(\d+):(\d+):(\d+)(?:\.(\d+))?)?$/u.exec(text) ?? []
    const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds)
    this.nanoseconds = whole * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))
  }
}

export interface CellDict {
  readonly [key: string]: Cell
}

/** A value in a table of golden data; NaN and NaT are missing ones. */
export type Cell =
  | null
  | boolean
  | bigint
  | number
  | string
  | CalendarDate
  | Moment
  | Span
  | Complex
  | readonly Cell[]
  | ReadonlySet<Cell>
  | CellDict

/** Reads a value: `{"date"}`, `{"datetime"}`, `{"timedelta"}`, `{"complex"}`, `{"array"}`, `{"tuple"}`, `{"set"}`, `{"dict"}` and `{"$float"}` mark what JSON lacks. */
export function readCell(json: GoldenJson): Cell {
  if (isGoldenList(json)) return json.map(readCell)
  if (!isGoldenObject(json)) return json
  const fields = new Fields(json)
  const [mark = ''] = fields.names()
  switch (mark) {
    case '$float':
      return { nan: null, inf: Infinity, '-inf': -Infinity }[fields.text(mark)] ?? null
    case 'date':
      return CalendarDate.parse(fields.text(mark))
    case 'datetime':
      return fields.text(mark) === 'NaT' ? null : new Moment(fields.text(mark))
    case 'timedelta':
      return fields.text(mark) === 'NaT' ? null : new Span(fields.text(mark))
    case 'complex':
      return readComplex(fields.text(mark))
    case 'array':
      return fields.list('values').map(readCell)
    case 'tuple':
      return fields.list(mark).map(readCell)
    case 'set':
      return new Set(fields.list(mark).map(readCell))
    case 'dict':
      return readDict(fields.fields(mark))
    default:
      throw new UnexpectedForm('values', 'a known mark', json)
  }
}

/** @param text - as Python prints it: `(1+2j)` */
function readComplex(text: string): Complex {
  const [, re = '', im = ''] = /^\(?(.*?)([+-]?[^+-]+)j\)?$/u.exec(text) ?? []
  return new Complex(Number(re), Number(im))
}

function readDict(fields: Fields): CellDict {
  return Object.fromEntries(fields.names().map((name) => [name, readCell(fields.required(name))]))
}

export const isDict = (cell: Cell): cell is CellDict =>
  typeof cell === 'object' && cell !== null && Object.getPrototypeOf(cell) === Object.prototype

/** A value as the API takes it in rows of objects. */
export function plainCell(cell: Cell): unknown {
  if (typeof cell === 'number' && Number.isInteger(cell)) return new Float(cell)
  if (cell instanceof Moment) {
    const time = Timestamp.of(cell.iso)
    return /Z|[+-]\d\d:\d\d$/u.test(cell.iso) ? time : time.withOffset(undefined)
  }
  if (cell instanceof Set) return new Set([...(cell as ReadonlySet<Cell>)].map(plainCell))
  if (Array.isArray(cell)) return (cell as readonly Cell[]).map(plainCell)
  if (!isDict(cell)) return cell
  return Object.fromEntries(Object.entries(cell).map(([name, item]) => [name, plainCell(item)]))
}
