import { RaggedRow, RowTooLong, UnclosedQuote } from '../errors.ts'

/** Consecutive rows of a text table; fields are ranges of bytes, so that no text is made of numbers. */
export interface ScannedRows {
  readonly bytes: Buffer
  readonly numRows: number
  /** Start and end of every field, one after the other. */
  readonly bounds: Int32Array
  /** Number of the first field of every row, and of the field after the last row. */
  readonly firstFields: Int32Array
  /** Line of the file at which each row starts; the first line is 1. */
  readonly lines: Int32Array
}

/** Longest row in bytes; a file that is no table does not fill the memory. */
const maxRowBytes = 1 << 24

const [lineFeed, carriageReturn, quote, space, tab] = [10, 13, 34, 32, 9] as const

/**
 * Splits bytes into rows of fields by the rules of pandas' tokenizer. Memory: the bytes of one chunk and their fields.
 *
 * Lines end with a line feed, a carriage return, or both. A field that starts with a quote goes on to the next single
 * quote, whatever is between; what follows until the separator is added to it. Lines of blanks alone are no rows.
 *
 * @see RFC 4180, which these rules extend
 */
export class RowScanner {
  readonly #separator: number
  readonly #name: string
  #rest: Uint8Array = new Uint8Array(0)
  #line = 1
  #bounds = new Int32Array(1 << 16)
  #firstFields = new Int32Array(1 << 12)
  #lines = new Int32Array(1 << 12)
  /** Number of fields of finished rows, and of the row that is being scanned. */
  #fields = 0
  #rows = 0
  #escaped: number[] = []

  /**
   * @param separator - code of the character between two fields
   * @param name - names the file in errors
   */
  constructor(separator: number, name: string) {
    this.#separator = separator
    this.#name = name
  }

  /**
   * Scans the next bytes up to their last complete row. The result is valid until the next call.
   *
   * @throws `RowTooLong`
   */
  scan(chunk: Uint8Array): ScannedRows {
    return this.#scan(chunk, false)
  }

  /**
   * Scans what is left, whose last row needs no line end.
   *
   * @throws `UnclosedQuote`
   */
  finish(): ScannedRows {
    return this.#scan(new Uint8Array(0), true)
  }

  #scan(chunk: Uint8Array, isLast: boolean): ScannedRows {
    // Always a copy: fields are changed in place, and the chunk may belong to somebody else.
    const bytes = Buffer.concat([this.#rest, chunk])
    this.#fields = 0
    this.#rows = 0
    let row = 0
    while (row < bytes.length) {
      const end = this.#scanRow(bytes, row, isLast)
      if (end === incomplete) break
      row = end
    }
    this.#rest = bytes.subarray(row)
    if (this.#rest.length > maxRowBytes) throw new RowTooLong(this.#name, this.#line, maxRowBytes)
    return this.#rowsOf(bytes)
  }

  /** Scans one row and gives the position after it. */
  #scanRow(bytes: Uint8Array, start: number, isLast: boolean): number {
    const separator = this.#separator
    const { length } = bytes
    const firstField = this.#fields
    let field = firstField
    let at = start
    let brokenLines = 0
    this.#escaped.length = 0
    for (;;) {
      const fieldStart = at
      if (bytes[at] === quote) {
        const end = this.#endOfQuoted(bytes, at, isLast)
        if (end === incomplete) return incomplete
        brokenLines += lineEndsIn(bytes, at, end)
        this.#addQuoted(bytes, field, at, end)
        at = end
      } else {
        while (at < length) {
          const byte = bytes[at]
          if (byte === separator || byte === lineFeed || byte === carriageReturn) break
          at++
        }
        this.#setBounds(field, fieldStart, at)
      }
      field++
      if (at >= length) {
        if (!isLast) return incomplete
        break
      }
      if (bytes[at] !== separator) break
      at++
    }
    const end = this.#afterLineEnd(bytes, at, isLast)
    if (end === incomplete) return incomplete
    if (!isBlank(bytes, start, at)) this.#addRow(bytes, field)
    this.#line += 1 + brokenLines
    return end
  }

  /** A carriage return at the end of the bytes may be half of a line end. */
  #afterLineEnd(bytes: Uint8Array, at: number, isLast: boolean): number {
    if (bytes[at] !== carriageReturn) return at + 1
    if (at + 1 === bytes.length && !isLast) return incomplete
    return bytes[at + 1] === lineFeed ? at + 2 : at + 1
  }

  /** Position of the separator or line end after a field that starts with a quote. */
  #endOfQuoted(bytes: Uint8Array, start: number, isLast: boolean): number {
    let at = start + 1
    for (;;) {
      at = bytes.indexOf(quote, at)
      if (at === -1) {
        if (isLast) throw new UnclosedQuote(this.#name, this.#line)
        return incomplete
      }
      if (at + 1 === bytes.length) return isLast ? at + 1 : incomplete
      if (bytes[at + 1] !== quote) break
      at += 2
    }
    at++
    while (at < bytes.length) {
      const byte = bytes[at]
      if (byte === this.#separator || byte === lineFeed || byte === carriageReturn) return at
      at++
    }
    return isLast ? at : incomplete
  }

  #addQuoted(bytes: Uint8Array, field: number, start: number, end: number): void {
    const isPlain = bytes[end - 1] === quote && bytes.indexOf(quote, start + 1) === end - 1
    if (isPlain) this.#setBounds(field, start + 1, end - 1)
    else {
      this.#setBounds(field, start, end)
      this.#escaped.push(field)
    }
  }

  #setBounds(field: number, start: number, end: number): void {
    if (field * 2 + 2 > this.#bounds.length) this.#bounds = grown(this.#bounds)
    this.#bounds[field * 2] = start
    this.#bounds[field * 2 + 1] = end
  }

  #addRow(bytes: Uint8Array, nextField: number): void {
    // Not before the row is complete: bytes of an incomplete one are scanned again.
    for (const field of this.#escaped) this.#unescape(bytes, field)
    if (this.#rows + 2 > this.#firstFields.length) {
      this.#firstFields = grown(this.#firstFields)
      this.#lines = grown(this.#lines)
    }
    this.#firstFields[this.#rows] = this.#fields
    this.#lines[this.#rows] = this.#line
    this.#rows++
    this.#fields = nextField
  }

  /** Moves the content of a quoted field together, in place. */
  #unescape(bytes: Uint8Array, field: number): void {
    const start = this.#bounds[field * 2] ?? 0
    const end = this.#bounds[field * 2 + 1] ?? 0
    let to = start
    let isOpen = true
    for (let at = start + 1; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (isOpen && byte === quote) {
        if (bytes[at + 1] !== quote || at + 1 >= end) {
          isOpen = false
          continue
        }
        at++
      }
      bytes[to++] = byte
    }
    this.#setBounds(field, start, to)
  }

  #rowsOf(bytes: Buffer): ScannedRows {
    this.#firstFields[this.#rows] = this.#fields
    return {
      bytes,
      numRows: this.#rows,
      bounds: this.#bounds,
      firstFields: this.#firstFields,
      lines: this.#lines,
    }
  }
}

/** More bytes are needed to finish a row. */
const incomplete = -1

/**
 * Checks that no row has more fields than the table has columns; missing ones at the end count as missing values.
 *
 * @throws `RaggedRow`
 */
export function checkWidth(rows: ScannedRows, from: number, width: number, name: string): void {
  const { firstFields } = rows
  for (let row = from; row < rows.numRows; row++) {
    const found = (firstFields[row + 1] ?? 0) - (firstFields[row] ?? 0)
    if (found > width) throw new RaggedRow(name, rows.lines[row] ?? 0, width, found)
  }
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== space && bytes[at] !== tab) return false
  return true
}

function lineEndsIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    if (bytes[at] === lineFeed || (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed)) count++
  }
  return count
}
