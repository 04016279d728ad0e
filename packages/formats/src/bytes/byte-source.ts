/** Bytes of one file, read by range. */
export interface ByteSource extends AsyncDisposable {
  /** Path or URL for messages. */
  readonly name: string
  readonly sizeBytes: number
  /** Descriptor of an open local file, which readers in other threads of this process may use directly. */
  readonly fileDescriptor?: number

  /**
   * Reads the bytes `[start, end)`.
   *
   * @param end - must not exceed `sizeBytes`
   */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>
}
