import type { Keep } from '../../can-curate/curation-options.ts'
import type { FieldName } from '../../field-name.ts'
import type { Lookup } from './lookup.ts'

export interface LookupOptions<R> {
  /** Gives the values of this field instead of records. */
  readonly returnField?: FieldName<R>
  /** Which of several records with the same property counts; `first` by default, `false` gives all. */
  readonly keep?: Keep
}

type Found<R, Options> = Options extends { readonly returnField: infer F extends keyof R } ? R[F] : R

/** What a property of a look-up holds. */
export type LookupValue<R, Options> = Options extends { readonly keep: false }
  ? Found<R, Options> | Found<R, Options>[]
  : Found<R, Options>

/** A look-up with its properties, whose names only the data tell. */
export type LookupOf<R, Options> = Lookup<Found<R, Options>> & {
  readonly [key: string]: LookupValue<R, Options>
}
