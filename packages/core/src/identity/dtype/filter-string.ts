import { InvalidArgument } from '../../errors.ts'

/** One condition of a filter string. */
export interface DtypeFilter {
  /** As written: `source__uid`. */
  readonly key: string
  /** Relation or field that the key begins with: `source`. */
  readonly name: string
  /** What follows the first `__`: `uid`, `name__contains`; `undefined` for a plain field. */
  readonly lookup: string | undefined
  /** Always text; who queries converts it to the type of the field. */
  readonly value: string
}

/**
 * Reads filters such as `source__uid=abc, description="a, b"`. All of them must hold.
 *
 * @returns in the order of the text, repeated keys included
 * @throws {@link InvalidArgument} naming the part that has no `=`, key or value, or a quote that is not closed
 */
export function parseFilters(text: string): DtypeFilter[] {
  return splitParts(text).map(parseFilter)
}

function parseFilter(part: string): DtypeFilter {
  const equals = part.indexOf('=')
  if (equals === -1) throw invalidFilter(part, "missing '=' sign")
  const key = part.slice(0, equals).trim()
  const value = withoutQuotes(part.slice(equals + 1).trim(), part)
  if (key === '') throw invalidFilter(part, 'empty key')
  if (value === '') throw invalidFilter(part, 'empty value')
  const separator = key.indexOf('__')
  if (separator === -1) return { key, name: key, lookup: undefined, value }
  return { key, name: key.slice(0, separator), lookup: key.slice(separator + 2), value }
}

/** Splits at commas outside quotes; a backslash takes the special meaning from the next character. */
function splitParts(text: string): string[] {
  const parts: string[] = []
  let start = 0
  let quote: string | undefined
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '\\') i++
    else if (quote !== undefined) quote = character === quote ? undefined : quote
    else if (character === "'" || character === '"') quote = character
    else if (character === ',') {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  if (quote !== undefined) throw invalidFilter(text, 'unterminated quoted value')
  return [...parts, text.slice(start)].map((part) => part.trim())
}

function withoutQuotes(value: string, part: string): string {
  const [first = '', last = ''] = [value.at(0), value.at(-1)]
  const opens = first === "'" || first === '"'
  const closes = last === "'" || last === '"'
  if (!opens && !closes) return value
  if (!opens || first !== last || value.length < 2) throw invalidFilter(part, 'mismatched quotes')
  return value.slice(1, -1)
}

function invalidFilter(part: string, problem: string): InvalidArgument {
  return new InvalidArgument(`Invalid filter expression: '${part}' (${problem})`, {
    hint: 'Write filters as key=value, separated by commas; put a value with a comma into quotes.',
  })
}
