/** The tags that matter in one kind of stanza, found without decoding the line. */
export class TagTable<Tag extends string> {
  /** Candidates by the length of the tag in bytes. */
  readonly #byLength: (readonly { readonly tag: Tag; readonly bytes: Uint8Array }[])[] = []

  constructor(tags: readonly Tag[]) {
    const encoder = new TextEncoder()
    for (const tag of tags) {
      const bytes = encoder.encode(tag)
      this.#byLength[bytes.length] = [...(this.#byLength[bytes.length] ?? []), { tag, bytes }]
    }
  }

  /** The tag that `bytes[start, end)` spell. Blanks between the tag and its colon do not count. */
  find(bytes: Uint8Array, start: number, end: number): Tag | undefined {
    let last = end
    while (last > start && (bytes[last - 1] ?? 0) <= 0x20) last--
    const candidates = this.#byLength[last - start]
    return candidates?.find((candidate) => spells(candidate.bytes, bytes, start))?.tag
  }
}

function spells(expected: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[start + i] !== expected[i]) return false
  return true
}
