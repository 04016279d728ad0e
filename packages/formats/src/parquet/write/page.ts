import { promisify } from 'node:util'
import { constants, crc32, gzip, gzipSync, zstdCompress, zstdCompressSync } from 'node:zlib'
import { CompactWriter } from './compact-writer.ts'
import { encodings, pageTypes, type Compression } from './parquet-types.ts'

/** A page that is ready to be written. */
export interface EncodedPage {
  readonly header: Uint8Array
  readonly body: Uint8Array
  /** Bytes of header and body before compression. */
  readonly uncompressedBytes: number
}

/** What a page holds. */
export type PageContent =
  | { readonly kind: 'dictionary'; readonly count: number; readonly parts: readonly Uint8Array[] }
  | {
      readonly kind: 'data'
      readonly count: number
      readonly parts: readonly Uint8Array[]
      readonly isDictionaryEncoded: boolean
    }

/**
 * Compresses a page and writes its header, with a CRC-32 of the compressed bytes.
 *
 * @see Parquet format, "Data Pages"; parquet.thrift, `PageHeader`
 */
export async function encodePage(content: PageContent, compression: Compression): Promise<EncodedPage> {
  const plain = joined(content.parts)
  const body = await compress(plain, compression)
  const header = pageHeader(content, plain.length, body)
  return { header, body, uncompressedBytes: header.length + plain.length }
}

function pageHeader(content: PageContent, plainBytes: number, body: Uint8Array): Uint8Array {
  const writer = new CompactWriter()
  const isDictionary = content.kind === 'dictionary'
  writer.i32(1, isDictionary ? pageTypes.DICTIONARY : pageTypes.DATA)
  writer.i32(2, plainBytes)
  writer.i32(3, body.length)
  writer.i32(4, crc32(body) | 0)
  if (isDictionary) {
    writer.struct(7, () => {
      writer.i32(1, content.count)
      writer.i32(2, encodings.PLAIN)
    })
  } else {
    writer.struct(5, () => {
      writer.i32(1, content.count)
      writer.i32(2, content.isDictionaryEncoded ? encodings.RLE_DICTIONARY : encodings.PLAIN)
      writer.i32(3, encodings.RLE)
      writer.i32(4, encodings.RLE)
    })
  }
  return writer.end()
}

/** Smaller pages cost less to compress than to hand to another thread. */
const threadedBytes = 32_768

const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
const zstdThreaded = promisify(zstdCompress)
const gzipThreaded = promisify(gzip)

async function compress(bytes: Uint8Array, compression: Compression): Promise<Uint8Array> {
  const isThreaded = bytes.length >= threadedBytes
  if (compression === 'none') return bytes
  if (compression === 'gzip') return isThreaded ? gzipThreaded(bytes) : gzipSync(bytes)
  return isThreaded ? zstdThreaded(bytes, zstdOptions) : zstdCompressSync(bytes, zstdOptions)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts)
}
