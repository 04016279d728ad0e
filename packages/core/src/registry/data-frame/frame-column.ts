import { Field, List, makeData, RecordBatch, Schema, Struct, Table, type Data } from 'apache-arrow'

import { nulls } from './arrow-values.ts'
import type { Row } from '../record-state.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import { columnKind, type ColumnKind } from './column-kind.ts'

/** Rows of a record batch: small enough that the texts of one column fit into one string. */
const BATCH_ROWS = 32_768

/** A column of the table to be: one value per row, or a list of values per row. */
export interface FrameColumn {
  readonly name: string
  readonly values: readonly unknown[]
  readonly kind: ColumnKind
  readonly isList: boolean
}

/**
 * An Arrow table of columns.
 *
 * @param index - the column with the row labels, which pandas and our readers of tables take as such
 */
export function tableOf(columns: readonly FrameColumn[], length: number, index?: string): Table {
  const fields = columns.map(
    ({ name, kind, isList }) => new Field(name, isList ? listOf(kind) : kind.type, true),
  )
  const schema = new Schema(fields, index === undefined ? undefined : new Map([['pandas', labelled(index)]]))
  const batches: RecordBatch[] = []
  for (let start = 0; start < length || start === 0; start += BATCH_ROWS) {
    const end = Math.min(start + BATCH_ROWS, length)
    const children = columns.map((column) => dataOf(column, column.values.slice(start, end)))
    const data = makeData({ type: new Struct(fields), length: end - start, nullCount: 0, children })
    batches.push(new RecordBatch(schema, data))
  }
  return new Table(schema, batches)
}

/** Values of one column of the database. */
export function rowColumn(column: ColumnMeta, isKey: boolean, rows: readonly Row[]): FrameColumn {
  const values = rows.map((row) => row[column.column])
  return { name: column.column, values, kind: columnKind(column, isKey, values), isList: false }
}

/** Tables below each other; nothing where their columns have different types. */
export function joinedTable(parts: readonly Table[]): Table | undefined {
  const [first] = parts
  if (!first || parts.some(({ schema }) => String(schema) !== String(first.schema))) return undefined
  return new Table(
    first.schema,
    parts.flatMap(({ batches }) => batches),
  )
}

/** What pandas stores about a table with row labels. @see the pandas developer documentation on Parquet metadata */
function labelled(index: string): string {
  const column = { name: index, field_name: index, pandas_type: 'unicode', numpy_type: 'object' }
  return JSON.stringify({ index_columns: [index], column_indexes: [], columns: [column] })
}

const listOf = (kind: ColumnKind): List => new List(new Field('item', kind.type, true))

function dataOf({ kind, isList }: FrameColumn, values: readonly unknown[]): Data {
  if (!isList) return prepared(kind, values)
  const lists = values as readonly (readonly unknown[] | null)[]
  const valueOffsets = new Int32Array(lists.length + 1)
  let end = 0
  for (const [index, list] of lists.entries()) valueOffsets[index + 1] = end += list?.length ?? 0
  const child = prepared(
    kind,
    lists.flatMap((list) => list ?? []),
  )
  return makeData({ type: listOf(kind), length: lists.length, ...nulls(lists), valueOffsets, child })
}

const prepared = (kind: ColumnKind, values: readonly unknown[]): Data =>
  kind.toData(kind.prepare ? values.map(kind.prepare) : values)
