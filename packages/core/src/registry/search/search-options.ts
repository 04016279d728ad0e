import type { FieldName } from '../field-name.ts'
import type { RegistryField } from '../registry-field.ts'
import type { RegistryRecord } from '../record.ts'

export interface SearchOptions<R = RegistryRecord> {
  /** The fields to look at; by default all with texts, among them uid and hash. */
  readonly field?: FieldName<R> | RegistryField | readonly (FieldName<R> | RegistryField)[]
  /** Most hits; 20 by default, `null` for all that contain the text. */
  readonly limit?: number | null
  /** Scores by exact case. Containing the text remains a matter of ASCII case on SQLite. */
  readonly caseSensitive?: boolean
  /**
   * Whether hits with similar words follow those that contain the text. By default where these are fewer than `limit`;
   * with `true` also for `limit: null`, then 20 of them.
   */
  readonly fuzzy?: boolean
}

/** A record that a search found. */
export interface SearchHit<R> {
  readonly record: R
  /** How well the record contains the text, as Python ranks hits; `undefined` for fuzzy hits. */
  readonly score: number | undefined
  /** The record does not contain the text, but words like those in it. */
  readonly isFuzzy: boolean
}

/** A hit before its record is read. */
export interface FoundRow {
  readonly id: number
  readonly score: number | undefined
}
