import { InvalidArgument, NonFiniteNumber } from '../errors.ts'
import { compareCodePoints } from './code-point-order.ts'
import { isPlainObject } from './plain-object.ts'
import { Float, pyFloatText, pyNumberText } from './python-float.ts'

/** How {@link pyDumps} writes. */
export interface PyDumpsOptions {
  /** Keys of every object in code point order; else in insertion order. */
  readonly sortKeys?: boolean
  /** NaN and the infinities, which are no JSON although Python writes them. Default `write`. */
  readonly nonFinite?: 'write' | 'refuse'
}

/**
 * Writes a value as Python's `json.dumps` does with default settings: separators `, ` and `: `, everything outside
 * U+0020–U+007E escaped, floats told from ints. The database compares these texts, so they must agree to the byte.
 *
 * Plain integral numbers are written as ints and {@link Float} as floats; a `Map` keeps the order of keys that look
 * like integers; `undefined` is left out of objects and `null` elsewhere. `toJSON` is not asked: dates are refused, as
 * in Python, because their zone has to be decided first, and records must not end in a JSON column by accident.
 *
 * @throws {@link NonFiniteNumber} for NaN and infinities with `nonFinite: 'refuse'`
 * @throws {@link InvalidArgument} for a value without JSON form (date, set, bytes, class instance, function, cycle)
 */
export function pyDumps(value: unknown, options: PyDumpsOptions = {}): string {
  return new PyJsonWriter(options).write(value, [])
}

class PyJsonWriter {
  readonly #options: PyDumpsOptions
  readonly #open = new Set<object>()

  constructor(options: PyDumpsOptions) {
    this.#options = options
  }

  write(value: unknown, path: readonly (string | number)[]): string {
    switch (typeof value) {
      case 'undefined':
        return 'null'
      case 'string':
        return jsonString(value)
      case 'boolean':
      case 'bigint':
        return String(value)
      case 'number':
        return this.#number(value, pyNumberText, path)
      case 'object':
        return value === null ? 'null' : this.#object(value, path)
      default:
        throw withoutJsonForm(`a ${typeof value}`, path)
    }
  }

  #number(value: number, text: (value: number) => string, path: readonly (string | number)[]): string {
    if (Number.isFinite(value)) return text(value)
    if (this.#options.nonFinite === 'refuse') throw new NonFiniteNumber(value, path)
    return String(value)
  }

  #object(value: object, path: readonly (string | number)[]): string {
    if (value instanceof Float) return this.#number(value.value, pyFloatText, path)
    if (this.#open.has(value)) throw withoutJsonForm('a cycle', path)
    this.#open.add(value)
    const text = this.#container(value, path)
    this.#open.delete(value)
    return text
  }

  #container(value: object, path: readonly (string | number)[]): string {
    if (Array.isArray(value)) return `[${value.map((item, i) => this.write(item, [...path, i])).join(', ')}]`
    const entries = entriesOf(value, path).filter(([, item]) => item !== undefined)
    if (this.#options.sortKeys) entries.sort(([a], [b]) => compareCodePoints(a, b))
    return `{${entries.map(([key, item]) => `${jsonString(key)}: ${this.write(item, [...path, key])}`).join(', ')}}`
  }
}

/** A text as JSON with everything outside U+0020–U+007E escaped, in lower-case hexadecimal. */
export function jsonString(text: string): string {
  // oxlint-disable-next-line no-control-regex -- U+007F is the control character that JSON.stringify leaves alone
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, escapeUnit)
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function entriesOf(value: object, path: readonly (string | number)[]): [string, unknown][] {
  if (value instanceof Map) return [...value].map(([key, item]) => [jsonKey(key, path), item])
  if (!isPlainObject(value)) throw withoutJsonForm(`an object of class ${value.constructor.name}`, path)
  return Object.entries(value)
}

/** Python turns the keys that are no texts into the JSON of their values. */
function jsonKey(key: unknown, path: readonly (string | number)[]): string {
  if (typeof key === 'string') return key
  if (typeof key === 'number') return pyNumberText(key)
  if (typeof key === 'bigint' || typeof key === 'boolean' || key === null) return String(key)
  throw withoutJsonForm(`a key of type ${typeof key}`, path)
}

function withoutJsonForm(what: string, path: readonly (string | number)[]): InvalidArgument {
  const place = path.length === 0 ? '' : ` at ${path.map((step) => `[${JSON.stringify(step)}]`).join('')}`
  return new InvalidArgument(`JSON cannot hold ${what}${place}.`, {
    hint: 'Pass texts, numbers, booleans, null, lists and plain objects or maps of these; dates as ISO texts.',
  })
}
