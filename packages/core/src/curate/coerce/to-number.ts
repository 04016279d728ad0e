import { Float } from '../../identity/python-float.ts'

/** Digits with sign, fraction and exponent; infinities by their names. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const INTEGER = /^[+-]?\d+$/
const INFINITY = /^[+-]?inf(?:inity)?$/i

/** The integer that a value is without loss; `null` for an empty text, `undefined` for any other value. */
export function toInteger(value: unknown): bigint | undefined | null {
  if (value === '') return null
  if (typeof value === 'bigint') return fits(value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'string' && INTEGER.test(value.trim()))
    return fits(BigInt(value.trim().replace('+', '')))
  const number = toFloat(value)
  return typeof number === 'number' && Number.isInteger(number) ? fits(BigInt(number)) : undefined
}

/** 64 bits, with sign. */
const fits = (value: bigint): bigint | undefined => (BigInt.asIntN(64, value) === value ? value : undefined)

/** The float that a value is; `null` for an empty text, `undefined` for a value that is no number. */
export function toFloat(value: unknown): number | undefined | null {
  if (value === '') return null
  if (typeof value === 'number') return value
  if (value instanceof Float) return value.value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' ? parseFloatText(value.trim()) : undefined
}

function parseFloatText(text: string): number | undefined {
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  const number = NUMBER.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}
