import type { AnyRegistry } from '../registry.ts'
import type {
  FromValuesOptions,
  InspectOptions,
  StandardizeOptions,
  ValidateOptions,
} from './curation-options.ts'
import type { CurationInput, ElementOf, PerValue, StandardizeResult } from './curation-types.ts'
import type { CurationValues } from './curation-values.ts'
import type { DraftList } from './draft-list.ts'
import type { InspectResult } from './inspect-result.ts'

/** Comparing values with all records of a registry on the default branches, `db.ULabel.validate(…)` and the like. */
export interface CurateStatics {
  /**
   * Whether records have each value in a field, exactly and minding case. Null, NaN and empty texts are never valid.
   *
   * @example await db.bionty.CellType.validate(['T cell', 'T-cell']) // [true, false]
   * @throws {@link InvalidArgument} when numbers are compared with texts
   */
  validate<C extends AnyRegistry, V extends CurationInput>(
    this: C,
    values: V,
    options?: ValidateOptions<InstanceType<C>>,
  ): Promise<PerValue<V, boolean>>

  /**
   * Says which values records have, and what the others stand for where they are synonyms or differ in case.
   *
   * @throws {@link InvalidArgument} when numbers are compared with texts
   */
  inspect<C extends AnyRegistry, V extends CurationInput>(
    this: C,
    values: V,
    options?: InspectOptions<InstanceType<C>>,
  ): Promise<InspectResult<NonNullable<ElementOf<V>>>>

  /**
   * Replaces synonyms and differing case by names. What is unknown stays as it is.
   *
   * @example await db.bionty.CellType.standardize(['T-cell', 'b cell']) // ['T cell', 'B cell']
   * @throws {@link InvalidArgument} when numbers are compared with texts
   */
  standardize<
    C extends AnyRegistry,
    V extends CurationInput,
    const O extends StandardizeOptions<InstanceType<C>> = object,
  >(
    this: C,
    values: V,
    options?: O,
  ): Promise<StandardizeResult<V, O>>

  /**
   * The records that values stand for: existing ones, then new ones made from the public source. Unknown values are
   * passed over. Await it for the records, or call `save()` on it.
   *
   * @throws {@link InvalidArgument} for a single text instead of a list
   */
  fromValues<C extends AnyRegistry>(
    this: C,
    values: CurationValues,
    options?: FromValuesOptions<InstanceType<C>>,
  ): DraftList<InstanceType<C>>
}
