import type { RecordBatch, Schema } from 'apache-arrow'

/** One level of a row index, as pandas stores it. */
export type IndexLevel = RangeIndexLevel | ColumnIndexLevel

/** Row labels that are not stored: `start`, `start + step`, …, below `stop`. */
export interface RangeIndexLevel {
  readonly kind: 'range'
  readonly name: string | undefined
  readonly start: number
  readonly stop: number
  readonly step: number
}

/** Row labels stored as a column of the table. */
export interface ColumnIndexLevel {
  readonly kind: 'column'
  /** Name that the user gave the index; `undefined` for an unnamed one. */
  readonly name: string | undefined
  /** Name of the column in the schema, such as `__index_level_0__`. */
  readonly field: string
}

/** What to read of a table. */
export interface ReadTableOptions {
  /**
   * Names of the columns to read, in this order; all when left out. Index columns have to be named to be read.
   */
  readonly columns?: readonly string[]
  /** Upper bound of rows in a batch; 65,536 by default. Batches may be smaller. */
  readonly batchRows?: number
  /** Aborts between batches; the iterator then throws the signal's reason. */
  readonly signal?: AbortSignal
}

/**
 * A table that can be read any number of times, batch by batch, in memory that does not grow with its rows.
 *
 * Every batch has the same schema (that of `schema`, projected to the columns asked for). Dictionaries of one column may
 * differ from batch to batch, so codes of different batches must not be compared; values may.
 */
export interface TableSource extends AsyncDisposable {
  /** All columns, index columns included, with the metadata of the file (`pandas` as JSON text when pandas wrote it). */
  readonly schema: Schema
  /** Number of rows when it is known without reading the rows. */
  readonly numRows: number | undefined
  /** Names of the data columns in order, without those of the index. */
  readonly columns: readonly string[]
  /** Levels of the row index; empty when the table has none. */
  readonly index: readonly IndexLevel[]

  /**
   * Reads rows in order.
   *
   * @throws `UnknownColumn` for a column that the table lacks, and the errors of its format
   */
  batches(options?: ReadTableOptions): AsyncIterable<RecordBatch>
}
