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
  const source = Readable.from(chunks, { objectMode: false })
  // The option is newer than the type definitions of some versions; the default would skip what follows the last member.
  const options = { chunkSize: 1 << 18, rejectGarbageAfterEnd: true }
  const decompressor = createGunzip(options)
  source.on('error', (error) => decompressor.destroy(error))
  let isFirst = true
  try {
    for await (const chunk of source.pipe(decompressor)) {
      isFirst = false
      yield chunk
    }
  } catch (error) {
    throw gzipError(error, name, isFirst)
  } finally {
    source.destroy()
  }
}

function gzipError(error: unknown, name: string, isFirst: boolean): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reason = reasonOf(error)
  if (code === 'Z_BUF_ERROR') return new TruncatedFile(name, 'gzip stream', reason, error)
  if (code === 'ERR_TRAILING_JUNK_AFTER_STREAM_END') {
    return new CorruptFile(name, 'bytes after the gzip stream', 'they are no further member', error)
  }
  if (code !== 'Z_DATA_ERROR') return error
  if (isFirst && reason.includes('header')) {
    return new WrongFormat(name, 'gzip', 'it does not start with 1f 8b', error)
  }
  const isTrailer = reason === 'incorrect data check' || reason === 'incorrect length check'
  return new CorruptFile(name, isTrailer ? 'gzip trailer' : 'gzip stream', reason, error)
}
