import type { FieldName } from '../field-name.ts'
import type { RegistryField } from '../registry-field.ts'
import type { AnyRegistry } from '../registry.ts'
import type { LookupOf, LookupOptions } from './lookup/lookup-options.ts'
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

  /**
   * Records on all branches, trash included, by properties made from a field, by default the name. Values that differ in
   * signs or case only share a property. Filter first to leave records out: `filter().lookup()`.
   *
   * @example
   * const types = await db.bionty.CellType.lookup()
   * types.t_cell // the record named 'T cell'
   * types.dict()['T cell'] // the same, by the value itself
   */
  lookup<C extends AnyRegistry, const O extends LookupOptions<InstanceType<C>> = object>(
    this: C,
    field?: FieldName<InstanceType<C>> | RegistryField,
    options?: O,
  ): Promise<LookupOf<InstanceType<C>, O>>
}
