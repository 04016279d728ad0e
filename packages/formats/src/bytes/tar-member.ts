import { NotOneTable, TruncatedFile } from '../errors.ts'

const blockBytes = 512

/**
 * Reads the only file of a tar archive. Its name is never used as a path, so an archive cannot write anywhere.
 *
 * @param name - names the archive in errors
 * @throws `NotOneTable` when the archive holds no file or several, `TruncatedFile`
 * @see POSIX.1-2017, pax, "ustar Interchange Format"
 */
export async function* tarMember(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  const blocks = new BlockReader(chunks, name)
  const members: string[] = []
  for (;;) {
    const header = await blocks.take(blockBytes)
    if (header === undefined || header.every((byte) => byte === 0)) break
    const size = octal(header.subarray(124, 136))
    if (isFile(header)) {
      members.push(text(header.subarray(0, 100)))
      if (members.length > 1) throw new NotOneTable(name, members)
      yield* blocks.stream(size)
    } else await blocks.skip(size)
    await blocks.skip((blockBytes - (size % blockBytes)) % blockBytes)
  }
  if (members.length === 0) throw new NotOneTable(name, members)
}

/** Type `0` or NUL; folders, links and extended headers are passed over. */
function isFile(header: Uint8Array): boolean {
  return header[156] === 0 || header[156] === 0x30
}

function text(field: Uint8Array): string {
  const end = field.indexOf(0)
  return new TextDecoder().decode(end === -1 ? field : field.subarray(0, end))
}

function octal(field: Uint8Array): number {
  return Number.parseInt(text(field).trim() || '0', 8)
}

class BlockReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #name: string
  #rest: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>, name: string) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#name = name
  }

  /** The next bytes; `undefined` at the end. */
  async take(length: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = []
    for await (const part of this.#parts(length, true)) parts.push(part)
    return parts.length === 0 ? undefined : Buffer.concat(parts)
  }

  async skip(length: number): Promise<void> {
    for await (const part of this.#parts(length, false)) void part
  }

  stream(length: number): AsyncGenerator<Uint8Array> {
    return this.#parts(length, false)
  }

  async *#parts(length: number, mayEnd: boolean): AsyncGenerator<Uint8Array> {
    let missing = length
    while (missing > 0) {
      if (this.#rest.length === 0) {
        const next = await this.#chunks.next()
        if (next.done === true) {
          if (mayEnd && missing === length) return
          throw new TruncatedFile(this.#name, 'tar archive', `${missing} bytes are missing`)
        }
        this.#rest = next.value
      }
      const part = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(part.length)
      missing -= part.length
      if (part.length > 0) yield part
    }
  }
}
