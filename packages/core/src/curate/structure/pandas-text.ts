import { CalendarDate } from '../../identity/calendar-date.ts'
import { Float, pyFloatText, pyNumberText } from '../../identity/python-float.ts'
import { pyRepr } from '../../identity/python-text.ts'
import { Timestamp } from '../../identity/timestamp.ts'
import { RegistryRecord } from '../../registry/record.ts'
import type { TableColumn } from '../table/data-table.ts'
import type { FoundValue } from './column-facts.ts'

/** Above this many rows only the first and last ones are shown. */
const MOST_ROWS = 60
const END_ROWS = 5

/**
 * Values of a column with their rows, in the form in which pandas prints a series, without line breaks: messages of
 * the reference read so.
 *
 * @param total - number of values, of which `shown` are the first ones
 */
export function seriesText(column: TableColumn, shown: readonly FoundValue[], total: number): string {
  const rows = total > MOST_ROWS ? shown.slice(0, END_ROWS) : shown
  const values = rows.map(({ value }) => cellText(value, column))
  const labels = rows.map(({ row }) => String(row))
  const labelWidth = Math.max(0, ...labels.map((label) => label.length))
  const width = Math.max(0, ...values.map(widthOf))
  const gap =
    isNumeric(column) && values.every((value) => value === 'NaN' || value === 'NaT') ? '   ' : '    '
  const lines = rows.map(
    (_, i) => `${(labels[i] as string).padEnd(labelWidth)}${gap}${padStart(values[i] as string, width)}`,
  )
  const more = total > rows.length ? [`… (${total} in total)`] : []
  const name = column.name === '' ? '' : `Name: ${column.name}, `
  return `${[...lines, ...more].join('')}${name}dtype: ${column.physical}`
}

/** Values that a test refused, in the form in which pandas prints them as a table, without line breaks. */
export function failureCasesText(column: TableColumn, refused: readonly FoundValue[], total: number): string {
  const rows = total > MOST_ROWS ? refused.slice(0, END_ROWS) : refused
  const values = rows.map(({ value }) => cellText(value, column))
  const header = isNumeric(column) ? ' failure_case' : 'failure_case'
  const width = Math.max(header.length, ...values.map(widthOf))
  const indexWidth = Math.max(5, ...rows.map(({ row }) => String(row).length))
  const lines = rows.map(
    ({ row }, i) =>
      `${String(i)}  ${String(row).padStart(indexWidth)} ${padStart(values[i] as string, width)}`,
  )
  const more = total > rows.length ? [`… (${total} in total)`] : []
  return [`   ${'index'.padStart(indexWidth)} ${padStart(header, width)}`, ...lines, ...more].join('')
}

const isNumeric = ({ kind }: TableColumn): boolean =>
  ['int', 'float', 'timestamp', 'zoned-timestamp', 'duration'].includes(kind)

function cellText(value: unknown, { kind, physical }: TableColumn): string {
  if (value === null || value === undefined) return missingText(kind, physical)
  if (typeof value === 'number' && Number.isNaN(value)) return 'NaN'
  if (kind === 'float' && typeof value === 'number') return pyFloatText(value)
  return plainText(value)
}

function missingText(kind: TableColumn['kind'], physical: string): string {
  if (kind === 'timestamp' || kind === 'zoned-timestamp' || kind === 'duration') return 'NaT'
  if (kind === 'float' || kind === 'category') return 'NaN'
  return physical === 'object' ? 'None' : '<NA>'
}

/** A value within a table as pandas prints it: texts without quotes, also those in lists. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return pyNumberText(value)
  if (value instanceof Float) return pyFloatText(value.value)
  if (value instanceof CalendarDate) return value.toIso()
  if (value instanceof Date) return Timestamp.of(value).toSql()
  if (value instanceof RegistryRecord) return value.toString()
  if (Array.isArray(value))
    return `[${value.map((item) => (item === null ? 'None' : plainText(item))).join(', ')}]`
  if (value instanceof Set) return `(${[...value].map(plainText).join(', ')})`
  return typeof value === 'object' ? pyRepr(value) : String(value)
}

const widthOf = (text: string): number => [...text].length
const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text
