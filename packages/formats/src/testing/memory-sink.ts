import type { ByteSink } from '../bytes/byte-sink.ts'

/** Keeps what is written. */
export class MemorySink implements ByteSink {
  readonly #parts: Uint8Array[] = []

  async write(bytes: Uint8Array): Promise<void> {
    this.#parts.push(bytes.slice())
  }

  get bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts))
  }

  get text(): string {
    return new TextDecoder().decode(this.bytes)
  }
}
