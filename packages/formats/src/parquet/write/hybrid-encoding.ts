/** Runs shorter than this are packed bit by bit. */
const shortestRun = 8

/**
 * Encodes small numbers as runs and bit-packed groups.
 *
 * @param values - below 2 to the power of `bitWidth`
 * @see Parquet format, "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)"
 */
export function encodeHybrid(values: Uint8Array | Int32Array, bitWidth: number): Uint8Array {
  const out = new HybridWriter(values.length, bitWidth)
  let position = 0
  while (position < values.length) {
    const run = runLength(values, position)
    if (run >= shortestRun) {
      out.run(values[position] ?? 0, run)
      position += run
    } else {
      const end = endOfPacked(values, position)
      out.packed(values, position, end)
      position = end
    }
  }
  return out.bytes
}

/** Encodes one number that is repeated. */
export function encodeRun(value: number, count: number, bitWidth: number): Uint8Array {
  const out = new HybridWriter(0, bitWidth)
  if (count > 0) out.run(value, count)
  return out.bytes
}

/** Bits that hold all numbers up to `max`. */
export function bitWidthOf(max: number): number {
  return max === 0 ? 0 : 32 - Math.clz32(max)
}

function runLength(values: Uint8Array | Int32Array, start: number): number {
  const value = values[start]
  let end = start + 1
  while (end < values.length && values[end] === value) end++
  return end - start
}

/** Groups of eight until a run starts that is long enough; only the last group of all may be incomplete. */
function endOfPacked(values: Uint8Array | Int32Array, start: number): number {
  let end = start
  do end += 8
  while (end < values.length && !startsRun(values, end))
  return Math.min(end, values.length)
}

function startsRun(values: Uint8Array | Int32Array, start: number): boolean {
  const end = start + 2 * shortestRun
  if (end > values.length) return false
  const value = values[start]
  for (let n = start + 1; n < end; n++) if (values[n] !== value) return false
  return true
}

class HybridWriter {
  #bytes: Uint8Array
  #length = 0
  readonly #bitWidth: number

  constructor(count: number, bitWidth: number) {
    this.#bitWidth = bitWidth
    this.#bytes = new Uint8Array(((count * bitWidth) >> 3) + 64)
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  run(value: number, count: number): void {
    this.#reserve(16)
    this.#varint(count * 2)
    for (let shift = 0; shift < this.#bitWidth; shift += 8) this.#bytes[this.#length++] = value >>> shift
  }

  packed(values: Uint8Array | Int32Array, start: number, end: number): void {
    const groups = Math.ceil((end - start) / 8)
    this.#reserve(groups * this.#bitWidth + 16)
    this.#varint(groups * 2 + 1)
    const length = this.#length + groups * this.#bitWidth
    if (this.#bitWidth <= 24) this.#packSmall(values, start, end)
    else this.#packLarge(values, start, end)
    // Padding of the last group is zero, which fresh bytes are.
    this.#length = length
  }

  /** The bits that wait for a whole byte and one number fit into 32 bits. */
  #packSmall(values: Uint8Array | Int32Array, start: number, end: number): void {
    const bytes = this.#bytes
    const width = this.#bitWidth
    let at = this.#length
    let waiting = 0
    let bits = 0
    for (let n = start; n < end; n++) {
      waiting |= (values[n] ?? 0) << bits
      bits += width
      while (bits >= 8) {
        bytes[at++] = waiting
        waiting >>>= 8
        bits -= 8
      }
    }
    if (bits > 0) bytes[at] = waiting
  }

  #packLarge(values: Uint8Array | Int32Array, start: number, end: number): void {
    let at = this.#length
    let waiting = 0
    let bits = 0
    for (let n = start; n < end; n++) {
      waiting += (values[n] ?? 0) * 2 ** bits
      bits += this.#bitWidth
      while (bits >= 8) {
        this.#bytes[at++] = waiting % 256
        waiting = Math.floor(waiting / 256)
        bits -= 8
      }
    }
    if (bits > 0) this.#bytes[at] = waiting
  }

  #varint(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#length++] = rest
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + length))
    grown.set(this.bytes)
    this.#bytes = grown
  }
}
