/**
 * Decodes parquet in a thread of its own. The decoder is WebAssembly that ends in a trap on some corrupt pages, which
 * would take the process down in the main thread; here it ends the worker, and the caller is told.
 */
import { readSync } from 'node:fs'
import { parentPort, type MessagePort } from 'node:worker_threads'
import { ParquetFile, type RecordBatch } from 'parquet-wasm'
import { findChecksumMismatch } from './page-checksums.ts'
import type {
  FailurePlace,
  WorkerFile,
  WorkerMessage,
  WorkerReply,
  WorkerRequest,
} from './worker-protocol.ts'

const port = requirePort()
const waiting = new Map<number, (reply: WorkerReply) => void>()
const wanted: ('next' | 'cancel')[] = []
let wake: (() => void) | undefined
let lastReadId = 0

port.on('message', (message: WorkerRequest | WorkerReply) => {
  switch (message.type) {
    case 'bytes':
    case 'no-bytes':
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
      return
    case 'next':
    case 'cancel':
      wanted.push(message.type)
      wake?.()
      return
    default:
      void answer(message)
  }
})

async function answer(request: WorkerRequest): Promise<void> {
  const bytes = new CheckedBytes(request.file)
  wanted.length = 0
  try {
    using file = await ParquetFile.fromFile(bytes.asBlob())
    bytes.checkPages = true
    if (request.type === 'describe') describe(file)
    else if (request.type === 'stream') await stream(file, request.columns, request.batchRows)
    else await tryEverything(file)
  } catch (error) {
    send({ type: 'failed', reason: textOf(error), checksum: false })
  }
}

function describe(file: ParquetFile): void {
  const schema = file.schema().intoIPCStream()
  using metadata = file.metadata()
  using fileMetadata = metadata.fileMetadata()
  send({ type: 'described', description: { schema, numRows: fileMetadata.numRows() } }, [schema.buffer])
}

async function stream(
  file: ParquetFile,
  columns: readonly string[] | undefined,
  batchSize: number,
): Promise<void> {
  const options = columns === undefined ? { batchSize } : { batchSize, columns: [...columns] }
  const batches: ReadableStream<RecordBatch> = await file.stream(options)
  const reader = batches.getReader()
  try {
    for (;;) {
      if ((await nextWish()) === 'cancel') break
      const { done, value } = await reader.read()
      if (done) break
      const batch = value.intoIPCStream()
      send({ type: 'batch', batch }, [batch.buffer])
    }
  } finally {
    await reader.cancel()
  }
  send({ type: 'done' })
}

/** Decodes column by column, telling which one comes next, so that the last one told is the one that failed. */
async function tryEverything(file: ParquetFile): Promise<void> {
  using metadata = file.metadata()
  for (let rowGroup = 0; rowGroup < metadata.numRowGroups(); rowGroup++) {
    using group = metadata.rowGroup(rowGroup)
    const columns = new Set(group.columns().map((chunk) => chunk.columnPath()[0] ?? ''))
    for (const column of columns) await tryColumn(file, { rowGroup, column })
  }
  send({ type: 'done' })
}

async function tryColumn(file: ParquetFile, place: FailurePlace): Promise<void> {
  send({ type: 'trying', place })
  const batches: ReadableStream<RecordBatch> = await file.stream({
    rowGroups: [place.rowGroup],
    columns: [place.column],
  })
  for await (const batch of batches) batch.free()
}

async function nextWish(): Promise<'next' | 'cancel'> {
  for (;;) {
    const wish = wanted.includes('cancel') ? 'cancel' : wanted.shift()
    if (wish !== undefined) return wish
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
}

/** The bytes of a file in the shape that the decoder takes, with the checksums of pages verified on the way. */
class CheckedBytes {
  readonly #file: WorkerFile
  /** False while the footer is read, which consists of no pages. */
  checkPages = false

  constructor(file: WorkerFile) {
    this.#file = file
  }

  /** The decoder uses these three members of a Blob only. */
  asBlob(start = 0, end = this.#file.sizeBytes): Blob {
    const blob = {
      size: end - start,
      slice: (from: number, to: number) => this.asBlob(start + from, start + to),
      arrayBuffer: async () => this.#read(start, end),
    }
    return blob as unknown as Blob
  }

  async #read(start: number, end: number): Promise<ArrayBuffer> {
    const { fileDescriptor } = this.#file
    const bytes =
      fileDescriptor === undefined ? await this.#ask(start, end) : await readAll(fileDescriptor, start, end)
    const mismatch = this.checkPages ? findChecksumMismatch(bytes) : undefined
    if (mismatch === undefined) return bytes.buffer
    const reason =
      `the page at byte ${start + mismatch.offset} has the CRC-32 ${hex(mismatch.found)}, ` +
      `its header says ${hex(mismatch.expected)}`
    return fail(reason, true)
  }

  async #ask(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const id = ++lastReadId
    const reply = await new Promise<WorkerReply>((resolve) => {
      waiting.set(id, resolve)
      send({ type: 'read', id, start, end })
    })
    if (reply.type === 'bytes') return new Uint8Array(reply.bytes)
    return fail(reply.type === 'no-bytes' ? reply.reason : 'no bytes came', false)
  }
}

/** Ends the request here: the decoder traps on a failed read, which would hide the reason. */
function fail(reason: string, checksum: boolean): Promise<never> {
  send({ type: 'failed', reason, checksum })
  return new Promise<never>(() => undefined)
}

async function readAll(fileDescriptor: number, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - start)
  let done = 0
  while (done < bytes.length) {
    const bytesRead = readSync(fileDescriptor, bytes, done, bytes.length - done, start + done)
    if (bytesRead === 0) return fail(`the file ends at byte ${start + done}`, false)
    done += bytesRead
  }
  return bytes
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function send(message: WorkerMessage, transfer: ArrayBufferLike[] = []): void {
  port.postMessage(message, transfer as ArrayBuffer[])
}

function requirePort(): MessagePort {
  if (parentPort === null) throw new Error('This file runs in a worker thread only.')
  return parentPort
}
