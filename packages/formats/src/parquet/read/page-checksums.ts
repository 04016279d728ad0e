import { crc32 } from 'node:zlib'

/** A page whose bytes are not those that were written. */
export interface ChecksumMismatch {
  /** Offset of the page in the bytes that were checked. */
  readonly offset: number
  readonly expected: number
  readonly found: number
}

/**
 * Checks the CRC-32 of every page in the bytes of a column chunk; pages without one pass.
 *
 * Bytes that are no pages end the check without a verdict, which the decoder then gives.
 *
 * @see Parquet format, "Checksumming" and `PageHeader` in parquet.thrift
 */
export function findChecksumMismatch(chunk: Uint8Array): ChecksumMismatch | undefined {
  let offset = 0
  while (offset < chunk.length) {
    const header = readPageHeader(chunk, offset)
    if (header === undefined) return undefined
    const end = header.end + header.compressedBytes
    if (end > chunk.length) return undefined
    if (header.crc !== undefined) {
      const found = crc32(chunk.subarray(header.end, end))
      const expected = header.crc >>> 0
      if (found !== expected) return { offset, expected, found }
    }
    offset = end
  }
  return undefined
}

interface PageHeader {
  readonly compressedBytes: number
  readonly crc: number | undefined
  /** Offset after the header. */
  readonly end: number
}

const compressedSizeField = 3
const crcField = 4
const typeI32 = 5

/** Reads the few fields that matter; the others are skipped by their types. */
function readPageHeader(bytes: Uint8Array, start: number): PageHeader | undefined {
  const cursor = { bytes, offset: start }
  let id = 0
  let compressedBytes: number | undefined
  let crc: number | undefined
  for (;;) {
    const byte = nextByte(cursor)
    if (byte === undefined) return undefined
    if (byte === 0) break
    const type = byte & 15
    const delta = byte >> 4
    const next = delta === 0 ? readZigzag(cursor) : id + delta
    if (next === undefined) return undefined
    id = next
    if (type === typeI32 && (id === compressedSizeField || id === crcField)) {
      const value = readZigzag(cursor)
      if (id === crcField) crc = value
      else compressedBytes = value
    } else if (!skip(cursor, type, 0)) return undefined
  }
  if (compressedBytes === undefined || compressedBytes < 0) return undefined
  return { compressedBytes, crc, end: cursor.offset }
}

interface Cursor {
  readonly bytes: Uint8Array
  offset: number
}

/** Deeper nesting than any page header has. */
const maxDepth = 16

/** Steps over one value of the Thrift compact protocol; false when the bytes end or make no sense. */
function skip(cursor: Cursor, type: number, depth: number): boolean {
  if (depth > maxDepth) return false
  switch (type) {
    case 1:
    case 2:
      return true
    case 3:
      return advance(cursor, 1)
    case 4:
    case 5:
    case 6:
      return readVarint(cursor) !== undefined
    case 7:
      return advance(cursor, 8)
    case 8: {
      const length = readVarint(cursor)
      return length !== undefined && advance(cursor, length)
    }
    case 9:
    case 10:
      return skipList(cursor, depth)
    case 12:
      return skipStruct(cursor, depth)
    default:
      return false
  }
}

function skipList(cursor: Cursor, depth: number): boolean {
  const header = nextByte(cursor)
  if (header === undefined) return false
  const size = header >> 4 === 15 ? readVarint(cursor) : header >> 4
  if (size === undefined || size > cursor.bytes.length) return false
  const type = header & 15
  for (let n = 0; n < size; n++) {
    // Booleans take a byte in a list, unlike in a struct.
    if (!(type <= 2 ? advance(cursor, 1) : skip(cursor, type, depth + 1))) return false
  }
  return true
}

function skipStruct(cursor: Cursor, depth: number): boolean {
  for (;;) {
    const byte = nextByte(cursor)
    if (byte === undefined) return false
    if (byte === 0) return true
    if (byte >> 4 === 0 && readVarint(cursor) === undefined) return false
    if (!skip(cursor, byte & 15, depth + 1)) return false
  }
}

function nextByte(cursor: Cursor): number | undefined {
  return cursor.bytes[cursor.offset++]
}

function advance(cursor: Cursor, length: number): boolean {
  cursor.offset += length
  return cursor.offset <= cursor.bytes.length
}

/** Values of more than 32 bits lose their upper bits, which skipping does not need. */
function readVarint(cursor: Cursor): number | undefined {
  let value = 0
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = nextByte(cursor)
    if (byte === undefined) return undefined
    if (shift < 32) value |= (byte & 127) << shift
    if (byte < 128) return value >>> 0
  }
  return undefined
}

function readZigzag(cursor: Cursor): number | undefined {
  const value = readVarint(cursor)
  return value === undefined ? undefined : (value >>> 1) ^ -(value & 1)
}
