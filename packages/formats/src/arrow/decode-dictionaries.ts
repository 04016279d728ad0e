import type { Data, DataType, Dictionary, Field, Int, RecordBatch, Schema } from 'apache-arrow'
import { columnKind, type ColumnKind } from './column-kind.ts'
import type { Arrow } from './load-arrow.ts'

const numberKinds: ReadonlySet<ColumnKind> = new Set([
  'int',
  'float',
  'date',
  'time',
  'timestamp',
  'zoned-timestamp',
  'duration',
])

/**
 * Whether a column is a dictionary of numbers, dates or times. pandas and pyarrow read such columns of a parquet file as
 * plain values, so a categorical of integers comes back as integers.
 */
function isPlainDictionary(field: Field): boolean {
  if (columnKind(field.type) !== 'category') return false
  return numberKinds.has(columnKind((field.type as Dictionary).dictionary))
}

/** The schema with the columns of {@link isPlainDictionary} as plain columns. */
export function decodedSchema(arrow: Arrow, schema: Schema): Schema {
  if (!schema.fields.some(isPlainDictionary)) return schema
  const fields = schema.fields.map((field) =>
    isPlainDictionary(field)
      ? new arrow.Field(field.name, (field.type as Dictionary).dictionary, field.nullable, field.metadata)
      : field,
  )
  return new arrow.Schema(fields, schema.metadata)
}

/** A batch with the columns of {@link isPlainDictionary} replaced by their values. */
export function decodeBatch(arrow: Arrow, batch: RecordBatch): RecordBatch {
  if (!batch.schema.fields.some(isPlainDictionary)) return batch
  const schema = decodedSchema(arrow, batch.schema)
  const children = batch.schema.fields.map((field, index) => {
    const data = batch.data.children[index]
    if (data === undefined) throw new RangeError(`no data for column ${field.name}`)
    return isPlainDictionary(field) ? decodeData(arrow, data) : data
  })
  const type = new arrow.Struct(schema.fields)
  const struct = arrow.makeData({ type, length: batch.numRows, nullCount: 0, children })
  return new arrow.RecordBatch(schema, struct)
}

/** Values of fixed width lie in one typed array, so that no value is converted on the way. */
function decodeData(arrow: Arrow, codes: Data): Data {
  const type: DataType = (codes.type as Dictionary).dictionary
  const values: NumberArray = codes.dictionary?.toArray() ?? []
  const decoded: NumberArray = new type.ArrayType(codes.length)
  const nullBitmap = new Uint8Array((codes.length + 7) >> 3)
  let nullCount = 0
  for (let row = 0; row < codes.length; row++) {
    const value = codes.getValid(row) ? values[Number(codes.values[row])] : undefined
    if (value === undefined) nullCount++
    else {
      decoded[row] = value
      nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7))
    }
  }
  // All types of numbers are built alike; the library's signatures want one of them named.
  const props = {
    type: type as Int,
    length: codes.length,
    nullCount,
    nullBitmap,
    data: decoded as Int['TArray'],
  }
  return arrow.makeData(props)
}

interface NumberArray {
  [index: number]: number | bigint
}
