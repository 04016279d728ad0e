const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Texts up to this length are copied by the engine anyway. */
const copiedLength = 12

/**
 * A copy of a text that was cut out of a larger one. Engines let the part share the memory of the whole, so keeping one
 * label would keep the chunk of the file that it was read from.
 */
export function detach(text: string): string {
  return text.length <= copiedLength ? text : decoder.decode(encoder.encode(text))
}
