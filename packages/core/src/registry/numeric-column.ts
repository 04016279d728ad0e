import type { ColumnMeta } from './registry-meta.ts'

/** Whether a column holds numbers and nothing that is only stored as one. */
export const isNumericColumn = (column: ColumnMeta): boolean =>
  !column.isText &&
  !column.isJson &&
  !column.isBoolean &&
  !column.isTimestamp &&
  /int|serial|real|double|float|numeric|decimal/.test(column.databaseType)
