import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { InvalidEncoding } from '../errors.ts'

/**
 * Passes on bytes that are UTF-8, without a byte order mark at the start. A character that a chunk ends in is passed on
 * with the next chunk.
 *
 * @param name - names the file in errors
 * @throws `InvalidEncoding` with the offset of the first wrong byte
 */
export async function* checkedUtf8(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  let offset = 0
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const start = offset === 0 ? markLength(bytes, name) : 0
    const end = endOfLastCharacter(bytes)
    check(bytes.subarray(0, end), offset, name)
    rest = bytes.subarray(end)
    offset += end
    if (end > start) yield bytes.subarray(start, end)
  }
  check(rest, offset, name)
}

function check(bytes: Uint8Array, offset: number, name: string): void {
  if (isUtf8(bytes)) return
  throw new InvalidEncoding(name, offset + firstInvalidByte(bytes), 'a wrong byte')
}

/** Length of a byte order mark at the start. */
function markLength(bytes: Uint8Array, name: string): number {
  const [first, second, third] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new InvalidEncoding(name, 0, 'a UTF-16 byte order mark')
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
}

/** Position before a character of which the bytes hold only the start. */
function endOfLastCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function firstInvalidByte(bytes: Uint8Array): number {
  let position = 0
  while (position < bytes.length) {
    const length = characterLength(bytes, position)
    if (length === 0) break
    position += length
  }
  return position
}

/** Bytes of the character at a position, 0 when there is none. */
function characterLength(bytes: Uint8Array, position: number): number {
  const first = bytes[position] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(position, position + length))
    return length
  } catch {
    return 0
  }
}
