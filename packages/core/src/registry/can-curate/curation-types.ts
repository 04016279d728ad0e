import type { RegistryField } from '../registry-field.ts'
import type { CurationValue, CurationValues } from './curation-values.ts'

/** What may be compared with a registry: one value, or many. */
export type CurationInput = CurationValue | CurationValues

/** One answer for one value, a list for many. */
export type PerValue<Input, Answer> = Input extends CurationValue ? Answer : Answer[]

/** A literal's type. */
type Widened<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value

/** The values in an input. */
export type ElementOf<Input> = Input extends CurationValue
  ? Widened<Input>
  : Input extends Iterable<infer Item>
    ? Widened<Item extends readonly (infer Inner)[] ? Inner : Item>
    : never

/** What takes the place of a text: with `returnField` it may be missing, with `keep: false` there may be several. */
export type StandardValue<Options> = Options extends { readonly keep: false }
  ? string | null | (string | null)[]
  : Options extends { readonly returnField: string | RegistryField }
    ? string | null
    : string

/** What `standardize` gives: changed values by what they were with `returnMapper`, else all values. */
export type StandardizeResult<Input, Options> = Options extends { readonly returnMapper: true }
  ? { [input: string]: StandardValue<Options> }
  : PerValue<Input, StandardValue<Options> | Exclude<ElementOf<Input>, string>>
