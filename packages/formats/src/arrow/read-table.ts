import type { RecordBatch, Table } from 'apache-arrow'
import type { ReadTableOptions, TableSource } from '../table-source.ts'
import { checkColumns, selectFields } from './projection.ts'
import { loadArrow } from './load-arrow.ts'

/**
 * Reads a whole source into an Arrow table with the source's schema and metadata. Memory: all values asked for.
 *
 * @throws `UnknownColumn`, and the errors of the source
 */
export async function readTable(source: TableSource, options: ReadTableOptions = {}): Promise<Table> {
  const { Schema, Table } = await loadArrow()
  const batches: RecordBatch[] = []
  if (options.columns !== undefined) checkColumns(source.schema, options.columns)
  for await (const batch of source.batches(options)) batches.push(batch)
  const projected = selectFields(source.schema, options.columns)
  const fields = batches[0]?.schema.fields ?? projected.fields
  return new Table(new Schema(fields, projected.metadata), batches)
}
