import type { Table } from 'apache-arrow'

import { InvalidArgument } from '../../errors.ts'
import type { DataFrameOptions } from '../data-frame/data-frame-options.ts'
import type { Scope } from '../scope.ts'
import { findRows, readHits } from './search.ts'
import type { FoundRow, SearchHit, SearchOptions } from './search-options.ts'

/**
 * What a search finds, best first: await it for the records, or ask for the {@link hits}. Searches when it is first
 * asked, once.
 */
export class SearchResult<in out R> implements PromiseLike<R[]>, AsyncIterable<R> {
  readonly #scope: Scope
  readonly #find: () => Promise<FoundRow[]>
  #found: Promise<FoundRow[]> | undefined

  constructor(scope: Scope, text: string, options: SearchOptions<R>) {
    this.#scope = scope
    this.#find = () => findRows(scope, text, options as object)
  }

  /**
   * The records with their scores; `isFuzzy` says that a record does not contain the text, but words like those in it.
   *
   * @example for (const { record, score, isFuzzy } of await db.ULabel.search('alpha').hits()) …
   */
  async hits(): Promise<SearchHit<R>[]> {
    return (await readHits(this.#scope, await this.#rows())) as unknown as SearchHit<R>[]
  }

  async all(): Promise<R[]> {
    return (await this.hits()).map(({ record }) => record)
  }

  /** The best hit. */
  async first(): Promise<R | undefined> {
    const [hit] = await readHits(this.#scope, (await this.#rows()).slice(0, 1))
    return hit?.record as R | undefined
  }

  async count(): Promise<number> {
    return (await this.#rows()).length
  }

  /** The records as an Arrow table, best first. See {@link QuerySet.toDataFrame}; `orderBy` has no effect. */
  async toDataFrame(options: DataFrameOptions<R> = {}): Promise<Table> {
    const { toDataFrame } = await import('../data-frame/to-data-frame.ts')
    const ids = (await this.#rows()).map(({ id }) => id)
    return toDataFrame(this.#scope, options as DataFrameOptions, ids)
  }

  /** @throws {@link InvalidArgument} always: filter before searching */
  filter(): never {
    throw new InvalidArgument('Cannot filter a query once a slice has been taken.', {
      hint: 'Filter first: filter(…).search(…).',
    })
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a search is awaited for its records
  then<A = R[], B = never>(
    fulfilled?: ((records: R[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.all().then(fulfilled, rejected)
  }

  async *[Symbol.asyncIterator](): AsyncIterator<R> {
    yield* await this.all()
  }

  #rows(): Promise<FoundRow[]> {
    this.#found ??= this.#find()
    return this.#found
  }
}
