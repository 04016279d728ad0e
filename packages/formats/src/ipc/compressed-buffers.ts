import { zstdDecompressSync } from 'node:zlib'
import type { Arrow } from '../arrow/load-arrow.ts'

/**
 * Teaches apache-arrow to read compressed buffers, of which it knows none by itself. Feather files are compressed with LZ4
 * by default. A codec that the program registered before is kept.
 */
export async function registerDecompressors({ compressionRegistry, CompressionType }: Arrow): Promise<void> {
  if (compressionRegistry.get(CompressionType.ZSTD)?.decode === undefined) {
    compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => zstdDecompressSync(bytes) })
  }
  if (compressionRegistry.get(CompressionType.LZ4_FRAME)?.decode === undefined) {
    const { decompress } = (await import('lz4js')).default
    compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (bytes) => decompress(bytes) })
  }
}
