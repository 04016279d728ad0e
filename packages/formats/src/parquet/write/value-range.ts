import type { LeafType } from './leaf-type.ts'
import type { PlainValues } from './plain-encoding.ts'

/** Collects the smallest and the largest value of a column chunk, which lets readers skip row groups. */
export class ValueRange {
  readonly #order: LeafType['order']
  #min: number | bigint | undefined
  #max: number | bigint | undefined
  #write: ((view: DataView, value: number | bigint) => void) | undefined

  constructor(order: LeafType['order']) {
    this.#order = order
  }

  /** Takes up values; NaN does not count. */
  add(values: PlainValues): void {
    if (this.#order === undefined || values instanceof Uint8Array || values.length === 0) return
    const isUnsigned = this.#order === 'unsigned'
    if (values instanceof Int32Array) this.#addNumbers(isUnsigned ? unsigned(values) : values, writeInt32)
    else if (values instanceof BigInt64Array) this.#addBigInts(isUnsigned ? unsigned64(values) : values)
    else if (values instanceof Float32Array) this.#addNumbers(values, writeFloat32)
    else this.#addNumbers(values, writeFloat64)
  }

  /** Both ends as the file holds them; `undefined` when there was no value. */
  get encoded(): { readonly min: Uint8Array; readonly max: Uint8Array } | undefined {
    if (this.#min === undefined || this.#max === undefined || this.#write === undefined) return undefined
    // Zero stands for both zeros of floats: the smaller one below, the larger one above.
    const isFloat = this.#write === writeFloat32 || this.#write === writeFloat64
    const min = isFloat && this.#min === 0 ? -0 : this.#min
    const max = isFloat && this.#max === 0 ? 0 : this.#max
    return { min: encoded(min, this.#write), max: encoded(max, this.#write) }
  }

  #addNumbers(
    values: Int32Array | Uint32Array | Float32Array | Float64Array,
    write: (view: DataView, value: number | bigint) => void,
  ): void {
    let min = Infinity
    let max = -Infinity
    for (let n = 0; n < values.length; n++) {
      const value = values[n] ?? 0
      if (value < min) min = value
      if (value > max) max = value
    }
    if (min <= max) this.#extend(min, max, write)
  }

  #addBigInts(values: BigInt64Array | BigUint64Array): void {
    let min = values[0] ?? 0n
    let max = min
    for (let n = 1; n < values.length; n++) {
      const value = values[n] ?? 0n
      if (value < min) min = value
      if (value > max) max = value
    }
    this.#extend(min, max, writeInt64)
  }

  #extend(
    min: number | bigint,
    max: number | bigint,
    write: (view: DataView, value: number | bigint) => void,
  ): void {
    this.#write = write
    if (this.#min === undefined || min < this.#min) this.#min = min
    if (this.#max === undefined || max > this.#max) this.#max = max
  }
}

function unsigned(values: Int32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length)
}

function unsigned64(values: BigInt64Array): BigUint64Array {
  return new BigUint64Array(values.buffer, values.byteOffset, values.length)
}

function encoded(
  value: number | bigint,
  write: (view: DataView, value: number | bigint) => void,
): Uint8Array {
  const width = write === writeInt64 || write === writeFloat64 ? 8 : 4
  const bytes = new Uint8Array(width)
  write(new DataView(bytes.buffer), value)
  return bytes
}

function writeInt32(view: DataView, value: number | bigint): void {
  view.setInt32(0, Number(value), true)
}

function writeInt64(view: DataView, value: number | bigint): void {
  view.setBigInt64(0, BigInt(value), true)
}

function writeFloat32(view: DataView, value: number | bigint): void {
  view.setFloat32(0, Number(value), true)
}

function writeFloat64(view: DataView, value: number | bigint): void {
  view.setFloat64(0, Number(value), true)
}
