import type { RecordBatch, Schema } from 'apache-arrow'
import { UnknownColumn } from '../errors.ts'

/** Rows of a batch when the caller does not say. */
export const defaultBatchRows = 65_536

/**
 * Checks that a schema has the columns asked for.
 *
 * @throws `UnknownColumn`
 */
export function checkColumns(schema: Schema, columns: readonly string[]): void {
  const known = schema.names.map(String)
  const names = new Set(known)
  const missing = columns.find((column) => !names.has(column))
  if (missing !== undefined) throw new UnknownColumn(missing, known)
}

/** Positions of columns by name; all of them must be there. */
function positions(schema: Schema, columns: readonly string[]): number[] {
  return columns.map((column) => schema.names.indexOf(column))
}

/** The fields of some columns, in the order asked for; all when it is not said. */
export function selectFields(schema: Schema, columns: readonly string[] | undefined): Schema {
  return columns === undefined ? schema : schema.selectAt(positions(schema, columns))
}

/** A batch with some columns, in the order asked for; all when it is not said. */
export function selectColumns(batch: RecordBatch, columns: readonly string[] | undefined): RecordBatch {
  return columns === undefined ? batch : batch.selectAt(positions(batch.schema, columns))
}

/** Cuts a batch into batches of at most `rows` rows, without copying. */
export function* splitBatch(batch: RecordBatch, rows: number): Generator<RecordBatch> {
  if (batch.numRows <= rows) {
    if (batch.numRows > 0) yield batch
    return
  }
  for (let start = 0; start < batch.numRows; start += rows) {
    yield batch.slice(start, Math.min(start + rows, batch.numRows))
  }
}
