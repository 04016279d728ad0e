/** What became of one case, or of one recorded quantity of a data set. */
export interface CaseResult {
  /** name in the file, for people */
  readonly id: string
  /** why it failed; `undefined` for a passed case */
  readonly failure: string | undefined
}

/** A passed case. */
export function passed(id: string): CaseResult {
  return { id, failure: undefined }
}

/** A failed case with its reason. */
export function failed(id: string, failure: string): CaseResult {
  return { id, failure }
}
