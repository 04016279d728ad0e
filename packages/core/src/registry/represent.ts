import { Timestamp } from '../identity/timestamp.ts'
import { fieldOf, metaOf, registryOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'

/** The columns of a record under their names in the database, times as ISO texts. */
export function recordToJson(record: RegistryRecord): { [column: string]: unknown } {
  const json: { [column: string]: unknown } = {}
  for (const { property, column } of metaOf(record).columns.values()) {
    const value = fieldOf(record, property)
    json[column] = value instanceof Timestamp ? value.toIso() : (value ?? null)
  }
  return json
}

/** `Class(uid=…, …)`: public fields first, then the ids of related records, as Python prints it. */
export function representRecord(record: RegistryRecord): string {
  const meta = metaOf(record)
  const columns = [...meta.columns.values()].filter(
    ({ column }) => !column.startsWith('_') && column !== 'updated_at',
  )
  const isForeign = new Set(
    [...meta.relations.values()].flatMap((r) => (r.kind === 'toOne' ? [r.idColumn.property] : [])),
  )
  const plain = columns.filter((c) => !isForeign.has(c.property) && c.column !== 'id')
  const foreign = columns.filter((c) => isForeign.has(c.property))
  const parts = [...plain, ...foreign].map((c) => `${c.column}=${show(fieldOf(record, c.property))}`)
  return `${registryOf(record).name}(${parts.join(', ')})`
}

function show(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (value instanceof Timestamp) return `${value.toSql().slice(0, 19)} UTC`
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return `'${value}'`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
