import type { RegistryMeta, RegistryRecord } from '@lamindb/core'

import type { TableColumn } from '../output/table.ts'
import type { View } from '../output/view.ts'
import { formatBytes } from '../output/format-bytes.ts'

/** Columns that say little about a record to a person. */
const hidden: ReadonlySet<string> = new Set([
  'id',
  'is_locked',
  'is_latest',
  'otype',
  'hash',
  'version_tag',
  'instance_uid',
  'source_code',
  'params',
  'extra_data',
])

const leastWidth = 8

/** Records as a table: uid, name, what else they have values for, when they were made. */
export function formatRecords(meta: RegistryMeta, records: readonly RegistryRecord[], view: View): string {
  const rows = records.map((record) => record.toJSON())
  const names = chooseColumns(meta, rows)
  const shown =
    view.columns === undefined ? names : names.slice(0, Math.floor(view.columns / (leastWidth + 2)))
  const columns = shown.map((title): TableColumn => ({ title, align: alignmentOf(meta, title) }))
  return view.table(
    columns,
    rows.map((row) => shown.map((name) => formatCell(name, row[name]))),
  )
}

/** What one record has values for, as `column: value`, the most telling columns first. */
export function formatFields(meta: RegistryMeta, record: RegistryRecord): readonly string[] {
  const row = record.toJSON()
  return chooseColumns(meta, [row])
    .filter((column) => hasValue(row[column]))
    .map((column) => `${column}: ${formatCell(column, row[column])}`)
}

/** Database names of the columns, the most telling ones first. */
function chooseColumns(
  meta: RegistryMeta,
  rows: readonly { readonly [column: string]: unknown }[],
): readonly string[] {
  const all = [...meta.columns.values()]
  const foreign = new Set(
    [...meta.relations.values()].flatMap((one) => (one.kind === 'toOne' ? [one.idColumn.column] : [])),
  )
  const name = meta.columns.get(meta.nameField)?.column
  const telling = all
    .map(({ column }) => column)
    .filter((column) => !column.startsWith('_') && !hidden.has(column) && !foreign.has(column))
    .filter((column) => !['uid', name, 'created_at', 'updated_at'].includes(column))
    .filter((column) => rows.some((row) => hasValue(row[column])))
  const front = ['uid', name].filter(
    (column) => column !== undefined && all.some((one) => one.column === column),
  )
  const end = all.some(({ column }) => column === 'created_at') ? ['created_at'] : []
  return [...new Set([...front, ...telling, ...end])] as string[]
}

const hasValue = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && value !== false

function alignmentOf(meta: RegistryMeta, column: string): 'left' | 'right' {
  const found = [...meta.columns.values()].find((one) => one.column === column)
  return found !== undefined && /int|double|float|numeric/.test(found.databaseType) ? 'right' : 'left'
}

function formatCell(column: string, value: unknown): string {
  if (!hasValue(value)) return value === false ? 'no' : ''
  if (column === 'size') return formatBytes(Number(value))
  if (typeof value === 'string') return isMoment(column) ? value.slice(0, 19).replace('T', ' ') : value
  if (value === true) return 'yes'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const isMoment = (column: string): boolean => column.endsWith('_at')
