/** Wire types of the protocol. */
const wire = { yes: 1, no: 2, byte: 3, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const

const encoder = new TextEncoder()

/**
 * Writes structs in Thrift's compact protocol, in which parquet writes its headers and footer. Fields have to be written
 * in the order of their ids.
 *
 * @see Thrift, "Thrift compact protocol"
 */
export class CompactWriter {
  #bytes = new Uint8Array(256)
  #length = 0
  #lastId = 0

  /** The bytes written so far. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  bool(id: number, value: boolean): void {
    this.#header(id, value ? wire.yes : wire.no)
  }

  byte(id: number, value: number): void {
    this.#header(id, wire.byte)
    this.#byte(value)
  }

  i32(id: number, value: number): void {
    this.#header(id, wire.i32)
    this.#zigzag(BigInt(value))
  }

  i64(id: number, value: number | bigint): void {
    this.#header(id, wire.i64)
    this.#zigzag(BigInt(value))
  }

  binary(id: number, value: string | Uint8Array): void {
    this.#header(id, wire.binary)
    this.#binary(value)
  }

  struct(id: number, write: () => void = () => undefined): void {
    this.#header(id, wire.struct)
    this.#struct(write)
  }

  i32List(id: number, values: readonly number[]): void {
    this.#list(id, wire.i32, values.length)
    for (const value of values) this.#zigzag(BigInt(value))
  }

  textList(id: number, values: readonly string[]): void {
    this.#list(id, wire.binary, values.length)
    for (const value of values) this.#binary(value)
  }

  structList<Item>(id: number, items: readonly Item[], write: (item: Item) => void): void {
    this.#list(id, wire.struct, items.length)
    for (const item of items) this.#struct(() => write(item))
  }

  /** Ends the outermost struct. */
  end(): Uint8Array {
    this.#byte(0)
    return this.bytes
  }

  #struct(write: () => void): void {
    const outer = this.#lastId
    this.#lastId = 0
    write()
    this.#byte(0)
    this.#lastId = outer
  }

  #header(id: number, type: number): void {
    const delta = id - this.#lastId
    if (delta > 0 && delta < 16) this.#byte((delta << 4) | type)
    else {
      this.#byte(type)
      this.#zigzag(BigInt(id))
    }
    this.#lastId = id
  }

  #list(id: number, type: number, size: number): void {
    this.#header(id, wire.list)
    if (size < 15) this.#byte((size << 4) | type)
    else {
      this.#byte(0xf0 | type)
      this.#varint(BigInt(size))
    }
  }

  #binary(value: string | Uint8Array): void {
    const bytes = typeof value === 'string' ? encoder.encode(value) : value
    this.#varint(BigInt(bytes.length))
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  #zigzag(value: bigint): void {
    this.#varint(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)))
  }

  #varint(value: bigint): void {
    let rest = value
    while (rest >= 128n) {
      this.#byte(Number(rest & 127n) | 128)
      rest >>= 7n
    }
    this.#byte(Number(rest))
  }

  #byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + length))
    grown.set(this.bytes)
    this.#bytes = grown
  }
}
