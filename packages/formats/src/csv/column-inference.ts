import { asciiText, booleanField, isMissingField, NumberField } from './field-bytes.ts'
import type { ScannedRows } from './row-scanner.ts'

/** Types that text columns are read as. */
export type CsvType = 'int64' | 'uint64' | 'float64' | 'bool' | 'text'

const maxInt64 = 2n ** 63n - 1n
const maxUint64 = 2n ** 64n - 1n

/** Integers with fewer digits fit into 64 bits. */
const safeDigits = 18

/**
 * Finds the type of a column row by row, as pandas does: integers, else floats, else booleans, else text. Integers with
 * missing values become floats; a column without any value is one of floats, one without rows is text.
 */
export class ColumnInference {
  readonly #number = new NumberField()
  #form: 'none' | 'int' | 'float' | 'bool' | 'text' = 'none'
  #rows = 0
  #hasMissing = false
  #hasNegative = false
  #isAboveInt64 = false

  /** Takes up a column of some rows, from one row on. */
  add(rows: ScannedRows, from: number, column: number): void {
    const { bytes, bounds, firstFields, numRows } = rows
    this.#rows += numRows - from
    // Nothing changes the type of text.
    for (let row = from; row < numRows && this.#form !== 'text'; row++) {
      const field = (firstFields[row] ?? 0) + column
      if (field >= (firstFields[row + 1] ?? 0)) this.#hasMissing = true
      else this.#addField(bytes, bounds[field * 2] ?? 0, bounds[field * 2 + 1] ?? 0)
    }
  }

  get type(): CsvType {
    switch (this.#form) {
      case 'none':
        return this.#rows === 0 ? 'text' : 'float64'
      case 'int':
        return this.#integerType()
      case 'float':
        return 'float64'
      default:
        return this.#form
    }
  }

  #addField(bytes: Buffer, start: number, end: number): void {
    if (isMissingField(bytes, start, end)) this.#hasMissing = true
    else if (this.#form === 'bool') {
      if (booleanField(bytes, start, end) === undefined) this.#form = 'text'
    } else this.#addNumber(bytes, start, end)
  }

  #addNumber(bytes: Buffer, start: number, end: number): void {
    const number = this.#number
    number.read(bytes, start, end)
    if (number.form === 'none') {
      const isBool = this.#form === 'none' && booleanField(bytes, start, end) !== undefined
      this.#form = isBool ? 'bool' : 'text'
    } else if (number.form === 'float' || this.#form === 'float') {
      // Integers that only unsigned numbers hold do not become floats.
      this.#form = this.#isAboveInt64 ? 'text' : 'float'
    } else {
      this.#form = 'int'
      this.#hasNegative ||= number.isNegative
      if (number.digits > safeDigits) this.#addLong(BigInt(integerText(bytes, start, end)))
    }
  }

  /** Integers beyond 64 bits are text to pandas, unless a float came before. */
  #addLong(value: bigint): void {
    if (value > maxUint64 || value < -maxInt64 - 1n) this.#form = 'text'
    else if (value > maxInt64) this.#isAboveInt64 = true
  }

  #integerType(): CsvType {
    if (!this.#isAboveInt64) return this.#hasMissing ? 'float64' : 'int64'
    return this.#hasNegative || this.#hasMissing ? 'text' : 'uint64'
  }
}

/** Text of an integer as `BigInt` takes it. */
export function integerText(bytes: Buffer, start: number, end: number): string {
  return asciiText(bytes, start, end).trim().replace('+', '')
}
