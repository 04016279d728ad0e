/**
 * A number that is a float even where it has no fraction. JavaScript cannot tell `100.0` from `100`, the texts and
 * hashes in the database do.
 */
export class Float {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }

  valueOf(): number {
    return this.value
  }

  toJSON(): number {
    return this.value
  }
}

/** A finite or non-finite number as the text that Python's `repr` gives a float: `100.0`, `1e-07`, `1e+16`, `nan`. */
export function pyFloatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) return withPythonExponent(value)
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

/** Python writes the exponent with a sign and at least two digits. Both languages print the shortest mantissa. */
function withPythonExponent(value: number): string {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const sign = exponent.startsWith('-') ? '-' : '+'
  return `${mantissa}e${sign}${exponent.slice(1).padStart(2, '0')}`
}

/**
 * A plain number as Python would print it if it were an int wherever it can be: `1`, `9007199254740992`, `0.5`,
 * `-0.0`, `1e+21`.
 */
export function pyNumberText(value: number): string {
  // From 10^21 on JavaScript itself leaves the notation of integers; such a number was hardly meant as one.
  const isInteger = Number.isInteger(value) && !Object.is(value, -0) && Math.abs(value) < 1e21
  return isInteger ? BigInt(value).toString() : pyFloatText(value)
}
