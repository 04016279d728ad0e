import type { RecordBatch, Schema } from 'apache-arrow'
import { decodeBatch, decodedSchema } from '../../arrow/decode-dictionaries.ts'
import { loadArrow, type Arrow } from '../../arrow/load-arrow.ts'
import { checkColumns, defaultBatchRows, selectColumns, splitBatch } from '../../arrow/projection.ts'
import type { ByteSource } from '../../bytes/byte-source.ts'
import { CorruptFile } from '../../errors.ts'
import { tableColumns } from '../../pandas/stored-index.ts'
import type { ReadTableOptions, TableSource } from '../../table-source.ts'
import { checkParquetFooter } from './check-footer.ts'
import { WorkerEnded, WorkerLease } from './worker-lease.ts'
import type { FailurePlace, ParquetDescription, WorkerMessage } from './worker-protocol.ts'

/** Batches that the worker decodes ahead of the reader. */
const batchesAhead = 2

/**
 * Opens a parquet file. Schema and number of rows come from the footer alone; batches are decoded in a worker thread, row
 * group by row group and only the columns asked for. Memory: the compressed columns of one row group and three batches.
 *
 * `ARROW:schema` restores dictionaries of text and zones, the `pandas` metadata the index.
 *
 * @param source - disposed together with the table
 * @throws `WrongFormat`, `TruncatedFile`, `CorruptFile`, `UnsupportedFeature`; while reading, `CorruptFile` names the row
 *   group and column
 */
export async function openParquet(source: ByteSource): Promise<TableSource> {
  await checkParquetFooter(source)
  const arrow = await loadArrow()
  const { schema: bytes, numRows } = await describe(source)
  const schema = decodedSchema(arrow, arrow.tableFromIPC(bytes).schema)
  return {
    schema,
    numRows,
    ...tableColumns(schema, source.name),
    batches: (options) => parquetBatches(arrow, source, schema, options),
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  }
}

async function describe(source: ByteSource): Promise<ParquetDescription> {
  await using worker = new WorkerLease(source)
  worker.send({ type: 'describe', file: worker.file })
  const message = await nextOrCorrupt(worker, source, 'footer')
  if (message.type === 'described') return message.description
  throw new CorruptFile(
    source.name,
    'footer',
    message.type === 'failed' ? message.reason : 'it has no schema',
  )
}

async function nextOrCorrupt(worker: WorkerLease, source: ByteSource, part: string): Promise<WorkerMessage> {
  try {
    return await worker.next()
  } catch (error) {
    if (error instanceof WorkerEnded) throw new CorruptFile(source.name, part, error.message, error)
    throw error
  }
}

async function* parquetBatches(
  arrow: Arrow,
  source: ByteSource,
  schema: Schema,
  options: ReadTableOptions = {},
): AsyncGenerator<RecordBatch> {
  const { columns, batchRows = defaultBatchRows, signal } = options
  if (columns !== undefined) checkColumns(schema, columns)
  for await (const bytes of encodedBatches(source, columns, batchRows, signal)) {
    for (const batch of arrow.tableFromIPC(bytes).batches) {
      // The decoder gives columns in the order of the file.
      yield* splitBatch(decodeBatch(arrow, selectColumns(batch, columns)), batchRows)
    }
  }
}

async function* encodedBatches(
  source: ByteSource,
  columns: readonly string[] | undefined,
  batchRows: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  await using worker = new WorkerLease(source, signal)
  worker.send({ type: 'stream', file: worker.file, columns, batchRows })
  for (let n = 0; n < batchesAhead; n++) worker.send({ type: 'next' })
  let ended = false
  try {
    for (;;) {
      const message = await nextMessage(worker, source)
      if (message.type !== 'batch') {
        ended = true
        if (message.type === 'failed') throw await locatedFailure(source, message.reason, message.checksum)
        return
      }
      worker.send({ type: 'next' })
      yield message.batch
    }
  } finally {
    if (!ended && signal?.aborted !== true) await cancel(worker)
  }
}

async function nextMessage(worker: WorkerLease, source: ByteSource): Promise<WorkerMessage> {
  try {
    return await worker.next()
  } catch (error) {
    if (error instanceof WorkerEnded)
      throw await locatedFailure(source, 'a page does not decode', false, error)
    throw error
  }
}

/** Lets the worker finish its request, so that it can serve the next one. */
async function cancel(worker: WorkerLease): Promise<void> {
  worker.send({ type: 'cancel' })
  try {
    while ((await worker.next()).type === 'batch');
  } catch (error) {
    // Nobody waits for what this request still gives; the worker is replaced.
    if (!(error instanceof WorkerEnded)) throw error
  }
}

/** Decodes the file once more, column by column, to say where it fails. */
async function locatedFailure(
  source: ByteSource,
  reason: string,
  checksum: boolean,
  cause?: unknown,
): Promise<CorruptFile> {
  await using worker = new WorkerLease(source)
  worker.send({ type: 'find-failure', file: worker.file })
  let place: FailurePlace | undefined
  try {
    for (;;) {
      const message = await worker.next()
      if (message.type === 'trying') place = message.place
      else if (message.type === 'failed') break
      else return new CorruptFile(source.name, 'content', reason, cause)
    }
  } catch (error) {
    if (!(error instanceof WorkerEnded)) throw error
  }
  if (place === undefined) return new CorruptFile(source.name, 'footer', reason, cause)
  const part = checksum ? 'page checksum' : 'data'
  const where = `${part} of column '${place.column}' in row group ${place.rowGroup}`
  return new CorruptFile(source.name, where, reason, cause)
}
