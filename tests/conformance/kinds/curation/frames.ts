import { Float } from '@lamindb/core/identity'
import { Field, RecordBatch, Schema, Table, type Vector } from 'apache-arrow'
import { Fields } from '../../golden/fields.ts'
import type { GoldenJson } from '../../golden/golden-json.ts'
import { arrowColumn, type FrameColumn } from './arrow-columns.ts'
import { plainCell, readCell } from './cells.ts'

/** A data frame as golden data give it: columns with their types, row labels, what is said about it as a whole. */
export interface Frame {
  readonly columns: readonly FrameColumn[]
  /** row labels, unless they are 0, 1, 2 …; the name is empty where they have none */
  readonly index: FrameColumn | undefined
  readonly attrs: Readonly<Record<string, unknown>> | undefined
}

/** A table for the API, and what is to be told beside it. */
export interface TableData {
  readonly data: Table | readonly object[]
  readonly options: object
}

export function readFrame(data: Fields): Frame {
  const columns = data.fields('columns')
  const index = data.optionalFields('index')
  const attrs = data.optionalFields('attrs')
  return {
    columns: columns.names().map((name) => readColumn(name, columns.fields(name))),
    index: index && readColumn(index.optionalText('name') ?? '', index),
    attrs: attrs && Object.fromEntries(attrs.names().map((name) => [name, attribute(attrs.required(name))])),
  }
}

/** Attributes are stored as JSON: ints are plain numbers. */
function attribute(json: GoldenJson): unknown {
  const jsonValue = (value: unknown): unknown => {
    if (typeof value === 'bigint') return Number(value)
    if (Array.isArray(value)) return value.map(jsonValue)
    if (value instanceof Float) return value.value
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, jsonValue(item)]))
  }
  return jsonValue(plainCell(readCell(json)))
}

export function readColumn(name: string, column: Fields): FrameColumn {
  return {
    name,
    dtype: column.text('dtype'),
    values: column.list('values').map(readCell),
    categories: column.has('categories') ? column.list('categories').map(readCell) : undefined,
  }
}

/** The table that pandas would write: Arrow with what pandas knows of it, or rows where no Arrow type fits. */
export function tableData(frame: Frame): TableData {
  const { columns, index, attrs } = frame
  const all = index ? [...columns, { ...index, name: labelField(index) }] : columns
  const vectors = all.map((column) => [column, arrowColumn(column)] as const)
  const fitting = vectors.filter((pair): pair is [FrameColumn, Vector] => pair[1] !== undefined)
  if (fitting.length === vectors.length) return { data: arrowTable(fitting, frame), options: {} }
  // Row labels without a name are called as Python prints no name.
  const labelled = index ? [...columns, { ...index, name: index.name || 'None' }] : columns
  const rows = Array.from({ length: all[0]?.values.length ?? 0 }, (_, row) =>
    Object.fromEntries(labelled.map(({ name, values }) => [name, plainCell(values[row] ?? null)])),
  )
  const labels = index && { index: index.name || 'None' }
  return { data: rows, options: { ...labels, ...(attrs && { attrs }) } }
}

const labelField = ({ name }: FrameColumn): string => (name === '' ? '__index_level_0__' : name)

function arrowTable(columns: readonly (readonly [FrameColumn, Vector])[], { index, attrs }: Frame): Table {
  const numRows = columns[0]?.[1].length ?? 0
  const fields = columns.map(([{ name }, { type }]) => new Field(name, type as never, true))
  const metadata = {
    index_columns: index
      ? [labelField(index)]
      : [{ kind: 'range', name: null, start: 0, stop: numRows, step: 1 }],
    column_indexes: [
      { name: null, field_name: null, pandas_type: 'unicode', numpy_type: 'object', metadata: null },
    ],
    columns: columns.map(([column]) => ({
      name: index && column.name === labelField(index) && index.name === '' ? null : column.name,
      field_name: column.name,
      pandas_type: column.categories ? 'categorical' : column.dtype,
      numpy_type: column.categories ? 'int32' : column.dtype.replace(/, .*\]/u, ']'),
      metadata: column.categories ? { num_categories: column.categories.length, ordered: false } : null,
    })),
    attributes: attrs ?? {},
    creator: { library: 'pyarrow', version: '21.0.0' },
    pandas_version: '2.3.3',
  }
  const schema = new Schema(fields, new Map([['pandas', JSON.stringify(metadata)]]))
  const named = new Table(Object.fromEntries(columns.map(([, vector], i) => [`column ${i}`, vector])))
  return new Table(
    schema,
    named.batches.map((batch) => new RecordBatch(schema, batch.data)),
  )
}
