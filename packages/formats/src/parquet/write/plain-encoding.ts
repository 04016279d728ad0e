import type { Data, Time, Timestamp } from 'apache-arrow'
import { TimeUnit, Type } from '../../arrow/type-numbers.ts'
import type { Arrow } from '../../arrow/load-arrow.ts'

/** Values as they lie in the file, in the array that their type has. */
export type PlainValues = Uint8Array | Int32Array | BigInt64Array | Float32Array | Float64Array

/**
 * Encodes values one after the other.
 *
 * @param data - values of a type without children and no dictionary
 * @param slots - positions of the values to take; all in order when left out
 * @see Parquet format, "Plain: (PLAIN = 0)"
 */
export function encodePlain(arrow: Arrow, data: Data, slots: Int32Array | undefined): PlainValues {
  const { type } = data
  switch (data.typeId) {
    case Type.Null:
      return new Uint8Array(0)
    case Type.Bool:
      return packBits(data, slots)
    case Type.Int:
      return integers(data, slots)
    case Type.Float:
      return floats(data, slots)
    case Type.Date:
      return dates(data, slots)
    case Type.Time:
      return times(data, slots)
    case Type.Timestamp:
      return (type as Timestamp).unit === TimeUnit.SECOND
        ? thousandfold(data, slots)
        : take(data, data.values, slots)
    case Type.Duration:
      return take(data, data.values, slots)
    case Type.Decimal:
      return bigEndian(data, slots)
    case Type.FixedSizeBinary:
      return fixedBytes(data.values, data.stride, data.length, slots)
    case Type.Utf8View:
    case Type.BinaryView:
      return viewedBytes(arrow, data, slots)
    default:
      return variableBytes(data, slots)
  }
}

/** Values of an array that holds one per row, in the same array type. */
function take<Values extends Int32Array | BigInt64Array | Float32Array | Float64Array>(
  data: Data,
  values: Values,
  slots: Int32Array | undefined,
): Values {
  if (slots === undefined) return values.subarray(0, data.length) as Values
  const taken = values.slice(0, slots.length) as Values
  for (let n = 0; n < slots.length; n++) taken[n] = values[slots[n] ?? 0] as Values[number]
  return taken
}

function integers(data: Data, slots: Int32Array | undefined): PlainValues {
  const values: Int8Array | Int16Array | Int32Array | BigInt64Array | BigUint64Array = data.values
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return take(data, new BigInt64Array(values.buffer, values.byteOffset, values.length), slots)
  }
  if (values instanceof Int32Array) return take(data, values, slots)
  // Narrower numbers are widened; the upper half of unsigned 32-bit numbers wraps to the same bits.
  return take(data, Int32Array.from(values), slots)
}

function floats(data: Data, slots: Int32Array | undefined): PlainValues {
  const values: Float32Array | Float64Array | Uint16Array = data.values
  if (!(values instanceof Uint16Array)) return take(data, values, slots)
  return fixedBytes(
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    2,
    data.length,
    slots,
  )
}

const millisecondsPerDay = 86_400_000

function dates(data: Data, slots: Int32Array | undefined): Int32Array {
  const values: Int32Array | BigInt64Array = data.values
  if (values instanceof Int32Array) return take(data, values, slots)
  return take(
    data,
    Int32Array.from(values, (value) => Math.floor(Number(value) / millisecondsPerDay)),
    slots,
  )
}

function times(data: Data, slots: Int32Array | undefined): PlainValues {
  const values: Int32Array | BigInt64Array = data.values
  if (!(values instanceof Int32Array)) return take(data, values, slots)
  const isSeconds = (data.type as Time).unit === TimeUnit.SECOND
  return take(data, isSeconds ? values.map((value) => value * 1000) : values, slots)
}

/** Seconds become milliseconds, the coarsest unit of parquet. */
function thousandfold(data: Data, slots: Int32Array | undefined): BigInt64Array {
  const values: BigInt64Array = data.values
  return take(data, values, slots).map((value) => value * 1000n)
}

function packBits(data: Data, slots: Int32Array | undefined): Uint8Array {
  const bits: Uint8Array = data.values
  const count = slots?.length ?? data.length
  const packed = new Uint8Array((count + 7) >> 3)
  for (let n = 0; n < count; n++) {
    const position = data.offset + (slots === undefined ? n : (slots[n] ?? 0))
    const bit = ((bits[position >> 3] ?? 0) >> (position & 7)) & 1
    packed[n >> 3] = (packed[n >> 3] ?? 0) | (bit << (n & 7))
  }
  return packed
}

function fixedBytes(
  bytes: Uint8Array,
  width: number,
  length: number,
  slots: Int32Array | undefined,
): Uint8Array {
  if (slots === undefined) return bytes.subarray(0, length * width)
  const taken = new Uint8Array(slots.length * width)
  slots.forEach((slot, n) => taken.set(bytes.subarray(slot * width, (slot + 1) * width), n * width))
  return taken
}

/** Arrow keeps decimals with the lowest byte first, parquet with the highest. */
function bigEndian(data: Data, slots: Int32Array | undefined): Uint8Array {
  const words: Uint32Array = data.values
  const width = data.stride * 4
  const bytes = new Uint8Array(words.buffer as ArrayBuffer, words.byteOffset, words.byteLength)
  const taken = fixedBytes(bytes, width, data.length, slots).slice()
  for (let start = 0; start < taken.length; start += width) taken.subarray(start, start + width).reverse()
  return taken
}

function variableBytes(data: Data, slots: Int32Array | undefined): Uint8Array {
  const offsets: Int32Array | BigInt64Array = data.valueOffsets
  const bytes: Uint8Array = data.values
  const at = offsets instanceof Int32Array ? offsets : Float64Array.from(offsets, Number)
  const count = slots?.length ?? data.length
  const out = new ByteArrays(count * 4 + totalLength(at, data.length, slots))
  for (let n = 0; n < count; n++) {
    const row = slots === undefined ? n : (slots[n] ?? 0)
    out.add(bytes, at[row] ?? 0, at[row + 1] ?? 0)
  }
  return out.bytes
}

function totalLength(
  offsets: Int32Array | Float64Array,
  rows: number,
  slots: Int32Array | undefined,
): number {
  if (slots === undefined) return (offsets[rows] ?? 0) - (offsets[0] ?? 0)
  let total = 0
  for (const slot of slots) total += (offsets[slot + 1] ?? 0) - (offsets[slot] ?? 0)
  return total
}

function viewedBytes(arrow: Arrow, data: Data, slots: Int32Array | undefined): Uint8Array {
  const vector = new arrow.Vector([data])
  const encoder = new TextEncoder()
  const positions = slots ?? Int32Array.from({ length: data.length }, (_, row) => row)
  const values = Array.from(positions, (slot) => {
    const value: string | Uint8Array | null = vector.get(slot)
    return typeof value === 'string' ? encoder.encode(value) : (value ?? new Uint8Array(0))
  })
  const out = new ByteArrays(values.reduce((total, value) => total + 4 + value.length, 0))
  for (const value of values) out.add(value, 0, value.length)
  return out.bytes
}

/** Below this length a loop is faster than a call. */
const shortBytes = 24

/** Byte arrays, each after its length in four bytes. */
class ByteArrays {
  readonly bytes: Uint8Array
  #at = 0

  constructor(size: number) {
    this.bytes = new Uint8Array(size)
  }

  add(source: Uint8Array, start: number, end: number): void {
    const { bytes } = this
    const length = end - start
    let at = this.#at
    bytes[at++] = length
    bytes[at++] = length >>> 8
    bytes[at++] = length >>> 16
    bytes[at++] = length >>> 24
    if (length > shortBytes) bytes.set(source.subarray(start, end), at)
    else for (let n = 0; n < length; n++) bytes[at + n] = source[start + n] ?? 0
    this.#at = at + length
  }
}
