/**
 * One assignment of an env file. `value` is `undefined` for a key without an equals sign.
 */
export interface EnvFileEntry {
  readonly key: string
  readonly value: string | undefined
}

/**
 * Splits the text of an env file into its assignments, in order and before interpolation. Lines that do not parse are
 * passed over, as python-dotenv does.
 *
 * Grammar: python-dotenv 1.2. `export ` prefixes; keys bare or in single quotes; values bare up to a `#` that follows
 * white space, or in single or double quotes over several lines. A backslash escapes `\` and the quote, in double
 * quotes also `a b f n r t v`.
 */
export function parseEnvFile(text: string): EnvFileEntry[] {
  const reader = new EnvFileReader(text.startsWith('\uFEFF') ? text.slice(1) : text)
  const entries: EnvFileEntry[] = []
  while (!reader.atEnd) {
    const entry = reader.readEntry()
    if (entry !== undefined) entries.push(entry)
  }
  return entries
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

class EnvFileReader {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  get atEnd(): boolean {
    return this.#position >= this.#text.length
  }

  /** Reads up to the end of the assignment's last line; `undefined` for comments, blank ends and broken lines. */
  readEntry(): EnvFileEntry | undefined {
    this.#take(/\s*/y)
    if (this.atEnd) return undefined
    const entry = this.#readAssignment()
    const complete = entry !== 'broken' && this.#take(/(?:[^\S\r\n]*#[^\r\n]*)?[^\S\r\n]*(?:\r\n|\n|\r|$)/y)
    if (!complete) {
      this.#take(/[^\r\n]*(?:\r|\n|\r\n)?/y)
      return undefined
    }
    return entry === 'comment' ? undefined : entry
  }

  #readAssignment(): EnvFileEntry | 'comment' | 'broken' {
    this.#take(/export[^\S\r\n]+/y)
    if (this.#peek() === '#') return 'comment'
    const key = this.#peek() === "'" ? this.#take(/'([^']+)'/y)?.[1] : this.#take(/([^=#\s]+)/y)?.[1]
    if (key === undefined) return 'broken'
    this.#take(/[^\S\r\n]*/y)
    const equals = this.#take(/=[^\S\r\n]*/y)
    if (equals === undefined) return { key, value: undefined }
    // `KEY= # text` is an empty value with a comment, `KEY=#text` is a value.
    if (equals[0].length > 1 && this.#peek() === '#') return { key, value: '' }
    const value = this.#readValue()
    return value === undefined ? 'broken' : { key, value }
  }

  #readValue(): string | undefined {
    const quote = this.#peek()
    if (quote === "'") {
      return this.#take(/'((?:\\.|[^'\\])*)'/sy)?.[1]?.replaceAll(/\\([\\'])/g, '$1')
    }
    if (quote === '"') {
      return this.#take(/"((?:\\.|[^"\\])*)"/sy)?.[1]?.replaceAll(
        /\\([\\'"abfnrtv])/g,
        (_, escaped: string) => escapes[escaped] ?? escaped,
      )
    }
    return this.#take(/[^\r\n]*/y)?.[0]
      .replace(/\s+#.*/s, '')
      .trimEnd()
  }

  #peek(): string {
    return this.#text.charAt(this.#position)
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position
    const match = pattern.exec(this.#text)
    if (match === null) return undefined
    this.#position = pattern.lastIndex
    return match
  }
}
