import { UnsupportedPython } from './python-error.ts'

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
}

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/gu

/**
 * Resolves the escapes of a string or bytes literal.
 *
 * @param body - text between the quotes
 * @param bytes - in bytes literals `\u` and `\U` are no escapes
 * @see Python Language Reference, "String and Bytes literals"
 */
export function unescapeString(body: string, bytes = false): string {
  return body.replace(
    ESCAPE,
    (whole, octal?: string, hex?: string, short?: string, long?: string, other?: string) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
      const codePoint = short ?? long
      if (codePoint !== undefined) return bytes ? whole : String.fromCodePoint(Number.parseInt(codePoint, 16))
      if (other === 'N')
        throw new UnsupportedPython('names of characters (\\N{…}) are not supported in strings')
      return SIMPLE_ESCAPES[other ?? ''] ?? whole
    },
  )
}

/** The bytes of a bytes literal: every character of its unescaped text is one byte. */
export function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0)
}
