import type { Data, RecordBatch } from 'apache-arrow'
import { columnKind } from './column-kind.ts'
import type { Arrow } from './load-arrow.ts'

/** A batch in which codes of missing dictionary values have become missing values themselves. */
export function withValidDictionaries(arrow: Arrow, batch: RecordBatch): RecordBatch {
  if (!batch.data.children.some(hasMissingCategory)) return batch
  const children = batch.data.children.map((data) =>
    hasMissingCategory(data) ? withMissingCodes(data) : data,
  )
  const type = batch.data.type
  const struct = arrow.makeData({ type, length: batch.numRows, nullCount: 0, children })
  return new arrow.RecordBatch(batch.schema, struct)
}

function hasMissingCategory(data: Data): boolean {
  return columnKind(data.type) === 'category' && (data.dictionary?.nullCount ?? 0) > 0
}

function withMissingCodes(data: Data): Data {
  const { offset, length, dictionary } = data
  const nullBitmap = new Uint8Array((offset + length + 7) >> 3)
  let nullCount = 0
  for (let row = 0; row < length; row++) {
    const position = offset + row
    if (data.getValid(row) && dictionary?.isValid(Number(data.values[row])) === true) {
      nullBitmap[position >> 3] = (nullBitmap[position >> 3] ?? 0) | (1 << (position & 7))
    } else nullCount++
  }
  const buffers = [data.valueOffsets, data.values, nullBitmap, data.typeIds] as const
  return data.clone(data.type, offset, length, nullCount, buffers)
}
