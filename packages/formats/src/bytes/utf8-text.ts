import { TextDecoder } from 'node:util'
import { InvalidEncoding } from '../errors.ts'

/**
 * Decodes UTF-8, without a byte order mark at the start.
 *
 * @param name - names the file in errors
 * @throws `InvalidEncoding` with the offset of the first wrong byte
 */
export async function* utf8Text(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let offset = 0
  /** End of the previous chunk, at which a character may have been cut. */
  let tail: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (offset === 0) refuseUtf16(chunk, name)
    const text = decode(decoder, chunk, () => offset - tail.length + firstInvalidByte([tail, chunk]), name)
    offset += chunk.length
    tail = chunk.subarray(Math.max(0, chunk.length - 3))
    if (text !== '') yield text
  }
  decode(decoder, undefined, () => offset, name)
}

function decode(
  decoder: TextDecoder,
  chunk: Uint8Array | undefined,
  findOffset: () => number,
  name: string,
): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InvalidEncoding(name, findOffset(), chunk === undefined ? 'a character is cut' : 'a wrong byte')
  }
}

function refuseUtf16(chunk: Uint8Array, name: string): void {
  const [first, second] = chunk
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new InvalidEncoding(name, 0, 'a UTF-16 byte order mark')
  }
}

/**
 * Position of the first byte that no UTF-8 text has there. The first bytes of the tail may be the end of a character that
 * was decoded before; they are passed over.
 */
function firstInvalidByte(parts: readonly Uint8Array[]): number {
  const bytes = Buffer.concat(parts)
  let position = 0
  while (((bytes[position] ?? 0) & 0xc0) === 0x80) position++
  while (position < bytes.length) {
    const length = characterLength(bytes, position)
    if (length === 0) return position
    position += length
  }
  return position
}

/** Bytes of the character at a position, 0 when there is none; a character that the end cuts counts whole. */
function characterLength(bytes: Uint8Array, position: number): number {
  const first = bytes[position] ?? 0
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  const rest = bytes.subarray(position + 1, position + length)
  if (rest.some((byte) => (byte & 0xc0) !== 0x80)) return 0
  if (rest.length < length - 1) return length
  return isCharacter(bytes.subarray(position, position + length)) ? length : 0
}

/** Also overlong forms and surrogates are none. */
function isCharacter(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
