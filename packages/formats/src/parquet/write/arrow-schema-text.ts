import type { Schema } from 'apache-arrow'
import type { Arrow } from '../../arrow/load-arrow.ts'

/**
 * Text under `ARROW:schema`, by which readers restore Arrow types that parquet lacks, such as dictionaries and zones: the
 * schema message of the Arrow IPC format, in base64. pyarrow also takes the metadata of the schema from here.
 *
 * @see Arrow C++, "Reading and writing the Apache Parquet format", section "Serialization details"
 */
export function arrowSchemaText(arrow: Arrow, schema: Schema): string {
  const stream = arrow.tableToIPC(new arrow.Table(schema, []), 'stream')
  // A continuation marker and the length of the message stand before it; the end of the stream is cut off.
  const length = new DataView(stream.buffer, stream.byteOffset).getInt32(4, true)
  return Buffer.from(stream.buffer, stream.byteOffset, 8 + length).toString('base64')
}
