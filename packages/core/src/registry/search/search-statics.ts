import type { AnyRegistry } from '../registry.ts'
import type { SearchOptions } from './search-options.ts'
import type { SearchResult } from './search-result.ts'

/** Looking for records, `db.ULabel.search(…)` and the like. */
export interface SearchStatics {
  /**
   * Records on all branches, trash included, that contain a text in any field, best first; then records with similar
   * words, where there is room. Filter first to leave records out: `filter().search(…)`.
   *
   * @example
   * const [best] = await db.bionty.CellType.search('T cell')
   * for (const { record, isFuzzy } of await db.bionty.CellType.search('neurn').hits()) …
   * @throws {@link InvalidArgument} when there is no text
   * @throws {@link FieldError} for an unknown field
   */
  search<C extends AnyRegistry>(
    this: C,
    text: string,
    options?: SearchOptions<InstanceType<C>>,
  ): SearchResult<InstanceType<C>>
}
