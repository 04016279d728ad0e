import { isMissingText } from './missing-words.ts'
import { numberForm } from './number-text.ts'

/** Types that text columns are read as. */
export type CsvType = 'int64' | 'uint64' | 'float64' | 'bool' | 'text'

const minInt64 = -(2n ** 63n)
const maxInt64 = 2n ** 63n - 1n
const maxUint64 = 2n ** 64n - 1n

/** Shorter integers fit into 64 bits whatever their digits are. */
const safeLength = 18

/**
 * Finds the type of a column value by value, as pandas does: integers, else floats, else booleans, else text. Integers with
 * missing values become floats; a column without any value is one of floats, one without rows is text.
 */
export class ColumnInference {
  #form: 'none' | 'int' | 'float' | 'bool' | 'text' = 'none'
  #rows = 0
  #hasMissing = false
  #min = 0n
  #max = 0n

  /** Takes up the next field; `undefined` for a field that the row lacks. */
  add(field: string | undefined): void {
    this.#rows++
    if (field === undefined || isMissingText(field)) this.#hasMissing = true
    else if (this.#form !== 'text') this.#addValue(field)
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

  #addValue(field: string): void {
    if (this.#form === 'bool') {
      if (!isBoolText(field)) this.#form = 'text'
      return
    }
    const form = numberForm(field)
    if (form === 'none') this.#form = this.#form === 'none' && isBoolText(field) ? 'bool' : 'text'
    else if (form === 'float' || this.#form === 'float') this.#form = 'float'
    else {
      this.#form = 'int'
      if (field.length > safeLength) this.#widen(BigInt(field.trim().replace('+', '')))
      else if (field.includes('-')) this.#widen(-1n)
    }
  }

  #widen(value: bigint): void {
    if (value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
  }

  #integerType(): CsvType {
    const fits = this.#min >= minInt64 && this.#max <= maxInt64
    const fitsUnsigned = this.#min >= 0n && this.#max <= maxUint64
    if (!fits && !fitsUnsigned) return 'text'
    if (this.#hasMissing) return 'float64'
    return fits ? 'int64' : 'uint64'
  }
}

/** Words of pandas for true and false. */
export function isBoolText(field: string): boolean {
  return isTrueText(field) || field === 'False' || field === 'FALSE' || field === 'false'
}

/** Words of pandas for true. */
export function isTrueText(field: string): boolean {
  return field === 'True' || field === 'TRUE' || field === 'true'
}
