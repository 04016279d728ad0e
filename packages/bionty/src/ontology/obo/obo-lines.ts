const lineFeed = 0x0a
const carriageReturn = 0x0d
const backslash = 0x5c

/**
 * Called with each line: `bytes[start, end)` without its line end, and the number of the line, from 1. The bytes are
 * valid during the call only.
 */
export type LineHandler = (bytes: Uint8Array, start: number, end: number, line: number) => void

/**
 * Splits chunks of bytes into the logical lines of OBO: ended by LF, CR LF or CR, and continued on the next one by a
 * backslash at the end.
 *
 * @see OBO flat file format 1.4, section 2.1
 */
export class OboLines {
  readonly #onLine: LineHandler
  /** Pieces of a line whose end was not seen yet, from earlier chunks. */
  #pieces: Uint8Array[] = []
  /** Lines that the current one continues, without their backslashes. */
  #continued: Uint8Array[] = []
  #line = 1
  #endedByCarriageReturn = false

  constructor(onLine: LineHandler) {
    this.#onLine = onLine
  }

  write(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    let start = this.#endedByCarriageReturn && chunk[0] === lineFeed ? 1 : 0
    this.#endedByCarriageReturn = false
    for (let i = start; i < chunk.length; i++) {
      const byte = chunk[i]
      if (byte !== lineFeed && byte !== carriageReturn) continue
      this.#endLine(chunk, start, i)
      if (byte === carriageReturn) {
        if (i + 1 === chunk.length) this.#endedByCarriageReturn = true
        else if (chunk[i + 1] === lineFeed) i++
      }
      start = i + 1
    }
    if (start < chunk.length) this.#pieces.push(chunk.slice(start))
  }

  /** Hands out the last line, if the file does not end with a line end. */
  end(): void {
    if (this.#pieces.length > 0 || this.#continued.length > 0) this.#emit(concatenate(this.#pieces))
  }

  #endLine(chunk: Uint8Array, start: number, end: number): void {
    if (this.#pieces.length > 0) {
      this.#endWholeLine(concatenate([...this.#pieces, chunk.subarray(start, end)]))
    } else if (this.#continued.length > 0 || isContinued(chunk, start, end)) {
      this.#endWholeLine(chunk.slice(start, end))
    } else this.#onLine(chunk, start, end, this.#line++)
  }

  #endWholeLine(bytes: Uint8Array): void {
    this.#pieces = []
    if (isContinued(bytes, 0, bytes.length)) this.#continued.push(bytes.subarray(0, -1))
    else this.#emit(bytes)
  }

  #emit(last: Uint8Array): void {
    const line = this.#line
    this.#line += 1 + this.#continued.length
    const whole = this.#continued.length === 0 ? last : concatenate([...this.#continued, last])
    this.#continued = []
    this.#onLine(whole, 0, whole.length, line)
  }
}

/** Whether the line ends with a backslash that is not itself escaped by one. */
function isContinued(bytes: Uint8Array, start: number, end: number): boolean {
  let count = 0
  while (end - count > start && bytes[end - 1 - count] === backslash) count++
  return count % 2 === 1
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
