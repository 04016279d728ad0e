import { InvalidArgument } from '@lamindb/core/errors'

import type { TermRow } from '../content/term-row.ts'

/** Values as a list; a single one is a list of one. */
export function valuesOf(values: unknown): unknown[] {
  const isList = typeof values === 'object' && values !== null && Symbol.iterator in values
  return isList ? [...(values as Iterable<unknown>)] : [values]
}

/** Each value that is not empty, once, in order. */
export function distinctValues(values: readonly unknown[]): unknown[] {
  const distinct = new Set(values)
  for (const empty of [null, undefined, '', Number.NaN]) distinct.delete(empty)
  return [...distinct]
}

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'

const kindOf = (value: unknown): string =>
  isNumeric(value) ? 'numeric' : typeof value === 'string' ? 'str/categorical' : 'unknown'

/**
 * Compares the first value with the column; both are uniform.
 *
 * @throws InvalidArgument for numbers where the column has texts, and the other way round
 */
export function checkKindOfValues(values: readonly unknown[], rows: readonly TermRow[], field: string): void {
  const [first] = values
  const held = rows.find((row) => (row[field] ?? null) !== null)?.[field]
  if (first === null || first === undefined || Number.isNaN(first)) return
  const column = held === undefined ? 'str/categorical' : kindOf(held)
  if (kindOf(first) === column) return
  throw new InvalidArgument(
    `Type mismatch: identifiers are '${kindOf(first)}' but field_values are '${column}'.`,
    { hint: `The first value is ${String(first)}; the column is '${field}'.` },
  )
}
