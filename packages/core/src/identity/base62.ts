import { InvalidArgument } from '../errors.ts'

/** Digits in ascending order; equals the order of their code points, so equally long texts sort by value. */
export const base62Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const base = 62n
/** Digits that a plain number holds exactly, and the number of texts of that length: 62⁸ < 2⁵³. */
const partDigits = 8
const part = base ** BigInt(partDigits)
const maxZerosPerEscape = base62Alphabet.length - 1

/** Writes a non-negative integer without padding; zero is `0`. */
export function encodeBase62(value: bigint): string {
  let text = ''
  let rest = value
  for (; rest >= part; rest /= part) text = digitsOf(Number(rest % part)).padStart(partDigits, '0') + text
  return digitsOf(Number(rest)) + text
}

function digitsOf(value: number): string {
  let text = ''
  let rest = value
  do {
    text = base62Alphabet.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  } while (rest > 0)
  return text
}

/**
 * Reads what {@link encodeBase62} writes; leading zeros are accepted.
 *
 * @throws {@link InvalidArgument} when a character is outside the alphabet
 */
export function decodeBase62(text: string): bigint {
  let value = 0n
  for (const character of text) value = value * base + BigInt(digitOf(character))
  return value
}

/**
 * Writes bytes as the big-endian integer they form. Leading zero bytes, which the integer would lose, are written
 * before it as `0` and the digit of their number, `0z` for every full 61 of them.
 */
export function encodeBase62Bytes(bytes: Uint8Array): string {
  const firstNonZero = bytes.findIndex((byte) => byte !== 0)
  const zeros = firstNonZero === -1 ? bytes.length : firstNonZero
  const rest = zeros % maxZerosPerEscape
  const escape = '0z'.repeat(Math.floor(zeros / maxZerosPerEscape)) + (rest ? `0${base62Alphabet[rest]}` : '')
  return firstNonZero === -1 ? escape : escape + encodeBase62(integerOf(bytes))
}

/**
 * Reads what {@link encodeBase62Bytes} writes.
 *
 * @throws {@link InvalidArgument} when a character is outside the alphabet
 */
export function decodeBase62Bytes(text: string): Uint8Array {
  let zeros = 0
  let start = 0
  for (; text[start] === '0' && start + 1 < text.length; start += 2) zeros += digitOf(text[start + 1] ?? '')
  const value = decodeBase62(text.slice(start))
  const hex = value === 0n ? '' : value.toString(16)
  const digits = hex.padStart(hex.length + (hex.length % 2), '0')
  const bytes = new Uint8Array(zeros + digits.length / 2)
  for (let i = 0; i < digits.length; i += 2)
    bytes[zeros + i / 2] = Number.parseInt(digits.slice(i, i + 2), 16)
  return bytes
}

/** The next text of the same length; `zz` overflows to `100`. */
export function incrementBase62(text: string): string {
  return encodeBase62(decodeBase62(text) + 1n).padStart(text.length, '0')
}

function integerOf(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`)
}

function digitOf(character: string): number {
  const digit = character === '' ? -1 : base62Alphabet.indexOf(character)
  if (digit === -1) {
    throw new InvalidArgument(`base62: Invalid character (${character})`, {
      hint: `Uids consist of the characters ${base62Alphabet}.`,
    })
  }
  return digit
}
