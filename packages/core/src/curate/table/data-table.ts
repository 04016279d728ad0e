import type { ColumnKind, TableSource } from '@lamindb/formats'
import type { Data, Field } from 'apache-arrow'

/** Rows of one column that lie together: an Arrow array, or plain values of a column that has no Arrow type. */
export type Chunk = Data | readonly unknown[]

/** A column of a table, without its values. */
export interface TableColumn {
  readonly name: string
  /** Undefined for plain values of several kinds. */
  readonly field: Field | undefined
  readonly kind: ColumnKind | 'mixed'
  /** Name of the type as pandas would say it, for messages: `int64`, `object`, `category`. */
  readonly physical: string
}

/** The row labels of a table. */
export interface TableIndex {
  /** Name that messages give it. */
  readonly name: string | undefined
  /** The labels; undefined for the default ones, 0 to n-1. */
  readonly column: TableColumn | undefined
}

/** Rows that lie together in all columns asked for. */
export interface TableBatch {
  readonly numRows: number
  /** In order; together they have the rows of the batch. */
  chunks(column: TableColumn): readonly Chunk[]
}

/** What becomes of a column: its values converted chunk by chunk, or values of a new column. */
export type ColumnChange =
  | { readonly column: TableColumn; readonly convert: (chunk: Chunk) => Chunk }
  | { readonly column: TableColumn; readonly fill: (numRows: number) => Chunk }

/** A table as curators see it: read batch by batch, any number of times. */
export interface DataTable {
  /** Without the index. */
  readonly columns: readonly TableColumn[]
  readonly index: TableIndex
  /** What is said about the table as a whole. */
  readonly attrs: { readonly [key: string]: unknown } | undefined

  /** Whether values or names are other ones than those that were given. */
  readonly isChanged: boolean

  batches(columns: readonly TableColumn[]): AsyncIterable<TableBatch>

  /** The same table with other values in some columns or in the index; new columns come last. */
  withChanges(changes: readonly ColumnChange[]): DataTable

  /** The same table with columns under other names. */
  renamed(names: ReadonlyMap<string, string>): DataTable

  /** @throws InvalidArgument for a column that no Arrow type fits */
  toSource(): Promise<TableSource>
}

export const columnOf = (table: DataTable, name: string): TableColumn | undefined =>
  table.columns.find((column) => column.name === name)

export const isArrowChunk = (chunk: Chunk): chunk is Data => !Array.isArray(chunk)

/** Rows of a chunk. */
export const rowsOf = (chunk: Chunk): number => chunk.length
