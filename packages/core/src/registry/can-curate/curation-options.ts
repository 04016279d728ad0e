import type { FieldName } from '../field-name.ts'
import type { RegistryField } from '../registry-field.ts'
import type { RegistryRecord } from '../record.ts'

/** What every way to compare values with a registry takes. */
export interface CurationOptions<R = RegistryRecord> {
  /** The field that the values are of; by default the one by which people call the records. */
  readonly field?: FieldName<R> | RegistryField
  /** Says nothing about the outcome. */
  readonly mute?: boolean
  /** Biological registries: restricts the records to an organism, given by its name or record. */
  readonly organism?: string | RegistryRecord | null
  /** Biological registries: the public source to look at. */
  readonly source?: RegistryRecord | null
}

/** {@link CurationOptions} of validation. */
export interface ValidateOptions<R = RegistryRecord> extends CurationOptions<R> {
  /** Counts only records that come from `source`. */
  readonly strictSource?: boolean
}

export interface InspectOptions<R = RegistryRecord> extends ValidateOptions<R> {
  /** Also says which of the missing values the public source knows; on by default. */
  readonly fromSource?: boolean
}

/** Which of several records with the same name or synonym counts; `false` gives all. */
export type Keep = 'first' | 'last' | false

export interface StandardizeOptions<R = RegistryRecord> extends ValidateOptions<R> {
  /** The field whose value takes the place of the name. */
  readonly returnField?: FieldName<R> | RegistryField
  readonly caseSensitive?: boolean
  /** Gives an object of what changed, by what it was, instead of a list. */
  readonly returnMapper?: boolean
  /** What the registry lacks is looked up in the public source; on by default. */
  readonly fromSource?: boolean
  /** `first` by default. With `false` a value may become a list. */
  readonly keep?: Keep
  /** The field with synonyms separated by `|`; `null` for none. */
  readonly synonymsField?: FieldName<R> | null
}

export interface FromValuesOptions<R = RegistryRecord> extends CurationOptions<R> {
  /** Makes one new record for each value that is not there, whatever public sources say. */
  readonly create?: boolean
}
