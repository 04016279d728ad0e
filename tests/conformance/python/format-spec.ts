import { asNumber } from './equality.ts'
import { floatRepr } from './float-repr.ts'
import { PythonError } from './python-error.ts'
import type { PythonValue } from './python-object.ts'
import { pythonText } from './python-repr.ts'

const SPEC = /^(?:(.)?([<>=^]))?([+\- ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su

interface FormatSpec {
  readonly fill: string
  readonly align: string | undefined
  readonly sign: string
  readonly alternate: boolean
  readonly width: number
  readonly grouping: string
  readonly precision: number | undefined
  readonly type: string
}

/**
 * Python's `format(value, spec)` for texts, ints and floats.
 *
 * @throws {@link PythonError} `ValueError` for a specification that does not fit the value
 * @see Python documentation, "Format Specification Mini-Language"
 */
export function formatValue(value: PythonValue, text: string): string {
  if (text === '') return pythonText(value)
  const spec = readSpec(text)
  const number = asNumber(value)
  if (number === undefined || (typeof value === 'boolean' && spec.type === '')) {
    const shown = pythonText(value)
    const cut = spec.precision === undefined ? shown : Array.from(shown).slice(0, spec.precision).join('')
    return aligned('', cut, { ...spec, align: spec.align ?? '<' })
  }
  const negative = number < 0 || Object.is(number, -0)
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign
  return aligned(sign, magnitude(number, spec), { ...spec, align: spec.align ?? '>' })
}

function readSpec(text: string): FormatSpec {
  const match = SPEC.exec(text)
  if (!match) throw new PythonError('ValueError', `Invalid format specifier '${text}'`)
  const [, fill, align, sign, alternate, zero, width, grouping, precision, type] = match
  return {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? (zero ? '=' : undefined),
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? '',
  }
}

function aligned(sign: string, body: string, spec: FormatSpec): string {
  const missing = Math.max(spec.width - Array.from(sign + body).length, 0)
  const [left, right] = [Math.floor(missing / 2), Math.ceil(missing / 2)]
  switch (spec.align) {
    case '<':
      return sign + body + spec.fill.repeat(missing)
    case '^':
      return spec.fill.repeat(left) + sign + body + spec.fill.repeat(right)
    case '=':
      return sign + spec.fill.repeat(missing) + body
    default:
      return spec.fill.repeat(missing) + sign + body
  }
}

function magnitude(number: bigint | number, spec: FormatSpec): string {
  const radix = { b: 2, o: 8, d: 10, x: 16, X: 16 }[spec.type] ?? (spec.type === '' ? 10 : undefined)
  if (typeof number === 'bigint' && radix !== undefined) {
    const digits = (number < 0n ? -number : number).toString(radix)
    const prefix = spec.alternate && radix !== 10 ? `0${spec.type}` : ''
    return prefix + grouped(spec.type === 'X' ? digits.toUpperCase() : digits, spec.grouping)
  }
  return grouped(floatMagnitude(Math.abs(Number(number)), spec), spec.grouping)
}

function floatMagnitude(value: number, spec: FormatSpec): string {
  const precision = spec.precision ?? 6
  switch (spec.type) {
    case 'f':
    case 'F':
      return value.toFixed(precision)
    case '%':
      return `${(value * 100).toFixed(precision)}%`
    case 'e':
    case 'E': {
      const text = value.toExponential(precision).replace(/e([+-])(\d)$/u, 'e$10$2')
      return spec.type === 'E' ? text.toUpperCase() : text
    }
    case '':
    case 'g':
    case 'G':
      if (spec.type === '' && spec.precision === undefined) return floatRepr(value)
      return general(value, Math.max(precision, 1))
    default:
      throw new PythonError('ValueError', `Unknown format code '${spec.type}' for object of type 'float'`)
  }
}

/** Significant digits without trailing zeros; an exponent below 1e-4 and from the precision on. */
function general(value: number, precision: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(precision - 1).split('e')
  const power = Number(exponent)
  const stripped = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/u, '') : text)
  if (power >= -4 && power < precision) return stripped(value.toFixed(precision - 1 - power))
  return `${stripped(mantissa)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

function grouped(digits: string, separator: string): string {
  if (separator === '') return digits
  const [whole = '', rest] = digits.split('.')
  const groups = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, separator)
  return rest === undefined ? groups : `${groups}.${rest}`
}
