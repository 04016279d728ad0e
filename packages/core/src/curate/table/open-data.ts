import {
  columnsToTable,
  isFormatError,
  openTable,
  storedPandasMetadata,
  type ColumnTypeName,
  type IndexLevel,
  type PandasMetadata,
  type TableSource,
} from '@lamindb/formats'
import type { Data, Field, Schema, Table } from 'apache-arrow'

import { InvalidArgument } from '../../errors.ts'
import { CalendarDate } from '../../identity/calendar-date.ts'
import { Complex } from '../../identity/complex.ts'
import { isCategoricalDtype, listItemDtype } from '../../identity/dtype/simple-dtypes.ts'
import { Float } from '../../identity/python-float.ts'
import { Timestamp } from '../../identity/timestamp.ts'
import type { DataTable, TableColumn, TableIndex } from './data-table.ts'
import { arrowColumn, complexColumn, mixedColumn } from './describe-column.ts'
import { MemoryTable, type MemoryColumn } from './memory-table.ts'
import { isMissing } from './missing.ts'
import { reopenedSource } from './reopened-source.ts'
import { StreamedTable } from './streamed-table.ts'

/** One row of a table as an object, columns by name. */
export type TableRow = { readonly [column: string]: unknown }

/** Tables that can be curated: in memory, row by row, or read batch by batch; a text or URL is a path. */
export type TableInput = Table | TableSource | readonly TableRow[] | string | URL

export interface OpenDataOptions {
  /** Column with the row labels, where the data do not say. */
  readonly index?: string | undefined
  /** What is said about the table as a whole, where the data do not say. */
  readonly attrs?: { readonly [key: string]: unknown } | undefined
  /** Dtypes of the features, for plain values that fit several: numbers without fraction, dates. */
  readonly dtypes?: ReadonlyMap<string, string>
}

/** Opens what was given as a table. */
export async function openData(input: TableInput, options: OpenDataOptions = {}): Promise<DataTable> {
  if (typeof input === 'string' || input instanceof URL) {
    const path = input instanceof URL ? decodeURIComponent(input.pathname) : input
    return fromSource(await reopenedSource(() => openTable(path)), options)
  }
  if (Array.isArray(input)) return fromRows(input as readonly TableRow[], options)
  return isArrowTable(input) ? fromArrow(input, options) : fromSource(input as TableSource, options)
}

export const isArrowTable = (input: unknown): input is Table =>
  typeof input === 'object' &&
  input !== null &&
  'schema' in input &&
  'batches' in input &&
  Array.isArray(input.batches)

export const isTableSource = (input: unknown): input is TableSource =>
  typeof input === 'object' &&
  input !== null &&
  'schema' in input &&
  'batches' in input &&
  typeof input.batches === 'function'

interface Layout {
  readonly columns: readonly TableColumn[]
  readonly index: TableIndex
  readonly attrs: { readonly [key: string]: unknown } | undefined
}

/** Which columns are data, which one holds the row labels, and what pandas knew of them. */
function layoutOf(schema: Schema, levels: readonly IndexLevel[], options: OpenDataOptions): Layout {
  const stored = storedPandasMetadata(schema, 'table')
  const isNamed = (field: Field): boolean =>
    levels.some((level) => level.kind === 'column' && level.field === field.name)
  const describe = (field: Field): TableColumn => arrowColumn(field, storedColumn(stored, field))
  const label = schema.fields.find(
    (field) => isNamed(field) || (levels.length === 0 && field.name === options.index),
  )
  const level = levels.find((one) => one.kind === 'column' && one.field === label?.name)
  const columns = schema.fields.filter((field) => field !== label && !isNamed(field)).map(describe)
  const name = level ? level.name : (label?.name ?? levels[0]?.name)
  return {
    columns,
    index: { name, column: label && describe(label) },
    attrs: options.attrs ?? attrsOf(stored),
  }
}

const storedColumn = (
  stored: PandasMetadata | undefined,
  field: Field,
): PandasMetadata['columns'][number] | undefined =>
  stored?.columns.find((column) => column.fieldName === field.name)

/** What pandas stored about the table as a whole; nothing where that is empty. */
function attrsOf(stored: PandasMetadata | undefined): PandasMetadata['attributes'] | undefined {
  return stored && Object.keys(stored.attributes).length > 0 ? stored.attributes : undefined
}

function fromArrow(table: Table, options: OpenDataOptions): MemoryTable {
  const levels = storedPandasMetadata(table.schema, 'table')?.index ?? []
  const { columns, index, attrs } = layoutOf(table.schema, levels, options)
  const chunksOf = ({ field }: TableColumn): Data[] => {
    const position = table.schema.fields.indexOf(field as Field)
    return table.batches.flatMap((batch) => batch.data.children[position] ?? [])
  }
  const withChunks = (column: TableColumn): MemoryColumn => ({ column, chunks: chunksOf(column) })
  const isIndexTold = levels.length > 0 || index.column === undefined
  return new MemoryTable({
    columns: columns.map(withChunks),
    index,
    labels: index.column && withChunks(index.column),
    numRows: table.numRows,
    attrs,
    metadata: table.schema.metadata,
    original: isIndexTold && options.attrs === undefined ? table : undefined,
    isChanged: false,
  })
}

function fromSource(source: TableSource, options: OpenDataOptions): StreamedTable {
  const layout = layoutOf(source.schema, source.index, options)
  return new StreamedTable({ source, ...layout, changes: [], names: new Map() })
}

async function fromRows(rows: readonly TableRow[], options: OpenDataOptions): Promise<MemoryTable> {
  const names = new Set<string>()
  for (const row of rows) {
    if (typeof row !== 'object' || row === null)
      throw new InvalidArgument('A table as rows is an array of objects, columns by name.')
    for (const name of Object.keys(row)) names.add(name)
  }
  const columns: MemoryColumn[] = []
  for (const name of names)
    columns.push(
      await columnOfValues(
        name,
        rows.map((row) => row[name]),
        name === options.index ? undefined : options.dtypes?.get(name),
      ),
    )
  return memoryTable(columns, rows.length, options)
}

/** A table of columns whose values are in memory. */
export function memoryTable(
  columns: readonly MemoryColumn[],
  numRows: number,
  { index, attrs }: OpenDataOptions,
): MemoryTable {
  const labels = index === undefined ? undefined : columns.find(({ column }) => column.name === index)
  return new MemoryTable({
    columns: columns.filter((column) => column !== labels),
    index: { name: labels?.column.name, column: labels?.column },
    labels,
    numRows,
    attrs,
    metadata: new Map(),
    original: undefined,
    isChanged: false,
  })
}

/** A column of plain values: an Arrow one where all are of one kind. */
export async function columnOfValues(
  name: string,
  values: readonly unknown[],
  dtype?: string,
): Promise<MemoryColumn> {
  const type = typeNameOf(values, dtype)
  if (type === 'mixed') return { column: mixedColumn(name), chunks: [values] }
  if (type === 'complex') return { column: complexColumn(name), chunks: [values] }
  try {
    const plain = values.map(plainValue)
    const table = await columnsToTable({ [name]: plain }, type ? { types: { [name]: type } } : {})
    const field = table.schema.fields[0] as Field
    const data = table.batches[0]?.data.children[0]
    return { column: arrowColumn(field), chunks: data ? [data] : [] }
  } catch (error) {
    if (isFormatError(error, 'MIXED_COLUMN') || isFormatError(error, 'UNSUPPORTED_COLUMN_TYPE'))
      return { column: mixedColumn(name), chunks: [values] }
    throw error
  }
}

/**
 * The type of a column that its values alone do not tell: whole numbers are ints but for features of floats, dates
 * without zone are such of features of naive times, texts are categories for categorical features. Undefined leaves the
 * type to the values.
 */
function typeNameOf(
  values: readonly unknown[],
  dtype: string | undefined,
): ColumnTypeName | 'mixed' | 'complex' | undefined {
  const present = values.filter((value) => !isMissing(value))
  if (present.length === 0) return values.some((value) => typeof value === 'number') ? 'float' : undefined
  const isAll = (test: (value: unknown) => boolean): boolean => present.every(test)
  if (isAll((value) => typeof value === 'string')) return isCategory(dtype) ? 'category' : undefined
  if (isAll((value) => value instanceof CalendarDate)) return 'date'
  if (isAll((value) => value instanceof Date)) return timeType(present as Date[], dtype)
  if (isAll((value) => typeof value === 'number' || value instanceof Float)) {
    const isFloat = present.some((value) => value instanceof Float || !Number.isInteger(value))
    return isFloat || dtype === 'float' || dtype === 'num' ? 'float' : 'int'
  }
  if (isAll((value) => value instanceof Complex)) return 'complex'
  return present.some(isOnlyPlain) ? 'mixed' : undefined
}

const isCategory = (dtype: string | undefined): boolean =>
  dtype !== undefined && isCategoricalDtype(dtype) && listItemDtype(dtype) === undefined

/** Values without a place in Arrow. */
const isOnlyPlain = (value: unknown): boolean =>
  value instanceof Set || value instanceof Map || value instanceof Float || value instanceof CalendarDate

function timeType(times: readonly Date[], dtype: string | undefined): ColumnTypeName | 'mixed' {
  const zoned = times.filter((time) => time instanceof Timestamp && time.offsetMinutes !== undefined)
  const naive = times.filter((time) => time instanceof Timestamp && time.offsetMinutes === undefined)
  if (zoned.length > 0 && naive.length > 0) return 'mixed'
  if (zoned.length > 0) return 'zoned-timestamp'
  return naive.length > 0 || dtype === 'datetime' ? 'timestamp' : 'zoned-timestamp'
}

function plainValue(value: unknown): unknown {
  if (value instanceof Float) return value.value
  return value instanceof CalendarDate ? value.toIso() : value
}
