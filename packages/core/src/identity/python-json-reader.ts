import { InvalidJson } from '../errors.ts'
import { Float } from './python-float.ts'

/** How {@link pyLoads} reads. */
export interface PyLoadsOptions {
  /**
   * What becomes of an object whose order of keys a plain object would change, because JavaScript moves keys that
   * look like integers to the front: a plain object in JavaScript's order (default), or a `Map` in the order of the
   * text. All other objects are plain.
   */
  readonly reorderedObjects?: 'object' | 'map'
}

/**
 * Reads JSON as Python's `json.loads` does, NaN and infinities included, so that {@link pyDumps} writes it back
 * unchanged: an integral number written as a float (`1.0`, `1e16`) becomes a {@link Float}, an int beyond 2^53 a
 * `bigint`, every other number a plain one.
 *
 * @throws {@link InvalidJson} with the offset of the first offending character
 */
export function pyLoads(text: string, options: PyLoadsOptions = {}): unknown {
  return new PyJsonReader(text, options).readAll()
}

/** Deeper nesting would exhaust the call stack; Python refuses at about 1000 levels. */
const maxDepth = 1000

const constants: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]

class PyJsonReader {
  readonly #text: string
  readonly #options: PyLoadsOptions
  readonly #whitespace = /[ \t\n\r]*/y
  readonly #number = /-?(?:0|[1-9]\d*)(?<fraction>\.\d+)?(?<exponent>[eE][+-]?\d+)?/y
  #offset = 0
  #depth = 0

  constructor(text: string, options: PyLoadsOptions) {
    this.#text = text
    this.#options = options
  }

  readAll(): unknown {
    const value = this.#value()
    if (this.#offset < this.#text.length) throw this.#expected('the end of the text')
    return value
  }

  /** Reads a value and the white space on both sides of it. */
  #value(): unknown {
    this.#match(this.#whitespace)
    const value = this.#bareValue()
    this.#match(this.#whitespace)
    return value
  }

  #bareValue(): unknown {
    const first = this.#text[this.#offset]
    if (first === '"') return this.#string()
    if (first === '{' || first === '[') return this.#container(first)
    for (const [name, value] of constants) if (this.#take(name)) return value
    const found = this.#match(this.#number)
    if (!found) throw this.#expected('a value')
    return numberOf(found)
  }

  #container(opening: '{' | '['): unknown {
    if (++this.#depth > maxDepth) throw this.#expected(`at most ${maxDepth} levels of nesting`)
    this.#take(opening)
    const value = opening === '{' ? this.#object() : this.#array()
    this.#depth--
    return value
  }

  #array(): unknown[] {
    const items: unknown[] = []
    this.#match(this.#whitespace)
    if (this.#take(']')) return items
    for (;;) {
      items.push(this.#value())
      if (this.#take(']')) return items
      if (!this.#take(',')) throw this.#expected("',' or ']'")
    }
  }

  #object(): unknown {
    const entries = new Map<string, unknown>()
    this.#match(this.#whitespace)
    if (!this.#take('}')) {
      do this.#entry(entries)
      while (this.#take(','))
      if (!this.#take('}')) throw this.#expected("',' or '}'")
    }
    const keepMap = this.#options.reorderedObjects === 'map' && changesOrder(entries.keys())
    return keepMap ? entries : Object.fromEntries(entries)
  }

  #entry(entries: Map<string, unknown>): void {
    this.#match(this.#whitespace)
    const key = this.#string()
    this.#match(this.#whitespace)
    if (!this.#take(':')) throw this.#expected("':'")
    entries.set(key, this.#value())
  }

  #string(): string {
    const start = this.#offset
    if (this.#text[start] !== '"') throw this.#expected('a string')
    let end = start + 1
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1
    this.#offset = end + 1
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string
    } catch {
      throw new InvalidJson(this.#text, start, 'a string')
    }
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#offset)) return false
    this.#offset += token.length
    return true
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#offset
    const found = pattern.exec(this.#text)
    if (found) this.#offset = pattern.lastIndex
    return found
  }

  #expected(what: string): InvalidJson {
    return new InvalidJson(this.#text, this.#offset, what)
  }
}

function numberOf(found: RegExpExecArray): number | bigint | Float {
  const value = Number(found[0])
  if (found.groups?.['fraction'] !== undefined || found.groups?.['exponent'] !== undefined) {
    return Number.isInteger(value) ? new Float(value) : value
  }
  // Python's int has no negative zero.
  return Number.isSafeInteger(value) ? value + 0 : BigInt(found[0])
}

/** Whether a plain object with these keys would iterate over them in another order. */
function changesOrder(keys: Iterable<string>): boolean {
  let previous = -1
  let sawOther = false
  for (const key of keys) {
    const index = arrayIndexOf(key)
    if (index === undefined) sawOther = true
    else if (sawOther || index < previous) return true
    else previous = index
  }
  return false
}

/** ECMA-262 10.1.11: canonical numeric texts below 2^32 - 1 come first, in ascending order. */
function arrayIndexOf(key: string): number | undefined {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1 ? Number(key) : undefined
}
