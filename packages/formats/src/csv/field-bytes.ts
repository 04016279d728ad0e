/** Reads fields of text tables from their bytes, as pandas reads them: missing values, booleans and numbers. */

/** Texts that pandas takes as missing values. @see pandas, `read_csv`, parameter `na_values` */
const missingWords: ReadonlySet<string> = new Set([
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
])

const longestMissingWord = 8
const [tab, carriageReturn, space, hash, plus, minus] = [9, 13, 32, 35, 43, 45] as const
const [dot, zero, nine] = [46, 48, 57] as const
const [less, upperE, upperN, lowerE, lowerN] = [60, 69, 78, 101, 110] as const

/** Whether a field stands for a missing value; its first bytes settle most fields. */
export function isMissingField(bytes: Buffer, start: number, end: number): boolean {
  const length = end - start
  if (length === 0) return true
  if (length > longestMissingWord + 1) return false
  const first = bytes[start]
  if (first === upperN || first === lowerN) {
    if (length > 4) return false
  } else if (first === minus || first === zero + 1) {
    const second = bytes[start + 1]
    const isWord = second === lowerN || second === upperN
    if (!isWord && bytes[start + 2] !== hash && bytes[start + 3] !== hash) return false
  } else if (first !== hash && first !== less) return false
  return missingWords.has(asciiText(bytes, start, end))
}

/** Text of a field that holds ASCII. */
export function asciiText(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('latin1', start, end)
}

/** What a field is as a boolean; `undefined` when it is none of pandas' words. */
export function booleanField(bytes: Buffer, start: number, end: number): boolean | undefined {
  const length = end - start
  if (length !== 4 && length !== 5) return undefined
  const text = asciiText(bytes, start, end)
  if (text === 'True' || text === 'TRUE' || text === 'true') return true
  return text === 'False' || text === 'FALSE' || text === 'false' ? false : undefined
}

/** What a field is as a number. */
export type NumberForm = 'int' | 'float' | 'none'

const infinityWord = /^[+-]?inf(inity)?$/i

/** Digits whose number a double holds exactly. */
const exactDigits = 15

/** Powers of ten that a double holds exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, power) => 10 ** power)

/** Exponents beyond which a number may be too large for a float. */
const largestSafeExponent = 300

/**
 * Reads numbers: decimal digits, with blanks around them. One instance is used for many fields, so that nothing is made
 * for a field; it tells about the last one.
 */
export class NumberField {
  form: NumberForm = 'none'
  /** Number of digits without those of the exponent. */
  digits = 0
  isNegative = false
  /** All digits as an integer; rounded when they are more than fifteen. */
  #mantissa = 0
  #exponent = 0

  read(bytes: Buffer, start: number, end: number): void {
    let at = start
    let last = end
    while (at < last && isBlank(bytes[at])) at++
    while (last > at && isBlank(bytes[last - 1])) last--
    const sign = bytes[at]
    this.isNegative = sign === minus
    if (sign === minus || sign === plus) at++
    const wholeStart = at
    let mantissa = 0
    for (; at < last; at++) {
      const digit = (bytes[at] ?? 0) - zero
      if (digit < 0 || digit > 9) break
      mantissa = mantissa * 10 + digit
    }
    this.digits = at - wholeStart
    this.#mantissa = mantissa
    this.#exponent = 0
    if (at === last && this.digits > 0) this.form = 'int'
    else this.form = this.#isRestOfFloat(bytes, at, last) || isInfinity(bytes, start, end) ? 'float' : 'none'
  }

  /**
   * Value of the field that was read; of integers with more than fifteen digits it may be rounded.
   *
   * Mantissa and power of ten are mostly exact, and then their product or quotient is rounded once, as it has to be.
   */
  value(bytes: Buffer, start: number, end: number): number {
    const factor = exactPowers[Math.abs(this.#exponent)]
    if (this.digits === 0) return this.isNegative ? -Infinity : Infinity
    if (this.digits > exactDigits || factor === undefined) return Number(asciiText(bytes, start, end))
    const size = this.#exponent < 0 ? this.#mantissa / factor : this.#mantissa * factor
    return this.isNegative ? -size : size
  }

  #isRestOfFloat(bytes: Buffer, wholeEnd: number, last: number): boolean {
    let at = wholeEnd
    const wholeDigits = this.digits
    if (bytes[at] === dot && at < last) {
      for (at++; at < last; at++) {
        const digit = (bytes[at] ?? 0) - zero
        if (digit < 0 || digit > 9) break
        this.#mantissa = this.#mantissa * 10 + digit
        this.digits++
      }
    }
    if (this.digits === 0) return false
    const exponent = at === last ? 0 : exponentOf(bytes, at, last)
    if (exponent === undefined) return false
    this.#exponent = exponent - (this.digits - wholeDigits)
    // Too large for a float is text to pandas.
    if (exponent + wholeDigits <= largestSafeExponent) return true
    return Number.isFinite(Number(asciiText(bytes, wholeEnd - wholeDigits, last)))
  }
}

function isInfinity(bytes: Buffer, start: number, end: number): boolean {
  return end - start < 32 && infinityWord.test(asciiText(bytes, start, end))
}

/** Exponent from its letter to the end; `undefined` when it is none. */
function exponentOf(bytes: Buffer, start: number, end: number): number | undefined {
  if (bytes[start] !== upperE && bytes[start] !== lowerE) return undefined
  let at = start + 1
  const sign = bytes[at]
  if (sign === minus || sign === plus) at++
  if (at === end) return undefined
  let exponent = 0
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte < zero || byte > nine) return undefined
    exponent = Math.min(exponent * 10 + byte - zero, 100_000)
  }
  return sign === minus ? -exponent : exponent
}

/** Space, and the control characters from tab to carriage return. */
function isBlank(byte: number | undefined): boolean {
  return byte === space || (byte !== undefined && byte >= tab && byte <= carriageReturn)
}
