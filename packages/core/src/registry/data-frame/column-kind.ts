import type { ColumnMeta } from '../registry-meta.ts'
import {
  bool,
  date,
  duration,
  float64,
  int32,
  int64,
  timestamp,
  utf8,
  type ArrowKind,
} from './arrow-values.ts'

/** A column of Arrow and how driver values of a column fit in. */
export interface ColumnKind extends ArrowKind {
  /** From driver value to what {@link ArrowKind.toData} takes, where they differ. */
  readonly prepare?: (value: unknown) => unknown
}

const INT32_MAX = 2 ** 31 - 1

/**
 * The kind of a column. Keys are 32-bit integers on both databases, whatever width their columns have, and 64-bit ones
 * from 2³¹ on; JSON stays text.
 *
 * @param values - all values of the column in the table
 */
export function columnKind(column: ColumnMeta, isKey: boolean, values: readonly unknown[]): ColumnKind {
  if (column.isJson) return { ...utf8, prepare: jsonText }
  if (column.isText) return { ...utf8, prepare: text }
  if (column.isBoolean) return bool
  if (column.isTimestamp) return timestamp
  if (column.isDuration) return { ...duration, prepare: column.fromDatabase }
  if (column.databaseType === 'date') return date
  if (/real|double|float|numeric|decimal/.test(column.databaseType)) return float64
  if (/int|serial/.test(column.databaseType)) {
    const isWide = /big/.test(column.databaseType) && !isKey && !column.primary
    return isWide || values.some((value) => typeof value === 'bigint' || Number(value) > INT32_MAX)
      ? int64
      : int32
  }
  return { ...utf8, prepare: text }
}

const text = (value: unknown): unknown =>
  value === null || value === undefined || typeof value === 'string' ? value : String(value)

/** Django's SQL default of empty JSON columns is JSON's null, which means as much as none. */
const jsonText = (value: unknown): unknown => (value === 'null' ? null : text(value))
