import type { Logger } from '@lamindb/core'

import type { TermRow } from '../content/term-row.ts'
import type { PublicTerm } from './term-origin.ts'

/** Terms by keys that can be typed: `lookup.t_cell`; `dict()` gives them by the values themselves. */
export type TermLookup<T extends TermRow = PublicTerm> = { readonly [key: string]: T } & {
  /** Terms by the value of the field as it is; a list where several terms have it. */
  dict(): ReadonlyMap<string, T | readonly T[]>
}

/** Words that the reference cannot use as attributes. */
const RESERVED = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
)

/**
 * The key of a value: what is no ASCII letter, digit or underscore becomes `_`, one for each run; lower case; `bt_` before a
 * key that does not begin with a letter, `_` after reserved words.
 */
export function lookupKey(value: string): string {
  const key = value.replaceAll(/[^0-9a-zA-Z_]+/g, '_').toLowerCase()
  const prefixed = /^[a-z]/.test(key) ? key : `bt_${key}`
  return RESERVED.has(prefixed) ? `${prefixed}_` : prefixed
}

/** Makes the look-up object of a field. A key of several terms gives the first one, and a warning when it is used first. */
export function termLookup<T extends TermRow>(
  rows: readonly T[],
  field: string,
  logger: Logger,
): TermLookup<T> {
  const valued = rows.flatMap((row) => {
    const value = row[field]
    return typeof value === 'string' && value !== '' ? [{ value, row }] : []
  })
  const byKey = Map.groupBy(valued, ({ value }) => lookupKey(value))
  const lookup = Object.create({
    dict: () =>
      new Map(
        [...Map.groupBy(valued, ({ value }) => value)].map(([value, found]) => [
          value,
          found.length === 1 ? found[0]?.row : found.map(({ row }) => row),
        ]),
      ),
  }) as object
  for (const [key, found] of byKey) {
    const row = found[0]?.row
    if (found.length === 1) Object.defineProperty(lookup, key, { value: row, enumerable: true })
    else
      Object.defineProperty(lookup, key, { get: warnOnce(key, found.length, row, logger), enumerable: true })
  }
  return lookup as TermLookup<T>
}

function warnOnce<T>(key: string, count: number, row: T, logger: Logger): () => T {
  const said = { once: false }
  return () => {
    if (!said.once) logger.warning(`${count} records found for '${key}'. Returning based on keep='first'.`)
    said.once = true
    return row
  }
}
