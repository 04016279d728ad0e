import type { Data, Vector } from 'apache-arrow'
import type { Arrow } from '../../arrow/load-arrow.ts'
import { encodePlain } from './plain-encoding.ts'

/**
 * Collects the dictionaries of one column, batch by batch, into one that starts with the first as it is: order and unused
 * values survive, which ordered categoricals need.
 */
export class DictionaryBuilder {
  readonly #arrow: Arrow
  readonly #parts: Vector[] = []
  #size = 0
  /** Codes by value; made only when a second dictionary comes. */
  #codes: Map<unknown, number> | undefined
  #last: { readonly dictionary: Vector; readonly codes: Int32Array | undefined } | undefined

  constructor(arrow: Arrow) {
    this.#arrow = arrow
  }

  /** Number of values so far. */
  get size(): number {
    return this.#size
  }

  /**
   * Codes of some rows in the common dictionary, which takes up the values that it lacks.
   *
   * @param data - a dictionary column whose dictionary has no missing values
   */
  codesOf(data: Data, slots: Int32Array | undefined): Int32Array {
    const codes: ArrayLike<number> = data.values
    const translation = this.#translationOf(data)
    const count = slots?.length ?? data.length
    const out = new Int32Array(count)
    for (let n = 0; n < count; n++) {
      const code = codes[slots === undefined ? n : (slots[n] ?? 0)] ?? 0
      out[n] = translation === undefined ? code : (translation[code] ?? 0)
    }
    return out
  }

  /** The values in the order of their codes, as a dictionary page holds them. */
  encode(): Uint8Array[] {
    return this.#parts.flatMap((part) =>
      part.data.map((data) => {
        const values = encodePlain(this.#arrow, data, undefined)
        return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
      }),
    )
  }

  #translationOf(data: Data): Int32Array | undefined {
    const { dictionary } = data
    if (dictionary === undefined) throw new TypeError('the column has no dictionary')
    if (this.#last !== undefined && sameValues(this.#last.dictionary, dictionary)) return this.#last.codes
    const codes = this.#parts.length === 0 ? this.#addWhole(dictionary) : this.#addMissing(dictionary)
    this.#last = { dictionary, codes }
    return codes
  }

  #addWhole(dictionary: Vector): undefined {
    this.#parts.push(dictionary)
    this.#size = dictionary.length
  }

  #addMissing(dictionary: Vector): Int32Array {
    const known = this.#knownCodes()
    const translation = new Int32Array(dictionary.length)
    const added: unknown[] = []
    for (let code = 0; code < dictionary.length; code++) {
      const value: unknown = keyOf(dictionary.get(code))
      const existing = known.get(value)
      if (existing === undefined) {
        known.set(value, this.#size + added.length)
        added.push(dictionary.get(code))
      }
      translation[code] = existing ?? this.#size + added.length - 1
    }
    if (added.length > 0) {
      this.#parts.push(this.#arrow.vectorFromArray(added, dictionary.type))
      this.#size += added.length
    }
    return translation
  }

  #knownCodes(): Map<unknown, number> {
    if (this.#codes !== undefined) return this.#codes
    const codes = new Map<unknown, number>()
    let code = 0
    for (const part of this.#parts) for (const value of part) codes.set(keyOf(value), code++)
    this.#codes = codes
    return codes
  }
}

/** Bytes are told apart by content. */
function keyOf(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}

/** Whether two dictionaries hold the same values in the same order, as the batches of one file mostly do. */
function sameValues(a: Vector, b: Vector): boolean {
  if (a === b) return true
  if (a.length !== b.length || a.data.length !== 1 || b.data.length !== 1) return false
  const [left, right] = [a.data[0], b.data[0]]
  if (left === undefined || right === undefined) return false
  return sameBytes(left.valueOffsets, right.valueOffsets) && sameBytes(left.values, right.values)
}

function sameBytes(a: ArrayBufferView | undefined, b: ArrayBufferView | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.byteLength !== b.byteLength) return false
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(
    Buffer.from(b.buffer, b.byteOffset, b.byteLength),
  )
}
