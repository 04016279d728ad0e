/** Where the bytes of an ontology come from: a file, an HTTP response, memory. */
export interface OntologySource {
  /** Path or address, for messages. Relative imports are resolved against it. */
  readonly name: string
  /** Size as stored (compressed, if it is), in bytes. */
  readonly sizeBytes?: number | undefined
  /** The stored bytes from the start. Called once. */
  open(signal?: AbortSignal): AsyncIterable<Uint8Array>
}

/** How far reading has come. */
export interface OntologyProgress {
  /** Stored (compressed) bytes read so far. */
  readonly bytesRead: number
  /** Size of the source in stored bytes, where it is known. */
  readonly totalBytes: number | undefined
  /** Terms met so far. */
  readonly terms: number
}
