import type { Table } from 'apache-arrow'

import { InvalidArgument } from '../../errors.ts'
import { roundToTenth } from './round-to-tenth.ts'

/** What an {@link InspectResult} is made from. */
export interface InspectInput<V> {
  /** The input as one list, with duplicates and empty values. */
  readonly values: readonly unknown[]
  /** Each value that is not empty, once. */
  readonly distinct: readonly V[]
  /** Those of them that the registry lacks. */
  readonly missing: ReadonlySet<unknown>
  readonly synonymsMapper?: { readonly [input: string]: string }
}

/** Which values a registry knows, and what those stand for that it does not know. */
export class InspectResult<V = unknown> {
  /** Values that the registry has, each once, in the order of the input. */
  readonly validated: readonly V[]
  /** The others, without empty ones. */
  readonly nonValidated: readonly V[]
  /** Percentage of {@link nUnique}, rounded to tenths; 0 for no values. */
  readonly fracValidated: number
  /** Number of empty and repeated values. */
  readonly nEmpty: number
  /** Number of different values that are not empty. */
  readonly nUnique: number
  /** Names in the registry, by the synonym or differing case that the input has. */
  readonly synonymsMapper: { readonly [input: string]: string }
  readonly #values: readonly unknown[]

  constructor({ values, distinct, missing, synonymsMapper = {} }: InspectInput<V>) {
    this.validated = distinct.filter((value) => !missing.has(value))
    this.nonValidated = distinct.filter((value) => missing.has(value))
    this.nUnique = distinct.length
    this.nEmpty = this.nUnique === 0 ? 0 : values.length - this.nUnique
    this.fracValidated =
      this.nUnique === 0 ? 0 : 100 - roundToTenth((this.nonValidated.length / this.nUnique) * 100)
    this.synonymsMapper = synonymsMapper
    this.#values = values
  }

  /**
   * One of the two lists, under the names that Python's result has.
   *
   * @throws {@link InvalidArgument} for another name
   */
  get(key: 'validated' | 'mapped' | 'non_validated' | 'not_mapped'): readonly V[] {
    if (key === 'validated' || key === 'mapped') return this.validated
    if (key === 'non_validated' || key === 'not_mapped') return this.nonValidated
    throw new InvalidArgument(
      `An inspection has no '${String(key)}'; it has validated, non_validated, mapped, not_mapped.`,
    )
  }

  /** The input row by row, empty and repeated values included: columns `value` (text) and `__validated__`. */
  async toDataFrame(): Promise<Table> {
    const { Table, vectorFromArray, Bool, Utf8 } = await import('apache-arrow')
    const validated = new Set<unknown>(this.validated)
    const isEmpty = (value: unknown): boolean => value === null || value === undefined
    return new Table({
      value: vectorFromArray(
        this.#values.map((value) => (isEmpty(value) ? null : String(value))),
        new Utf8(),
      ),
      __validated__: vectorFromArray(
        this.#values.map((value) => validated.has(value)),
        new Bool(),
      ),
    })
  }
}
