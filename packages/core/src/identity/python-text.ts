import { InvalidArgument } from '../errors.ts'
import { isPlainObject } from './plain-object.ts'
import { Float, pyFloatText, pyNumberText } from './python-float.ts'

/**
 * A value as Python's `str` prints it. Hashes of JSON values are hashes of this text.
 *
 * Values are those that JSON has, with `bigint` and {@link Float} for numbers that must be ints or floats, `Map` beside
 * plain objects, and sets. A plain number counts as an int where it can be one.
 *
 * @throws {@link InvalidArgument} for another value
 */
export function pyStr(value: unknown): string {
  return typeof value === 'string' ? value : pyRepr(value)
}

/** A value as Python's `repr` prints it; like {@link pyStr}, with texts in quotes. */
export function pyRepr(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'boolean':
      return value ? 'True' : 'False'
    case 'bigint':
      return value.toString()
    case 'number':
      return pyNumberText(value)
    case 'undefined':
      return 'None'
    case 'object':
      return value === null ? 'None' : objectText(value)
    default:
      throw new InvalidArgument(`A ${typeof value} has no text in Python.`)
  }
}

function objectText(value: object): string {
  if (value instanceof Float) return pyFloatText(value.value)
  if (Array.isArray(value)) return `[${value.map(pyRepr).join(', ')}]`
  if (value instanceof Set) return value.size === 0 ? 'set()' : `{${[...value].map(pyRepr).join(', ')}}`
  if (value instanceof Map) return dictText([...value])
  if (isPlainObject(value)) return dictText(Object.entries(value))
  throw new InvalidArgument(`An object of class ${value.constructor.name} has no text in Python.`)
}

function dictText(entries: readonly (readonly [unknown, unknown])[]): string {
  const present = entries.filter(([, item]) => item !== undefined)
  return `{${present.map(([key, item]) => `${pyRepr(key)}: ${pyRepr(item)}`).join(', ')}}`
}

/** Single quotes, unless the text has single and no double ones. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  let body = ''
  for (const character of text) body += character === quote ? `\\${quote}` : escaped(character)
  return quote + body + quote
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/**
 * What Python calls unprintable: the categories Other and Separator but for the space. The tables of both languages
 * follow their Unicode version, so characters younger than the older of the two are printed by one only.
 */
const unprintable = /^[\p{C}\p{Z}]$/u

function escaped(character: string): string {
  const short = shortEscapes.get(character)
  if (short !== undefined) return short
  if (character === ' ' || !unprintable.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
