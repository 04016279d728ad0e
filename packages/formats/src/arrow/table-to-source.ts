import type { RecordBatch, Table } from 'apache-arrow'
import { tableColumns } from '../pandas/stored-index.ts'
import type { IndexLevel, ReadTableOptions, TableSource } from '../table-source.ts'
import { checkColumns, defaultBatchRows, selectColumns, splitBatch } from './projection.ts'

/** How an Arrow table becomes a source. */
export interface TableToSourceOptions {
  /** Row labels; those that pandas stored in the schema by default. */
  readonly index?: readonly IndexLevel[]
}

/** Reads an Arrow table in memory as a source; batches share its memory. */
export function tableToSource(table: Table, options: TableToSourceOptions = {}): TableSource {
  const stored = tableColumns(table.schema, 'table')
  const index = options.index ?? stored.index
  const labels = new Set(index.map((level) => (level.kind === 'column' ? level.field : undefined)))
  return {
    schema: table.schema,
    numRows: table.numRows,
    columns: table.schema.names.map(String).filter((name) => !labels.has(name)),
    index,
    batches: (options) => tableBatches(table, options),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

async function* tableBatches(table: Table, options: ReadTableOptions = {}): AsyncGenerator<RecordBatch> {
  const { columns, batchRows = defaultBatchRows, signal } = options
  if (columns !== undefined) checkColumns(table.schema, columns)
  for (const whole of table.batches) {
    for (const part of splitBatch(selectColumns(whole, columns), batchRows)) {
      signal?.throwIfAborted()
      yield part
    }
  }
}
