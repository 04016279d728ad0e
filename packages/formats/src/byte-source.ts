/** Bytes of one file, read by range. */
export interface ByteSource extends AsyncDisposable {
  /** Path or URL for messages. */
  readonly name: string
  readonly sizeBytes: number

  /**
   * Reads the bytes `[start, end)`.
   *
   * @param end - must not exceed `sizeBytes`
   */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>
}
