import { defaultOf } from './defaults.ts'
import { fieldOf, metaOf, setField, stateOf, type Row } from './record-state.ts'
import type { RegistryMeta } from './registry-meta.ts'
import type { RegistryRecord } from './record.ts'

/** The row of a new record; defaults become visible on the record. */
export function newRow(record: RegistryRecord, meta: RegistryMeta): Row {
  const row: Row = {}
  for (const column of meta.columns.values()) {
    let value = fieldOf(record, column.property)
    if (value === undefined) {
      value = column.primary ? undefined : (defaultOf(meta, column) ?? null)
      if (value !== undefined) setField(record, column.property, value)
    }
    if (column.primary && (value === undefined || value === null)) continue
    row[column.column] = column.toDatabase(value)
  }
  return row
}

/** Columns whose value differs from the row as last read or written, as driver values. */
export function changedColumns(record: RegistryRecord): Row {
  const { stored } = stateOf(record)
  const changes: Row = {}
  for (const column of metaOf(record).columns.values()) {
    if (column.primary) continue
    const now = column.toDatabase(fieldOf(record, column.property) ?? null)
    const before = stored?.[column.column] ?? null
    if (now !== before && now !== column.toDatabase(column.fromDatabase(before))) changes[column.column] = now
  }
  return changes
}
