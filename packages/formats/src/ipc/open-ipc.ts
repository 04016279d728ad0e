import type {
  AsyncRecordBatchFileReader,
  AsyncRecordBatchStreamReader,
  RecordBatch,
  Schema,
} from 'apache-arrow'
import { loadArrow, type Arrow } from '../arrow/load-arrow.ts'
import { checkColumns, defaultBatchRows, selectColumns, splitBatch } from '../arrow/projection.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { sourceChunks } from '../bytes/source-chunks.ts'
import {
  CorruptFile,
  isFormatError,
  reasonOf,
  TruncatedFile,
  UnsupportedFeature,
  WrongFormat,
} from '../errors.ts'
import { tableColumns } from '../pandas/stored-index.ts'
import type { ReadTableOptions, TableSource } from '../table-source.ts'
import { registerDecompressors } from './compressed-buffers.ts'

/** First and last bytes of an Arrow file. */
const magic = 'ARROW1'

/** Two magics, padding and the length of the footer. */
const smallestFileBytes = 18

/**
 * Opens an Arrow IPC file (`.arrow`, `.ipc`, Feather version 2) or an IPC stream (`.arrows`). Memory: the dictionaries and
 * one batch as the file has it; buffers compressed with LZ4 or ZSTD are read.
 *
 * @param source - disposed together with the table
 * @throws `WrongFormat`, `TruncatedFile`, `CorruptFile`, `UnsupportedFeature` for Feather version 1
 * @see Apache Arrow columnar format, "IPC File Format"
 */
export async function openIpc(source: ByteSource): Promise<TableSource> {
  const isFile = await checkFrame(source)
  const arrow = await loadArrow()
  await registerDecompressors(arrow)
  const { schema, numRows } = await describe(arrow, source, isFile)
  return {
    schema,
    numRows,
    ...tableColumns(schema, source.name),
    batches: (options) => ipcBatches(arrow, source, isFile, schema, options),
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  }
}

/** Tells file from stream by the first bytes. */
async function checkFrame(source: ByteSource): Promise<boolean> {
  const { name, sizeBytes } = source
  if (sizeBytes === 0) throw new TruncatedFile(name, 'start', 'the file is empty')
  const start = await source.read(0, Math.min(8, sizeBytes))
  const text = String.fromCharCode(...start)
  if (text.startsWith('FEA1')) {
    const hint = 'Write it again as Feather version 2, which is an Arrow IPC file.'
    throw new UnsupportedFeature(name, 'Feather version 1', hint)
  }
  if (text.startsWith(magic)) {
    await checkEnd(source)
    return true
  }
  const isStream = start.length === 8 && start.subarray(0, 4).every((byte) => byte === 255)
  if (!isStream) throw new WrongFormat(name, 'Arrow IPC', `it starts with neither '${magic}' nor a message`)
  return false
}

async function checkEnd(source: ByteSource): Promise<void> {
  const { name, sizeBytes } = source
  if (sizeBytes < smallestFileBytes) {
    throw new TruncatedFile(name, 'footer', `${sizeBytes} bytes are too few for an Arrow file`)
  }
  const end = await source.read(sizeBytes - 10, sizeBytes)
  if (String.fromCharCode(...end.subarray(4)) !== magic) {
    throw new TruncatedFile(name, 'footer', `the file does not end with '${magic}'`)
  }
  const footerBytes = new DataView(end.buffer, end.byteOffset).getInt32(0, true)
  if (footerBytes <= 0 || footerBytes > sizeBytes - smallestFileBytes) {
    throw new CorruptFile(name, 'footer length', `it claims ${footerBytes} bytes, the file has ${sizeBytes}`)
  }
}

type Reader = AsyncRecordBatchFileReader | AsyncRecordBatchStreamReader

/** A reader goes through the file once, so every use opens its own. */
async function openReader(arrow: Arrow, source: ByteSource, isFile: boolean): Promise<Reader> {
  const reader: Reader = isFile
    ? await arrow.RecordBatchReader.from(Promise.resolve(fileHandle(source)))
    : await arrow.RecordBatchReader.from(sourceChunks(source))
  return reader.open({ autoDestroy: false })
}

interface Description {
  readonly schema: Schema
  readonly numRows: number | undefined
}

async function describe(arrow: Arrow, source: ByteSource, isFile: boolean): Promise<Description> {
  try {
    const reader = await openReader(arrow, source, isFile)
    const { schema, footer } = reader
    const numRows = footer === null ? undefined : await countRows(arrow, source, footer)
    await reader.cancel()
    return { schema, numRows }
  } catch (error) {
    throw corrupt(source, error)
  }
}

/** Marker and length before a message. */
const messageStartBytes = 8

/** Reads the headers of the batches only; a stream has no list of them. */
async function countRows(
  arrow: Arrow,
  source: ByteSource,
  footer: NonNullable<Reader['footer']>,
): Promise<number> {
  let rows = 0
  for (const { offset, metaDataLength } of footer.recordBatches()) {
    const bytes = await source.read(offset + messageStartBytes, offset + metaDataLength)
    const message = arrow.Message.decode(bytes)
    if (message.isRecordBatch()) rows += message.header().length
  }
  return rows
}

async function* ipcBatches(
  arrow: Arrow,
  source: ByteSource,
  isFile: boolean,
  schema: Schema,
  options: ReadTableOptions = {},
): AsyncGenerator<RecordBatch> {
  const { columns, batchRows = defaultBatchRows, signal } = options
  if (columns !== undefined) checkColumns(schema, columns)
  for await (const whole of wholeBatches(arrow, source, isFile)) {
    for (const part of splitBatch(selectColumns(whole, columns), batchRows)) {
      signal?.throwIfAborted()
      yield part
    }
  }
}

async function* wholeBatches(arrow: Arrow, source: ByteSource, isFile: boolean): AsyncGenerator<RecordBatch> {
  let reader: Reader | undefined
  try {
    reader = await openReader(arrow, source, isFile)
    for (;;) {
      const next: IteratorResult<RecordBatch> = await reader.next()
      if (next.done === true) return
      yield next.value
    }
  } catch (error) {
    throw corrupt(source, error)
  } finally {
    await reader?.cancel()
  }
}

/** Any error of the library but aborts means that bytes are not what they should be. */
function corrupt(source: ByteSource, error: unknown): unknown {
  if (isFormatError(error) || (error instanceof Error && error.name === 'AbortError')) return error
  return new CorruptFile(source.name, 'content', reasonOf(error), error)
}

/** The four members of a file handle that the library uses. */
function fileHandle(source: ByteSource): import('node:fs/promises').FileHandle {
  const handle = {
    fd: source.fileDescriptor ?? -1,
    stat: async () => ({ size: source.sizeBytes }),
    read: async (buffer: Uint8Array, offset: number, length: number, position: number) => {
      const bytes = await source.read(position, Math.min(position + length, source.sizeBytes))
      buffer.set(bytes, offset)
      return { bytesRead: bytes.length, buffer }
    },
    close: async () => undefined,
  }
  return handle as unknown as import('node:fs/promises').FileHandle
}
