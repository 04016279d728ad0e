import type {
  Data,
  DataType,
  Date_,
  Dictionary,
  Field,
  Int,
  List,
  Struct,
  Timestamp,
  Utf8,
} from 'apache-arrow'
import { DateUnit, TimeUnit, Type } from '../arrow/type-numbers.ts'
import type { Arrow } from '../arrow/load-arrow.ts'
import { textData, ValidityBuilder } from '../arrow/text-data.ts'
import { MixedColumn, UnsupportedColumnType } from '../errors.ts'
import { memberOf } from './infer-type.ts'
import { formName, formOf, isMissing } from './value-form.ts'

/**
 * Builds the data of a column from JavaScript values.
 *
 * Integers take integral numbers and bigints, floats all numbers, timestamps and dates take `Date`, dates also
 * `YYYY-MM-DD`, dictionaries text: their categories are sorted by code unit, as pandas sorts them.
 *
 * @param column - names the column in errors
 * @throws `MixedColumn` for a value of another type, `UnsupportedColumnType` for a type that is not built here
 */
export function buildData(arrow: Arrow, column: string, type: DataType, values: readonly unknown[]): Data {
  return new DataBuilder(arrow, column).build(type, values)
}

const day = 86_400_000

const isoDate = /^\d{4}-\d{2}-\d{2}$/

/** Units of a millisecond, by Arrow's number. */
const perMillisecond: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 0n,
  [TimeUnit.MILLISECOND]: 1n,
  [TimeUnit.MICROSECOND]: 1000n,
  [TimeUnit.NANOSECOND]: 1_000_000n,
}

class DataBuilder {
  readonly #arrow: Arrow
  readonly #column: string

  constructor(arrow: Arrow, column: string) {
    this.#arrow = arrow
    this.#column = column
  }

  build(type: DataType, values: readonly unknown[]): Data {
    switch (type.typeId) {
      case Type.Null:
        return this.#arrow.makeData({ type: new this.#arrow.Null(), length: values.length })
      case Type.Bool:
        return this.#bools(values)
      case Type.Int:
        return this.#integers(type as Int, values)
      case Type.Float:
        return this.#floats(type, values)
      case Type.Utf8:
        return this.#text(values)
      case Type.Binary:
        return this.#binary(values)
      case Type.Timestamp:
        return this.#timestamps(type as Timestamp, values)
      case Type.Date:
        return this.#dates(type as Date_, values)
      case Type.Dictionary:
        return this.#categories(type as Dictionary, values)
      case Type.List:
        return this.#lists(type as List, values)
      case Type.Struct:
        return this.#structs(type as Struct, values)
      default:
        throw new UnsupportedColumnType(this.#column, String(type), 'a table of JavaScript values')
    }
  }

  #bools(values: readonly unknown[]): Data {
    const data = new Uint8Array((values.length + 7) >> 3)
    const validity = this.#each(values, 'booleans', (value, row) => {
      if (typeof value !== 'boolean') return false
      if (value) data[row >> 3] = (data[row >> 3] ?? 0) | (1 << (row & 7))
      return true
    })
    return this.#arrow.makeData({ type: new this.#arrow.Bool(), length: values.length, ...validity, data })
  }

  #integers(type: Int, values: readonly unknown[]): Data {
    const data = new type.ArrayType(values.length)
    const validity = this.#each(values, 'integers', (value, row) => {
      if (typeof value !== 'bigint' && !Number.isInteger(value)) return false
      const number = value as bigint | number
      data[row] = type.bitWidth === 64 ? BigInt(number) : Number(number)
      return fits(type, number)
    })
    return this.#arrow.makeData({ type, length: values.length, ...validity, data })
  }

  #floats(type: DataType, values: readonly unknown[]): Data {
    const data = new Float64Array(values.length)
    const validity = this.#each(values, 'numbers', (value, row) => {
      if (typeof value !== 'number' && typeof value !== 'bigint') return false
      data[row] = Number(value)
      return true
    })
    const doubles = this.#arrow.makeData({
      type: new this.#arrow.Float64(),
      length: values.length,
      ...validity,
      data,
    })
    if (type.ArrayType === Float64Array) return doubles
    if (type.ArrayType !== Float32Array) {
      throw new UnsupportedColumnType(this.#column, String(type), 'a table of JavaScript values')
    }
    const single = { type: new this.#arrow.Float32(), length: values.length, ...validity }
    return this.#arrow.makeData({ ...single, data: Float32Array.from(data) })
  }

  #text(values: readonly unknown[]): Data<Utf8> {
    this.#each(values, 'text', (value) => typeof value === 'string')
    return textData(this.#arrow, values as readonly (string | null | undefined)[])
  }

  #binary(values: readonly unknown[]): Data {
    const valueOffsets = new Int32Array(values.length + 1)
    const parts: Uint8Array[] = []
    let offset = 0
    const validity = this.#each(
      values,
      'bytes',
      (value, row) => {
        if (!(value instanceof Uint8Array)) return false
        parts.push(value)
        offset += value.length
        valueOffsets[row + 1] = offset
        return true
      },
      (row) => {
        valueOffsets[row + 1] = offset
      },
    )
    const type = new this.#arrow.Binary()
    const data = Buffer.concat(parts)
    return this.#arrow.makeData({ type, length: values.length, ...validity, valueOffsets, data })
  }

  #timestamps(type: Timestamp, values: readonly unknown[]): Data {
    const data = new BigInt64Array(values.length)
    const factor = perMillisecond[type.unit]
    const validity = this.#each(values, 'dates', (value, row) => {
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) return false
      const milliseconds = BigInt(value.getTime())
      data[row] = factor === 0n ? milliseconds / 1000n : milliseconds * factor
      return true
    })
    return this.#arrow.makeData({ type, length: values.length, ...validity, data })
  }

  #dates(type: Date_, values: readonly unknown[]): Data {
    if (type.unit !== DateUnit.DAY) {
      throw new UnsupportedColumnType(this.#column, String(type), 'a table of JavaScript values')
    }
    const data = new Int32Array(values.length)
    const validity = this.#each(values, 'dates', (value, row) => {
      const milliseconds = millisecondsOf(value)
      data[row] = Math.floor(milliseconds / day)
      return !Number.isNaN(milliseconds)
    })
    return this.#arrow.makeData({ type, length: values.length, ...validity, data })
  }

  #categories(type: Dictionary, values: readonly unknown[]): Data {
    if ((type.dictionary as DataType).typeId !== Type.Utf8) {
      throw new UnsupportedColumnType(this.#column, String(type), 'a table of JavaScript values')
    }
    const categories = [...new Set(values.filter((value) => typeof value === 'string'))].sort()
    return categoryData(this.#arrow, this.#column, type, values, categories)
  }

  #lists(type: List, values: readonly unknown[]): Data {
    const item = type.children[0]
    if (item === undefined) throw new TypeError('a list type has an item type')
    const valueOffsets = new Int32Array(values.length + 1)
    const items: unknown[] = []
    const validity = this.#each(
      values,
      'lists',
      (value, row) => {
        if (!Array.isArray(value)) return false
        for (const element of value) items.push(element)
        valueOffsets[row + 1] = items.length
        return true
      },
      (row) => {
        valueOffsets[row + 1] = items.length
      },
    )
    const child = this.build(item.type, items)
    return this.#arrow.makeData({ type, length: values.length, ...validity, valueOffsets, child })
  }

  #structs(type: Struct, values: readonly unknown[]): Data {
    const validity = this.#each(values, 'objects', (value) => typeof value === 'object')
    const children = type.children.map((field: Field) =>
      this.build(
        field.type,
        values.map((value) => memberOf(value, field.name)),
      ),
    )
    return this.#arrow.makeData({ type, length: values.length, ...validity, children })
  }

  #each(
    values: readonly unknown[],
    expected: string,
    take: (value: unknown, row: number) => boolean,
    skip: (row: number) => void = () => undefined,
  ): ValidityBuilder['buffers'] {
    const validity = new ValidityBuilder(values.length)
    for (let row = 0; row < values.length; row++) {
      const value = values[row]
      if (isMissing(value)) {
        validity.setMissing(row)
        skip(row)
      } else if (!take(value, row)) {
        throw new MixedColumn(this.#column, row, expected, formName(formOf(value)))
      }
    }
    return validity.buffers
  }
}

/**
 * Builds a dictionary column with the categories given.
 *
 * @throws `MixedColumn` for a value that is no category
 */
export function categoryData(
  arrow: Arrow,
  column: string,
  type: Dictionary,
  values: readonly unknown[],
  categories: readonly string[],
): Data {
  const codes = new Map<unknown, number>(categories.map((category, code) => [category, code]))
  const data = new Int32Array(values.length)
  const validity = new ValidityBuilder(values.length)
  for (const [row, value] of values.entries()) {
    if (isMissing(value)) validity.setMissing(row)
    else {
      const code = codes.get(value)
      if (code === undefined) throw new MixedColumn(column, row, 'categories', formName(formOf(value)))
      data[row] = code
    }
  }
  const dictionary = new arrow.Vector([textData(arrow, categories)])
  return arrow.makeData({ type, length: values.length, ...validity.buffers, data, dictionary })
}

/** Time of a date or of text with a date only; NaN of anything else. */
function millisecondsOf(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  return typeof value === 'string' && isoDate.test(value) ? Date.parse(value) : Number.NaN
}

function fits(type: Int, value: bigint | number): boolean {
  const bits = BigInt(type.bitWidth)
  const wide = BigInt(value)
  return (type.isSigned ? BigInt.asIntN(Number(bits), wide) : BigInt.asUintN(Number(bits), wide)) === wide
}
