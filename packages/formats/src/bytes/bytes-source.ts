import type { ByteSource } from './byte-source.ts'

/** A file that lies in memory. */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    sizeBytes: bytes.byteLength,
    read: async (start, end) => bytes.subarray(start, end),
    [Symbol.asyncDispose]: async () => undefined,
  }
}
