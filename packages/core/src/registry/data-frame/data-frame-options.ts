import type { FieldName } from '../field-name.ts'
import type { OrderBy, RelationKeys } from '../record-types.ts'
import type { RegistryRecord } from '../record.ts'

/**
 * A column, a field at the other end of relations (`createdBy.handle`), all private columns, or all features that the
 * records have values of.
 */
export type Include<R> =
  | 'privates'
  | 'features'
  | FieldName<R>
  | RelationKeys<R>
  | `${RelationKeys<R>}.${string}`

export interface DataFrameOptions<R = RegistryRecord> {
  /**
   * Columns beside the first three, which then stand alone. Fields of to-many relations become lists, each value once.
   * Columns are called as in Python: `created_by__handle`.
   */
  readonly include?: Include<R> | readonly Include<R>[]
  /**
   * Features of artifacts, runs and records to show, by name; instead of all with `include: 'features'`. A record with
   * several values of a feature makes its column one of lists; dictionaries are JSON, labels categories.
   */
  readonly features?: string | readonly string[]
  /** Most rows; 20 by default, `null` for all. */
  readonly limit?: number | null
  /** For sets without an order; newest first by default, `null` for none. */
  readonly orderBy?: OrderBy<R> | string | null
}
