import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CorruptFile, reasonOf, TruncatedFile, WrongFormat } from '../errors.ts'

/**
 * Decompresses gzip, of one or more members. What was given out before an error must not be trusted: checksum and length
 * come last.
 *
 * @param name - names the file in errors
 * @throws `WrongFormat` when it is no gzip, `TruncatedFile`, `CorruptFile`
 * @see RFC 1952
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const source = Readable.from(withMagic(chunks, name), { objectMode: false })
  const decompressor = createGunzip({ chunkSize: 1 << 18 })
  source.on('error', (error) => decompressor.destroy(error))
  try {
    yield* source.pipe(decompressor)
  } catch (error) {
    throw gzipError(error, name)
  } finally {
    source.destroy()
  }
}

async function* withMagic(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst && (chunk[0] !== 0x1f || chunk[1] !== 0x8b)) {
      throw new WrongFormat(name, 'gzip', 'it does not start with 1f 8b')
    }
    isFirst = false
    yield chunk
  }
}

function gzipError(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reason = reasonOf(error)
  if (code === 'Z_BUF_ERROR') return new TruncatedFile(name, 'gzip stream', reason, error)
  if (code !== 'Z_DATA_ERROR') return error
  // The first header is known to be right.
  if (reason === 'incorrect header check') {
    return new CorruptFile(name, 'bytes after the gzip stream', 'they are no further member', error)
  }
  const isTrailer = reason === 'incorrect data check' || reason === 'incorrect length check'
  return new CorruptFile(name, isTrailer ? 'gzip trailer' : 'gzip stream', reason, error)
}
