import type { ValuesOfFeatures } from '../annotation.ts'

/** What was given to a record and is written when it is saved. */
export interface PendingRecord {
  features?: ValuesOfFeatures | undefined
  /** Id of the frame that the record was found to satisfy. */
  checkedTypeId?: number | undefined
  /** The record has a row already. */
  isStored?: boolean | undefined
  /** What the check found, in the terms of whoever checked. */
  prepared?: unknown
}
