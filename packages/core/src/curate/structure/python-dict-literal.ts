/**
 * Whether a text is a Python dict literal, as `ast.literal_eval` reads it: dicts, lists, tuples, sets, texts, bytes,
 * numbers, `True`, `False` and `None`, nested as one likes.
 *
 * @see https://docs.python.org/3/library/ast.html#ast.literal_eval
 */
export function isDictLiteral(text: string): boolean {
  const reader = new LiteralReader(text.trim())
  return reader.readsDict()
}

/** Deeper nesting counts as no literal: it would exhaust the call stack. */
const MOST_DEPTH = 100

const SPACE = /[ \t\n\r\f]*/y
const STRING =
  /(?:[rbuRBU]|[rR][bB]|[bB][rR])?(?:'''(?:[^\\]|\\[\s\S])*?'''|"""(?:[^\\]|\\[\s\S])*?"""|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")/y
const NUMBER =
  /[+-]?(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)/y
const WORD = /True|False|None/y

class LiteralReader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  readsDict(): boolean {
    return this.#text.startsWith('{') && this.#braces() === 'dict' && this.#at === this.#text.length
  }

  #value(): boolean {
    this.#match(SPACE)
    const character = this.#text[this.#at]
    if (character === '{') return this.#nested(() => this.#braces() !== undefined)
    if (character === '[') return this.#nested(() => this.#items('[', ']'))
    if (character === '(') return this.#nested(() => this.#items('(', ')'))
    return this.#strings() || this.#match(WORD) || this.#match(NUMBER)
  }

  #nested(read: () => boolean): boolean {
    if (++this.#depth > MOST_DEPTH) return false
    const isRead = read()
    this.#depth--
    return isRead
  }

  /** Texts that follow each other are one. */
  #strings(): boolean {
    if (!this.#match(STRING)) return false
    do this.#match(SPACE)
    while (this.#match(STRING))
    return true
  }

  #braces(): 'dict' | 'set' | undefined {
    this.#take('{')
    if (this.#take('}')) return 'dict'
    if (!this.#value()) return undefined
    const kind = this.#take(':') ? 'dict' : 'set'
    if (kind === 'dict' && !this.#value()) return undefined
    while (this.#take(',')) {
      if (this.#take('}')) return kind
      if (!this.#value()) return undefined
      if (kind === 'dict' && !(this.#take(':') && this.#value())) return undefined
    }
    return this.#take('}') ? kind : undefined
  }

  #items(open: string, close: string): boolean {
    this.#take(open)
    if (this.#take(close)) return true
    do {
      if (this.#take(close)) return true
      if (!this.#value()) return false
    } while (this.#take(','))
    return this.#take(close)
  }

  #take(character: string): boolean {
    this.#match(SPACE)
    if (this.#text[this.#at] !== character) return false
    this.#at++
    this.#match(SPACE)
    return true
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (!found || (found[0] === '' && pattern !== SPACE)) return false
    this.#at += found[0].length
    return true
  }
}
