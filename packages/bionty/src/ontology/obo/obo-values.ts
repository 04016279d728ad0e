const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const exclamation = 0x21

/** Letters that stand for another character after a backslash; any other character stands for itself. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['W', ' '],
])

/** Trailing qualifiers such as ` {source="MESH:D1"}`; a brace in the middle of a name is none. */
const trailingQualifiers = /(?<=^|[^\\])\s*\{[a-z_]+=.*\}\s*$/i

/** Text in quotes, and where the rest of the value begins. */
export interface QuotedText {
  readonly text: string
  readonly end: number
}

/**
 * Replaces escape sequences by what they stand for.
 *
 * @see OBO flat file format 1.4, section 2.2 "Escape characters"
 */
export function unescapeObo(text: string): string {
  if (!text.includes('\\')) return text
  return text.replaceAll(/\\(.)/gs, (_, character: string) => escapes.get(character) ?? character)
}

/** First place at or after `from` that is not blank. */
export function skipBlanks(value: string, from: number): number {
  let i = from
  while (i < value.length && value.charCodeAt(i) <= 0x20) i++
  return i
}

/** Where the id that begins at `from` ends: before a blank, a comment (`!`) or qualifiers (`{`), unless escaped. */
export function endOfId(value: string, from: number): number {
  let i = from
  for (; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (unit === backslash) i++
    else if (unit <= 0x20 || unit === exclamation || unit === openBrace) break
  }
  return Math.min(i, value.length)
}

/** The first id in a value; empty if there is none. Comments and qualifiers after it are left out. */
export function idOf(value: string): string {
  const start = skipBlanks(value, 0)
  return unescapeObo(value.slice(start, endOfId(value, start)))
}

/** The first word in a value, which may hold any character but blanks, and where it ends. */
export function endOfWord(value: string, from: number): number {
  let i = from
  while (i < value.length && value.charCodeAt(i) > 0x20) i++
  return i
}

/**
 * The first quoted text of a value.
 *
 * @returns `undefined` when the value has no quote, `'unclosed'` when it has only the opening one
 */
export function quotedText(value: string): QuotedText | 'unclosed' | undefined {
  const open = value.indexOf('"')
  if (open === -1) return undefined
  let i = open + 1
  for (; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (unit === backslash) i++
    else if (unit === quote) return { text: unescapeObo(value.slice(open + 1, i)), end: i + 1 }
  }
  return 'unclosed'
}

/** A name: everything behind the one blank after the colon, trailing blanks included, without qualifiers. */
export function nameOf(value: string): string | undefined {
  const raw = value.startsWith(' ') ? value.slice(1) : value
  if (skipBlanks(raw, 0) === raw.length) return undefined
  const last = raw.trimEnd().at(-1)
  return unescapeObo(last === '}' ? raw.replace(trailingQualifiers, '') : raw)
}
