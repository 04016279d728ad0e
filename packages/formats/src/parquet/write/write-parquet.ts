import type { RecordBatch, Schema } from 'apache-arrow'
import { decodeBatch, decodedSchema } from '../../arrow/decode-dictionaries.ts'
import { loadArrow, type Arrow } from '../../arrow/load-arrow.ts'
import { withValidDictionaries } from '../../arrow/valid-dictionaries.ts'
import type { ByteSink } from '../../bytes/byte-sink.ts'
import { writeFileThrough } from '../../bytes/write-file.ts'
import { SchemaChanged } from '../../errors.ts'
import { describeForPandas } from '../../pandas/describe-for-pandas.ts'
import { pandasMetadataKey } from '../../pandas/pandas-metadata.ts'
import { storedPandasMetadata } from '../../pandas/stored-index.ts'
import type { TableSource } from '../../table-source.ts'
import { ParquetWriter } from './parquet-writer.ts'
import type { Compression } from './parquet-types.ts'

/** How a parquet file is written. */
export interface WriteParquetOptions {
  /** Compression of pages; `zstd` by default. */
  readonly compression?: Compression
  /** Most rows of a row group; 1,048,576 by default, as pyarrow has it. */
  readonly rowGroupRows?: number
  readonly signal?: AbortSignal
}

/** A table that was written. */
export interface WrittenTable {
  readonly numRows: number
  readonly sizeBytes: number
}

/** Row groups are also ended by their size in memory, so that wide tables do not fill it. */
const maxRowGroupBytes = 1 << 28

/**
 * Writes a table as a parquet file that pandas, pyarrow and Python LaminDB read back with index, ordered categoricals,
 * nullable integers, dates, zoned timestamps, lists and structs. Memory: one row group.
 *
 * A categorical of numbers is written as plain numbers, as pyarrow reads it.
 *
 * @param path - new file; an older one is replaced, and nothing is left when writing fails
 * @throws `UnsupportedColumnType`, `SchemaChanged`, `TableFileNotFound`, `TableFileFailed`
 */
export function writeParquet(
  table: TableSource,
  path: string,
  options: WriteParquetOptions = {},
): Promise<WrittenTable> {
  return writeFileThrough(path, (sink) => encodeParquet(table, sink, options))
}

/** Writes a table as parquet into a sink; see {@link writeParquet}. */
export async function encodeParquet(
  table: TableSource,
  sink: ByteSink,
  options: WriteParquetOptions = {},
): Promise<WrittenTable> {
  const arrow = await loadArrow()
  const schema = decodedSchema(arrow, table.schema)
  const writer = new ParquetWriter(arrow, schema, sink, options.compression ?? 'zstd')
  for await (const group of rowGroups(arrow, table, schema, options)) await writer.writeRowGroup(group)
  const { numRows } = writer
  const description = describeForPandas({
    schema,
    index: table.index,
    numRows,
    withMissing: writer.withMissing,
    stored: storedPandasMetadata(table.schema, 'table'),
    categories: writer.categories,
  })
  const metadata = new Map([...schema.metadata, [pandasMetadataKey, description] as const])
  return { numRows, sizeBytes: await writer.finish(metadata) }
}

async function* rowGroups(
  arrow: Arrow,
  table: TableSource,
  schema: Schema,
  options: WriteParquetOptions,
): AsyncGenerator<RecordBatch[]> {
  const { rowGroupRows = 1_048_576, signal } = options
  let group: RecordBatch[] = []
  let rows = 0
  let bytes = 0
  for await (const batch of table.batches({ batchRows: rowGroupRows, signal })) {
    if (rows + batch.numRows > rowGroupRows || bytes > maxRowGroupBytes) {
      yield group
      group = []
      rows = 0
      bytes = 0
    }
    const decoded = withValidDictionaries(arrow, decodeBatch(arrow, batch))
    checkSchema(schema, decoded.schema)
    group.push(decoded)
    rows += decoded.numRows
    bytes += decoded.data.byteLength
  }
  if (rows > 0) yield group
}

function checkSchema(expected: Schema, found: Schema): void {
  const text = ({ fields }: Schema): string =>
    fields.map((field) => `${field.name}: ${field.type}`).join(', ')
  if (expected === found) return
  if (text(expected) !== text(found)) throw new SchemaChanged(text(expected), text(found))
}
