/** Numbers as pandas reads them from text: decimal digits, with blanks around them. */

const [tab, space, plus, minus, dot, zero, nine, upperE, lowerE] = [
  9, 32, 43, 45, 46, 48, 57, 69, 101,
] as const

/** What a text is as a number. */
export type NumberForm = 'int' | 'float' | 'none'

const infinity = /^[ \t]*[+-]?inf(inity)?[ \t]*$/i

/** Tells integers, such as `-07`, from other numbers, such as `1e3`, `.5` and `inf`, and both from other text. */
export function numberForm(text: string): NumberForm {
  let at = 0
  let end = text.length
  while (at < end && isBlank(text.charCodeAt(at))) at++
  while (end > at && isBlank(text.charCodeAt(end - 1))) end--
  const sign = text.charCodeAt(at)
  if (sign === plus || sign === minus) at++
  const digits = countDigits(text, at, end)
  at += digits
  if (at === end) return digits > 0 ? 'int' : 'none'
  return isRestOfFloat(text, at, end, digits) ? 'float' : 'none'
}

function isRestOfFloat(text: string, start: number, end: number, wholeDigits: number): boolean {
  let at = start
  let digits = wholeDigits
  if (text.charCodeAt(at) === dot) {
    const fraction = countDigits(text, at + 1, end)
    digits += fraction
    at += 1 + fraction
  }
  if (digits === 0) return infinity.test(text)
  if (at === end) return true
  const exponent = text.charCodeAt(at)
  if (exponent !== upperE && exponent !== lowerE) return false
  at++
  const sign = text.charCodeAt(at)
  if (sign === plus || sign === minus) at++
  const exponentDigits = countDigits(text, at, end)
  return exponentDigits > 0 && at + exponentDigits === end
}

/** Value of a text that {@link numberForm} takes for a number. */
export function parseFloatText(text: string): number {
  const value = Number(text)
  if (!Number.isNaN(value)) return value
  return text.includes('-') ? -Infinity : Infinity
}

function countDigits(text: string, start: number, end: number): number {
  let at = start
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code < zero || code > nine) break
    at++
  }
  return at - start
}

function isBlank(code: number): boolean {
  return code === space || code === tab
}
