/** Takes the bytes of one file in order. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>
}
