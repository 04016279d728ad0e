import type { Data, DataType } from 'apache-arrow'
import type { Arrow } from '../arrow/load-arrow.ts'
import { ValidityBuilder } from '../arrow/text-data.ts'
import { integerText, type CsvType } from './column-inference.ts'
import { booleanField, isMissingField, NumberField } from './field-bytes.ts'
import type { ScannedRows } from './row-scanner.ts'

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

/** A column of some rows, `[from, to)`. */
export interface ColumnSlice {
  readonly rows: ScannedRows
  readonly from: number
  readonly to: number
  readonly column: number
}

/** Converts a column, whose fields the type was inferred from. */
export function csvColumn(arrow: Arrow, type: CsvType, slice: ColumnSlice): Data {
  switch (type) {
    case 'int64':
    case 'uint64':
      return integers(arrow, type, slice)
    case 'float64':
      return floats(arrow, slice)
    case 'bool':
      return bools(arrow, slice)
    default:
      return text(arrow, slice)
  }
}

/** Calls with position and range of every field that is there, and collects the others. */
function eachField(
  { rows, from, to, column }: ColumnSlice,
  take: (row: number, start: number, end: number) => void,
): ValidityBuilder['buffers'] {
  const { bytes, bounds, firstFields } = rows
  const validity = new ValidityBuilder(to - from)
  for (let row = from; row < to; row++) {
    const field = (firstFields[row] ?? 0) + column
    const start = bounds[field * 2] ?? 0
    const end = bounds[field * 2 + 1] ?? 0
    const isLacking = field >= (firstFields[row + 1] ?? 0)
    if (isLacking || isMissingField(bytes, start, end)) validity.setMissing(row - from)
    else take(row - from, start, end)
  }
  return validity.buffers
}

/** Digits whose number a double holds exactly; bigints are slower to make. */
const exactDigits = 15

const twoTo32 = 2 ** 32

function integers(arrow: Arrow, type: 'int64' | 'uint64', slice: ColumnSlice): Data {
  const length = slice.to - slice.from
  const { bytes } = slice.rows
  const words = new Int32Array(length * 2)
  const values = new BigInt64Array(words.buffer)
  const number = new NumberField()
  const validity = eachField(slice, (row, start, end) => {
    number.read(bytes, start, end)
    if (number.digits <= exactDigits) {
      const value = number.value(bytes, start, end)
      words[2 * row] = value
      words[2 * row + 1] = Math.floor(value / twoTo32)
    } else values[row] = BigInt.asIntN(64, BigInt(integerText(bytes, start, end)))
  })
  if (type === 'int64') return arrow.makeData({ type: new arrow.Int64(), length, ...validity, data: values })
  const data = new BigUint64Array(words.buffer)
  return arrow.makeData({ type: new arrow.Uint64(), length, ...validity, data })
}

function floats(arrow: Arrow, slice: ColumnSlice): Data {
  const length = slice.to - slice.from
  const { bytes } = slice.rows
  const data = new Float64Array(length)
  const number = new NumberField()
  const validity = eachField(slice, (row, start, end) => {
    number.read(bytes, start, end)
    data[row] = number.value(bytes, start, end)
  })
  return arrow.makeData({ type: new arrow.Float64(), length, ...validity, data })
}

function bools(arrow: Arrow, slice: ColumnSlice): Data {
  const length = slice.to - slice.from
  const { bytes } = slice.rows
  const data = new Uint8Array((length + 7) >> 3)
  const validity = eachField(slice, (row, start, end) => {
    if (booleanField(bytes, start, end) === true) data[row >> 3] = (data[row >> 3] ?? 0) | (1 << (row & 7))
  })
  return arrow.makeData({ type: new arrow.Bool(), length, ...validity, data })
}

/** Below this length a loop is faster than a call. */
const shortField = 24

function text(arrow: Arrow, slice: ColumnSlice): Data {
  const length = slice.to - slice.from
  const { bytes } = slice.rows
  const valueOffsets = new Int32Array(length + 1)
  // Fields lie in the scanned bytes, which are longer than all of them.
  const buffer = new Uint8Array(columnBytes(slice))
  let size = 0
  let next = 0
  const validity = eachField(slice, (row, start, end) => {
    while (next < row) valueOffsets[++next] = size
    if (end - start > shortField) buffer.set(bytes.subarray(start, end), size)
    else for (let at = start; at < end; at++) buffer[size + at - start] = bytes[at] ?? 0
    size += end - start
    valueOffsets[++next] = size
  })
  while (next < length) valueOffsets[++next] = size
  const data = buffer.subarray(0, size)
  return arrow.makeData({ type: new arrow.Utf8(), length, ...validity, valueOffsets, data })
}

function columnBytes({ rows, from, to, column }: ColumnSlice): number {
  const { bounds, firstFields } = rows
  let size = 0
  for (let row = from; row < to; row++) {
    const field = (firstFields[row] ?? 0) + column
    if (field < (firstFields[row + 1] ?? 0)) size += (bounds[field * 2 + 1] ?? 0) - (bounds[field * 2] ?? 0)
  }
  return size
}
