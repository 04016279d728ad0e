import type { ByteSource } from './byte-source.ts'

const chunkBytes = 1 << 22

/** Reads a source from start to end. */
export async function* sourceChunks(source: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < source.sizeBytes; start += chunkBytes) {
    yield await source.read(start, Math.min(start + chunkBytes, source.sizeBytes), signal)
  }
}
