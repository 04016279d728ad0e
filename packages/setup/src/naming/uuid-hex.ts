/**
 * The 32 lower-case hex digits of a UUID, given with or without hyphens, braces or the prefix `urn:uuid:`; `undefined`
 * for a text that is none.
 */
export function uuidHex(text: string): string | undefined {
  const hex = text
    .replace(/^urn:uuid:/, '')
    .replaceAll(/[{}-]/g, '')
    .toLowerCase()
  return /^[0-9a-f]{32}$/.test(hex) ? hex : undefined
}
