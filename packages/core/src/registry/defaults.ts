import type { Row } from './record-state.ts'
import type { ColumnMeta, RegistryMeta } from './registry-meta.ts'

/**
 * The value of a column that nobody gave, as a field value: who, when, in which run and where come from the instance,
 * the rest from the declaration. `undefined` leaves the column to the database.
 */
export function defaultOf({ registry: { instance }, options }: RegistryMeta, column: ColumnMeta): unknown {
  switch (column.property) {
    case 'createdAt':
    case 'updatedAt':
    case 'startedAt':
      return column.hasSqlDefault ? instance.clock.now() : undefined
    case 'createdById':
      return column.nullable ? undefined : instance.userId
    case 'runId':
      return options.runIsExplicit ? undefined : instance.runId
    case 'branchId':
    case 'createdOnId':
      return column.hasSqlDefault ? instance.branchId : undefined
    case 'spaceId':
      return column.hasSqlDefault ? instance.spaceId : undefined
    default:
      return column.makeDefault?.()
  }
}

/**
 * Defaults of all columns of a table as driver values by column name, for rows that never were records. JSON columns
 * that have none are null: the database itself would write the JSON text `null`, which Python does not.
 */
export function defaultsOf(meta: RegistryMeta): Row {
  const row: Row = {}
  for (const column of meta.columns.values()) {
    const value = defaultOf(meta, column) ?? (column.isJson ? null : undefined)
    if (value !== undefined && !column.primary) row[column.column] = column.toDatabase(value)
  }
  return row
}
