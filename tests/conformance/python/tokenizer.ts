import { PythonError } from './python-error.ts'

/** A token of Python source; `offset` counts UTF-16 units from the start of the source. */
export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly offset: number }
  | { readonly kind: 'number'; readonly value: bigint | number; readonly offset: number }
  | { readonly kind: 'string'; readonly prefix: string; readonly body: string; readonly offset: number }
  | { readonly kind: 'operator'; readonly text: string; readonly offset: number }
  | { readonly kind: 'newline' | 'end'; readonly offset: number }

const BLANK = /[ \t\f]+|\\\r?\n|#[^\r\n]*/uy
const NEWLINE = /\r?\n|;/uy
const STRING = /([rRbBuUfF]{0,2})('''|"""|'|")/uy
const FLOAT = /(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][+-]?\d[\d_]*)?|\d[\d_]*\.?(?:[eE][+-]?\d[\d_]*)|\d[\d_]*\./uy
const INTEGER = /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*/uy
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy
const OPERATOR =
  /\*\*=|\/\/=|<<=|>>=|\.\.\.|\*\*|\/\/|<<|>>|==|!=|<=|>=|[-+*/%@|&^]=|:=|->|[-+*/%@|&^~<>=.,:()[\]{}!]/uy
const OPENING = '([{'
const CLOSING = ')]}'

/**
 * Splits Python source into tokens. Newlines inside brackets are blanks, a semicolon ends a line.
 *
 * @throws {@link PythonError} `SyntaxError` on a character that starts no token and on an open string
 * @see Python Language Reference, "Lexical analysis"
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  let offset = 0
  let depth = 0

  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = offset
    const match = pattern.exec(source) ?? undefined
    if (match) offset += match[0].length
    return match
  }

  while (offset < source.length) {
    const start = offset
    if (take(BLANK)) continue
    if (take(NEWLINE)) {
      const last = tokens.at(-1)
      if (depth === 0 && last && last.kind !== 'newline') tokens.push({ kind: 'newline', offset: start })
      continue
    }
    const string = take(STRING)
    if (string) {
      const quote = string[2] ?? "'"
      const end = closingQuote(source, offset, quote)
      tokens.push({
        kind: 'string',
        prefix: (string[1] ?? '').toLowerCase(),
        body: source.slice(offset, end),
        offset: start,
      })
      offset = end + quote.length
      continue
    }
    const number = take(FLOAT) ?? take(INTEGER)
    if (number) {
      tokens.push({ kind: 'number', value: numberOf(number[0]), offset: start })
      continue
    }
    const name = take(NAME)
    if (name) {
      tokens.push({ kind: 'name', text: name[0].normalize('NFKC'), offset: start })
      continue
    }
    const operator = take(OPERATOR)
    if (!operator)
      throw new PythonError(
        'SyntaxError',
        `invalid character '${source.slice(offset, offset + 1)}' at ${offset}`,
      )
    if (OPENING.includes(operator[0])) depth += 1
    if (CLOSING.includes(operator[0])) depth -= 1
    tokens.push({ kind: 'operator', text: operator[0], offset: start })
  }
  if (tokens.at(-1)?.kind !== 'newline') tokens.push({ kind: 'newline', offset })
  tokens.push({ kind: 'end', offset })
  return tokens
}

/** Offset of the quote that ends a string; escaped characters are stepped over, in raw strings too. */
function closingQuote(source: string, from: number, quote: string): number {
  for (let offset = from; offset < source.length; offset += 1) {
    if (source[offset] === '\\') {
      offset += 1
      continue
    }
    if (source.startsWith(quote, offset)) return offset
    if (quote.length === 1 && source[offset] === '\n') break
  }
  throw new PythonError('SyntaxError', `unterminated string literal at ${from - quote.length}`)
}

/** Hexadecimal digits are no exponent, hence the look at the prefix. */
function numberOf(text: string): bigint | number {
  const digits = text.replaceAll('_', '')
  if (/^0[xob]/iu.test(digits)) return BigInt(digits.toLowerCase())
  return /[.eE]/u.test(digits) ? Number(digits) : BigInt(digits)
}
