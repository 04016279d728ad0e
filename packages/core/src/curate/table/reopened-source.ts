import type { ReadTableOptions, TableSource } from '@lamindb/formats'
import type { RecordBatch } from 'apache-arrow'

/** A table that is opened for every reading: nothing is open in between, and nothing has to be closed. */
export async function reopenedSource(open: () => Promise<TableSource>): Promise<TableSource> {
  await using source = await open()
  const { schema, numRows, columns, index } = source
  return {
    schema,
    numRows,
    columns,
    index,
    batches: (options) => batchesOf(open, options),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

async function* batchesOf(
  open: () => Promise<TableSource>,
  options: ReadTableOptions | undefined,
): AsyncGenerator<RecordBatch> {
  await using source = await open()
  yield* source.batches(options)
}
