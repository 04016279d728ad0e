import { instanceOf, type RegistryRecord } from '@lamindb/core'
import { MultipleResultsFound } from '@lamindb/core/errors'

import type { Source } from '../registries/source.ts'
import type { OrganismArgument } from '../terms/default-source.ts'

export interface FromSourceOptions {
  /** Name or record; where records belong to no organism, it selects the source. */
  readonly organism?: OrganismArgument
  /** The source to look at, in place of the default one. */
  readonly source?: Source | null
  /** Says nothing about what was found. */
  readonly mute?: boolean
}

/**
 * Records of terms of a public source, looked up when they are awaited. Awaiting gives the record, or a list where several
 * terms have the value; `save()` saves and gives the same.
 */
export class FromSource<R> implements PromiseLike<R | R[]> {
  readonly #find: () => Promise<R[]>
  #found: Promise<R[]> | undefined

  constructor(find: () => Promise<R[]>) {
    this.#find = find
  }

  /** All records, always as a list. */
  all(): Promise<R[]> {
    this.#found ??= this.#find()
    return this.#found
  }

  /** The only record. @throws {@link MultipleResultsFound} when several terms have the value */
  async one(): Promise<R> {
    const [record, ...others] = (await this.all()) as [R, ...R[]]
    if (others.length === 0) return record
    throw new MultipleResultsFound(
      `${others.length + 1} terms of the source have the value, among them ${String(record)} and ${String(others[0])}.`,
      { hint: 'Ask by an identifier, or take all() of them.' },
    )
  }

  /** Finds the records and saves those that are new, with their parents. */
  async save(): Promise<R | R[]> {
    const records = await this.all()
    const [first] = records as unknown as [RegistryRecord]
    await instanceOf(first).save(records as unknown as RegistryRecord[])
    return single(records)
  }

  // oxlint-disable-next-line unicorn/no-thenable -- awaiting looks the terms up
  then<A = R | R[], B = never>(
    fulfilled?: ((records: R | R[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.all().then(single).then(fulfilled, rejected)
  }
}

const single = <R>(records: R[]): R | R[] => (records.length === 1 ? (records[0] as R) : records)
