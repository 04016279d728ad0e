import { fieldOf, type Instance, type RegistryMeta, type RegistryRecord } from '@lamindb/core'
import { pyDumps, Timestamp } from '@lamindb/core/identity'

/** A row as both languages show it: times as ISO texts in UTC, JSON as text with sorted keys, time spans in microseconds. */
export type PlainRow = Readonly<Record<string, unknown>>
/** Table → rows by id. */
export type PlainRows = Readonly<Record<string, readonly PlainRow[]>>

/** What our registries read from every table of an instance, link tables included. */
export async function ourRows(db: Instance): Promise<PlainRows> {
  const rows: Record<string, readonly PlainRow[]> = {}
  for (const meta of db.metas) {
    if (/^(?:django|lamindb|bionty|wetlab)_/.test(meta.table)) rows[meta.table] = await tableRows(meta)
  }
  return rows
}

async function tableRows(meta: RegistryMeta): Promise<PlainRow[]> {
  const registry = meta.registry as unknown as Instance['ULabel']
  const records = await registry.all().orderBy('id')
  return records.map((record) => plainRow(record, meta))
}

function plainRow(record: RegistryRecord, meta: RegistryMeta): PlainRow {
  return Object.fromEntries(
    [...meta.columns.values()].map(({ property, column, isJson }) => {
      const value = fieldOf(record, property) ?? null
      if (value instanceof Timestamp) return [column, value.toIso()]
      return [column, isJson && value !== null ? pyDumps(value, { sortKeys: true }) : value]
    }),
  )
}
