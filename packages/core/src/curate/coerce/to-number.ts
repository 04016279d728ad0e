import { Float } from '../../identity/python-float.ts'

/** Digits with sign, fraction and exponent; infinities and not-a-number by their names. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const INTEGER = /^[+-]?\d+$/
const NAMED: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['infinity', Infinity],
  ['nan', Number.NaN],
])

/** The integer that a value is without loss; `undefined` for any other value. */
export function toInteger(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return fits(value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'string' && INTEGER.test(value.trim()))
    return fits(BigInt(value.trim().replace('+', '')))
  const number = toFloat(value)
  return number !== undefined && Number.isInteger(number) ? fits(BigInt(number)) : undefined
}

/** 64 bits, with sign. */
const fits = (value: bigint): bigint | undefined => (BigInt.asIntN(64, value) === value ? value : undefined)

/** The float that a value is; `undefined` for one that is no number. */
export function toFloat(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Float) return value.value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' ? parseFloatText(value.trim()) : undefined
}

function parseFloatText(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text)
  const named = NAMED.get(text.toLowerCase().replace(/^[+-]/, ''))
  return named !== undefined && text.startsWith('-') ? -named : named
}
