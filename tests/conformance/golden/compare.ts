import {
  isGoldenList,
  isGoldenObject,
  showGolden,
  type GoldenJson,
  type GoldenObject,
} from './golden-json.ts'
import { hasPlaceholder, PlaceholderBindings } from './placeholders.ts'

/** A place where an actual value is not what was recorded. */
export interface Difference {
  /** path of the value, as `rows[3].name` */
  readonly place: string
  readonly expected: GoldenJson | undefined
  readonly actual: GoldenJson | undefined
}

/** How values are compared. */
export interface CompareOptions {
  /** what placeholders stand for; by default nothing is bound */
  readonly bindings?: PlaceholderBindings
  /** columns whose text is a `|`-joined set */
  readonly setColumns?: ReadonlySet<string>
  /** another rule for a value, by its place; `undefined` leaves it to the usual comparison */
  readonly rule?: (place: string, expected: GoldenJson, actual: GoldenJson) => boolean | undefined
}

const DEFAULT_SET_COLUMNS: ReadonlySet<string> = new Set(['synonyms'])

/**
 * The first place where an actual value differs from the recorded one: numbers by value, `{"$set": […]}` without order,
 * columns `synonyms` as sets of their parts, texts with placeholders, everything else exactly.
 *
 * @returns `undefined` when they agree
 */
export function compareGolden(
  expected: GoldenJson,
  actual: GoldenJson | undefined,
  options: CompareOptions = {},
  place = '',
): Difference | undefined {
  return new Comparison(options).difference(expected, actual, place)
}

/** A difference as one line. */
export function describeDifference({ place, expected, actual }: Difference): string {
  return `${place || 'value'}: expected ${showGolden(expected)}, got ${showGolden(actual)}`
}

class Comparison {
  readonly #bindings: PlaceholderBindings
  readonly #setColumns: ReadonlySet<string>
  readonly #rule: NonNullable<CompareOptions['rule']>

  constructor(options: CompareOptions) {
    this.#bindings = options.bindings ?? new PlaceholderBindings()
    this.#setColumns = options.setColumns ?? DEFAULT_SET_COLUMNS
    this.#rule = options.rule ?? (() => undefined)
  }

  difference(expected: GoldenJson, actual: GoldenJson | undefined, place: string): Difference | undefined {
    if (actual === undefined) return { place, expected, actual }
    const ruled = this.#rule(place, expected, actual)
    if (ruled !== undefined) return ruled ? undefined : { place, expected, actual }
    if (isGoldenList(expected)) return this.#listDifference(expected, actual, place)
    if (isGoldenObject(expected)) return this.#objectDifference(expected, actual, place)
    return this.#isSameScalar(expected, actual, place) ? undefined : { place, expected, actual }
  }

  #isSameScalar(expected: GoldenJson, actual: GoldenJson, place: string): boolean {
    if (typeof expected === 'string') {
      // Sizes stand as `<size>` where a number does.
      const text = typeof actual === 'bigint' && hasPlaceholder(expected) ? String(actual) : actual
      return typeof text === 'string' && this.#isSameText(expected, text, place)
    }
    if (typeof expected === 'number' || typeof expected === 'bigint') {
      const isNumber = typeof actual === 'number' || typeof actual === 'bigint'
      // Comparing by order is exact between bigint and number.
      return isNumber && expected <= actual && expected >= actual
    }
    return expected === actual
  }

  #isSameText(expected: string, actual: string, place: string): boolean {
    const column = /([^.[\]]+)$/u.exec(place)?.[1] ?? ''
    if (!this.#setColumns.has(column)) return this.#bindings.matches(expected, actual)
    const parts = (text: string): string => text.split('|').toSorted().join('|')
    return parts(expected) === parts(actual)
  }

  #listDifference(
    expected: readonly GoldenJson[],
    actual: GoldenJson,
    place: string,
  ): Difference | undefined {
    if (!isGoldenList(actual)) return { place, expected, actual }
    for (const [index, item] of expected.entries()) {
      const found = this.difference(item, actual[index], `${place}[${index}]`)
      if (found) return found
    }
    if (actual.length === expected.length) return undefined
    const extra = `${place}[${expected.length}]`
    return { place: extra, expected: undefined, actual: actual[expected.length] }
  }

  #objectDifference(expected: GoldenObject, actual: GoldenJson, place: string): Difference | undefined {
    if (!isGoldenObject(actual)) return { place, expected, actual }
    const set = expected.$set
    if (isGoldenList(set)) return this.#setDifference(set, actual.$set, place)
    const left = new Set(Object.keys(actual))
    for (const [key, value] of Object.entries(expected)) {
      const actualKey = this.#keyIn(left, key)
      if (actualKey !== undefined) left.delete(actualKey)
      const found = this.difference(
        value,
        actualKey === undefined ? undefined : actual[actualKey],
        dotted(place, key),
      )
      if (found) return found
    }
    const [extra] = left
    return extra === undefined
      ? undefined
      : { place: dotted(place, extra), expected: undefined, actual: actual[extra] }
  }

  /** Keys may be placeholders, as paths of files are. */
  #keyIn(keys: ReadonlySet<string>, recorded: string): string | undefined {
    if (!hasPlaceholder(recorded)) return keys.has(recorded) ? recorded : undefined
    return [...keys].find((key) => this.#bindings.matches(recorded, key))
  }

  #setDifference(
    expected: readonly GoldenJson[],
    actual: GoldenJson | undefined,
    place: string,
  ): Difference | undefined {
    if (!isGoldenList(actual) || actual.length !== expected.length) return { place, expected, actual }
    const left = [...actual]
    for (const item of expected) {
      const index = left.findIndex((candidate) => this.#isSame(item, candidate))
      if (index < 0) return { place, expected: item, actual }
      left.splice(index, 1)
    }
    return undefined
  }

  /** Tries a match; bindings stay only if it holds. */
  #isSame(expected: GoldenJson, actual: GoldenJson): boolean {
    const bindings = this.#bindings.copy()
    const trial = new Comparison({ bindings, setColumns: this.#setColumns, rule: this.#rule })
    if (trial.difference(expected, actual, '')) return false
    this.#bindings.adopt(bindings)
    return true
  }
}

function dotted(place: string, key: string): string {
  return place ? `${place}.${key}` : key
}
