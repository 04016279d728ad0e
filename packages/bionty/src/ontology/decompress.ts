import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CorruptGzip } from '../errors.ts'

const chunkSize = 256 * 1024

/**
 * Passes bytes through, decompressed on the way if they are gzip by their first two bytes (RFC 1952, section 2.3.1).
 * Several gzip members in a row are one content.
 *
 * @param path - for the message
 * @throws {@link CorruptGzip}
 */
export async function* decompress(
  stored: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = stored[Symbol.asyncIterator]()
  const first = await firstBytes(chunks)
  const all = continued(first, chunks)
  if (first[0] === 0x1f && first[1] === 0x8b) yield* gunzip(all, path)
  else yield* all
}

async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let bytes = new Uint8Array(0)
  while (bytes.length < 2) {
    const next = await chunks.next()
    if (next.done === true) break
    bytes = bytes.length === 0 ? new Uint8Array(next.value) : Uint8Array.from([...bytes, ...next.value])
  }
  return bytes
}

async function* continued(
  first: Uint8Array,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (first.length > 0) yield first
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value
  } finally {
    await chunks.return?.()
  }
}

async function* gunzip(
  compressed: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const counter = { bytes: 0 }
  const gunzip = createGunzip({ chunkSize })
  // The callback keeps a failure from being thrown as an event as well; the loop below meets it.
  pipeline(Readable.from(counted(compressed, counter), { objectMode: false }), gunzip, () => {})
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array
  } catch (error) {
    if (!isZlibError(error)) throw error
    throw new CorruptGzip(path, counter.bytes, error.code === 'Z_BUF_ERROR', error)
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  counter: { bytes: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    counter.bytes += chunk.length
    yield chunk
  }
}

function isZlibError(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
  )
}
