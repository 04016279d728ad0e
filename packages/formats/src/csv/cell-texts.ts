import type { Data, Date_, Decimal, Duration, Field, Float, Time, Timestamp } from 'apache-arrow'
import { DateUnit, Precision } from '../arrow/type-numbers.ts'
import { columnKind } from '../arrow/column-kind.ts'
import type { Arrow } from '../arrow/load-arrow.ts'
import { textValues } from '../arrow/text-values.ts'
import { UnsupportedColumnType } from '../errors.ts'
import { floatText, singleText } from './float-text.ts'
import { dateText, durationText, timestampText, timeText } from './time-text.ts'

/**
 * Texts of the values of a column, as pandas writes them to CSV; `undefined` for missing ones. Lists and structs become
 * JSON, bytes hexadecimal digits, zoned times UTC.
 *
 * @throws `UnsupportedColumnType` for unions and intervals
 */
export function cellTexts(arrow: Arrow, field: Field, data: Data): (string | undefined)[] {
  const kind = columnKind(field.type)
  if (kind === 'text' || isTextCategory(field)) {
    return textValues(new arrow.Vector([data])).map((value) => value ?? undefined)
  }
  const text = kind === 'category' ? categoryText(arrow, field, data) : valueText(arrow, field, data)
  return Array.from({ length: data.length }, (_, row) => (isPresent(data, row) ? text(row) : undefined))
}

function isTextCategory(field: Field): boolean {
  return columnKind(field.type) === 'category' && columnKind(dictionaryField(field).type) === 'text'
}

function dictionaryField(field: Field): Field {
  return field.clone({ type: field.type.dictionary })
}

function categoryText(arrow: Arrow, field: Field, data: Data): (row: number) => string | undefined {
  const parts = data.dictionary?.data ?? []
  const categories = parts.flatMap((part) => cellTexts(arrow, dictionaryField(field), part))
  return (row) => categories[Number(data.values[row])]
}

function isPresent(data: Data, row: number): boolean {
  return columnKind(data.type) !== 'null' && (data.nullCount === 0 || data.getValid(row))
}

function valueText(arrow: Arrow, field: Field, data: Data): (row: number) => string | undefined {
  const { type } = field
  const { values } = data
  switch (columnKind(type)) {
    case 'null':
      return () => undefined
    case 'bool':
      return (row) => (isSet(data, row) ? 'True' : 'False')
    case 'int':
      return (row) => String(values[row])
    case 'float':
      return floats(arrow, type as Float, data)
    case 'decimal':
      return (row) =>
        decimalText(values.subarray(row * data.stride, (row + 1) * data.stride), type as Decimal)
    case 'date': {
      const perDay = (type as Date_).unit === DateUnit.DAY ? 1 : 86_400_000
      return (row) => dateText(Math.floor(Number(values[row]) / perDay))
    }
    case 'time':
      return (row) => timeText(BigInt(values[row]), (type as Time).unit)
    case 'timestamp':
      return (row) => timestampText(values[row], (type as Timestamp).unit)
    case 'zoned-timestamp':
      return (row) => `${timestampText(values[row], (type as Timestamp).unit)}+00:00`
    case 'duration':
      return (row) => durationText(values[row], (type as Duration).unit)
    case 'binary':
    case 'list':
    case 'struct':
    case 'map':
      return nested(arrow, data)
    default:
      throw new UnsupportedColumnType(field.name, String(type), 'CSV')
  }
}

function isSet(data: Data, row: number): boolean {
  const position = data.offset + row
  return ((data.values[position >> 3] >> (position & 7)) & 1) === 1
}

function floats(arrow: Arrow, type: Float, data: Data): (row: number) => string {
  if (type.precision === Precision.DOUBLE) return (row) => floatText(data.values[row])
  if (type.precision === Precision.SINGLE) return (row) => singleText(data.values[row])
  const vector = new arrow.Vector([data])
  return (row) => floatText(Number(vector.get(row)))
}

function decimalText(words: Uint32Array, { scale }: Decimal): string {
  let unsigned = 0n
  for (const word of words.toReversed()) unsigned = (unsigned << 32n) | BigInt(word)
  const value = BigInt.asIntN(words.length * 32, unsigned)
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const sign = value < 0n ? '-' : ''
  return scale === 0 ? `${sign}${digits}` : `${sign}${whole}.${digits.slice(digits.length - scale)}`
}

function nested(arrow: Arrow, data: Data): (row: number) => string | undefined {
  const vector = new arrow.Vector([data])
  return (row) => {
    const value: unknown = vector.get(row)
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : JSON.stringify(value, plainJson)
  }
}

function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}
