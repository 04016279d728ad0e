import { floatRepr } from './float-repr.ts'
import { PythonObject, type PythonValue } from './python-object.ts'

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Python's `repr(value)`. */
export function pythonRepr(value: PythonValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return floatRepr(value)
  if (typeof value === 'string') return stringRepr(value)
  return value instanceof PythonObject ? value.repr() : bytesRepr(value)
}

/** Python's `str(value)`. */
export function pythonText(value: PythonValue): string {
  if (typeof value === 'string') return value
  return value instanceof PythonObject ? value.text() : pythonRepr(value)
}

/** Name of the class of a value, as `type(value).__name__`. */
export function typeNameOf(value: PythonValue): string {
  if (value === null) return 'NoneType'
  if (value instanceof PythonObject) return value.typeName
  if (value instanceof Uint8Array) return 'bytes'
  return (
    { boolean: 'bool', bigint: 'int', number: 'float', string: 'str' }[typeof value as 'string'] ?? 'object'
  )
}

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = Array.from(text, (character) =>
    character === quote ? `\\${character}` : (ESCAPED[character] ?? printable(character)),
  )
  return quote + escaped.join('') + quote
}

/** Characters that Python does not print are written by their number. */
function printable(character: string): string {
  if (character === ' ' || !/[\p{C}\p{Z}]/u.test(character)) return character
  const codePoint = character.codePointAt(0) ?? 0
  const hex = codePoint.toString(16)
  if (codePoint < 0x100) return `\\x${hex.padStart(2, '0')}`
  return codePoint < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'"
  const escaped = Array.from(bytes, (byte) => {
    const character = String.fromCodePoint(byte)
    if (character === quote) return `\\${character}`
    if (ESCAPED[character] !== undefined) return ESCAPED[character]
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`
  })
  return `b${quote}${escaped.join('')}${quote}`
}
