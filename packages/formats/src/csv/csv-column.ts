import type { Data, DataType } from 'apache-arrow'
import type { Arrow } from '../arrow/load-arrow.ts'
import { textData, ValidityBuilder } from '../arrow/text-data.ts'
import { isTrueText, type CsvType } from './column-inference.ts'
import { isMissingText } from './missing-words.ts'
import { parseFloatText } from './number-text.ts'

/** Arrow type of a column type. */
export function arrowType(arrow: Arrow, type: CsvType): DataType {
  switch (type) {
    case 'int64':
      return new arrow.Int64()
    case 'uint64':
      return new arrow.Uint64()
    case 'float64':
      return new arrow.Float64()
    case 'bool':
      return new arrow.Bool()
    default:
      return new arrow.Utf8()
  }
}

/** Converts one column of some rows, whose fields the type was inferred from. */
export function csvColumn(
  arrow: Arrow,
  type: CsvType,
  rows: readonly (readonly string[])[],
  column: number,
): Data {
  switch (type) {
    case 'int64':
    case 'uint64':
      return integers(arrow, type, rows, column)
    case 'float64':
      return floats(arrow, rows, column)
    case 'bool':
      return bools(arrow, rows, column)
    default:
      return textData(
        arrow,
        rows.map((row) => presentField(row[column])),
      )
  }
}

function presentField(field: string | undefined): string | undefined {
  return field === undefined || isMissingText(field) ? undefined : field
}

/** Digits whose number a double holds exactly. */
const exactLength = 15

const twoTo32 = 2 ** 32

/** Columns of integers have no missing values; most numbers need no bigint, which is slower to make. */
function integers(
  arrow: Arrow,
  type: 'int64' | 'uint64',
  rows: readonly (readonly string[])[],
  column: number,
): Data {
  const words = new Int32Array(rows.length * 2)
  const values = new BigInt64Array(words.buffer)
  for (let row = 0; row < rows.length; row++) {
    const field = rows[row]?.[column] ?? ''
    if (field.length <= exactLength) {
      const value = Number(field)
      words[2 * row] = value
      words[2 * row + 1] = Math.floor(value / twoTo32)
    } else values[row] = BigInt.asIntN(64, BigInt(field.trim().replace('+', '')))
  }
  const length = rows.length
  if (type === 'int64') return arrow.makeData({ type: new arrow.Int64(), length, nullCount: 0, data: values })
  const data = new BigUint64Array(words.buffer)
  return arrow.makeData({ type: new arrow.Uint64(), length, nullCount: 0, data })
}

function floats(arrow: Arrow, rows: readonly (readonly string[])[], column: number): Data {
  const data = new Float64Array(rows.length)
  const validity = new ValidityBuilder(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const field = presentField(rows[row]?.[column])
    if (field === undefined) validity.setMissing(row)
    else data[row] = parseFloatText(field)
  }
  return arrow.makeData({ type: new arrow.Float64(), length: rows.length, ...validity.buffers, data })
}

function bools(arrow: Arrow, rows: readonly (readonly string[])[], column: number): Data {
  const data = new Uint8Array((rows.length + 7) >> 3)
  const validity = new ValidityBuilder(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const field = presentField(rows[row]?.[column])
    if (field === undefined) validity.setMissing(row)
    else if (isTrueText(field)) data[row >> 3] = (data[row >> 3] ?? 0) | (1 << (row & 7))
  }
  return arrow.makeData({ type: new arrow.Bool(), length: rows.length, ...validity.buffers, data })
}
