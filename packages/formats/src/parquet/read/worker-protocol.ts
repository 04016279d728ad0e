/** A file as the worker sees it. */
export interface WorkerFile {
  readonly name: string
  readonly sizeBytes: number
  /** Open file of this process that the worker reads itself; without it the worker asks for bytes. */
  readonly fileDescriptor: number | undefined
}

/** What the worker is asked to do; one request at a time. */
export type WorkerRequest =
  | { readonly type: 'describe'; readonly file: WorkerFile }
  | {
      readonly type: 'stream'
      readonly file: WorkerFile
      readonly columns: readonly string[] | undefined
      readonly batchRows: number
    }
  | { readonly type: 'find-failure'; readonly file: WorkerFile }

/** What is sent while a request runs. */
export type WorkerReply =
  /** One more batch is wanted. */
  | { readonly type: 'next' }
  /** No more batches are wanted. */
  | { readonly type: 'cancel' }
  | { readonly type: 'bytes'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'no-bytes'; readonly id: number; readonly reason: string }

/** A file's schema and what its footer says. */
export interface ParquetDescription {
  /** Arrow IPC stream without batches. */
  readonly schema: Uint8Array
  readonly numRows: number
}

/** Where a file could not be decoded. */
export interface FailurePlace {
  readonly rowGroup: number
  readonly column: string
}

/** What the worker tells. */
export type WorkerMessage =
  | { readonly type: 'read'; readonly id: number; readonly start: number; readonly end: number }
  | { readonly type: 'described'; readonly description: ParquetDescription }
  /** An Arrow IPC stream with one batch. */
  | { readonly type: 'batch'; readonly batch: Uint8Array }
  | { readonly type: 'trying'; readonly place: FailurePlace }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly reason: string; readonly checksum: boolean }
