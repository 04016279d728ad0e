/** Names of the values that Python's constructors take by position; those that the API takes by position come first. */
export interface ConstructorForm {
  readonly python: readonly string[]
  /** how many of them the API takes by position, before the other fields */
  readonly positional: number
}

const form = (positional: number, ...python: string[]): ConstructorForm => ({ python, positional })

/** Constructors that take more than keywords, by registry. */
export const CONSTRUCTOR_FORMS: Readonly<Record<string, ConstructorForm>> = {
  Artifact: form(1, 'path'),
  Collection: form(1, 'artifacts'),
  Schema: form(0, 'features'),
  Storage: form(1, 'root'),
}
