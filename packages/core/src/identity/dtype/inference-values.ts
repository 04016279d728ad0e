/** What inference has to ask about values that are no data of their own. */
export interface InferenceValues {
  /** Name of the registry that a value is a row of, as dtypes name it; `undefined` for another value. */
  registryOf(value: object): string | undefined
  /** The text of a value that is a path, with forward slashes; `undefined` for another value. */
  pathOf(value: object): string | undefined
}
