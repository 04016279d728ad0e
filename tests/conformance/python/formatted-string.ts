import { PythonError } from './python-error.ts'
import { unescapeString } from './string-literal.ts'
import type { Expression, FormattedPart } from './syntax-tree.ts'

type ParseExpression = (source: string) => Expression

/** A replacement field as text: what stands between its braces. */
interface Field {
  readonly source: string
  readonly conversion: string | undefined
  readonly format: string
  /** offset after the closing brace */
  readonly end: number
}

/**
 * Splits the body of an f-string into text and replacement fields.
 *
 * @param raw - whether escapes stay as they are (prefix `rf`)
 * @param parse - parser of the expressions inside the braces
 * @throws {@link PythonError} `SyntaxError` on unbalanced braces
 * @see Python Language Reference, "Formatted string literals"
 */
export function parseFormattedString(body: string, raw: boolean, parse: ParseExpression): FormattedPart[] {
  const parts: FormattedPart[] = []
  let text = ''
  let offset = 0
  while (offset < body.length) {
    const character = body[offset] ?? ''
    if ((character === '{' || character === '}') && body[offset + 1] === character) {
      text += character
      offset += 2
    } else if (character === '}') {
      throw new PythonError('SyntaxError', "f-string: single '}' is not allowed")
    } else if (character !== '{') {
      text += character
      offset += 1
    } else {
      if (text) parts.push(textPart(text, raw))
      text = ''
      const field = readField(body, offset + 1)
      parts.push(...fieldParts(field, raw, parse))
      offset = field.end
    }
  }
  if (text) parts.push(textPart(text, raw))
  return parts
}

function textPart(text: string, raw: boolean): FormattedPart {
  return { kind: 'text', text: raw ? text : unescapeString(text) }
}

/** `{x=}` shows its own source before the value, with `repr` unless told otherwise. */
function fieldParts(field: Field, raw: boolean, parse: ParseExpression): FormattedPart[] {
  const shown = /(?<![=!<>])=\s*$/u.exec(field.source)
  const source = shown ? field.source.slice(0, shown.index) : field.source
  const conversion = field.conversion ?? (shown && field.format === '' ? 'r' : undefined)
  if (conversion !== undefined && !/^[rsa]$/u.test(conversion)) {
    throw new PythonError('SyntaxError', `f-string: invalid conversion character '${conversion}'`)
  }
  const value: FormattedPart = {
    kind: 'value',
    value: parse(source.trim()),
    conversion: conversion as 'r' | 's' | 'a' | undefined,
    format: parseFormattedString(field.format, raw, parse),
  }
  return shown ? [{ kind: 'text', text: field.source }, value] : [value]
}

function readField(body: string, start: number): Field {
  const sourceEnd = endOfExpression(body, start)
  const source = body.slice(start, sourceEnd)
  const conversion = body[sourceEnd] === '!' ? body.slice(sourceEnd + 1, sourceEnd + 2) : undefined
  const afterConversion = sourceEnd + (conversion === undefined ? 0 : 2)
  if (body[afterConversion] === '}') return { source, conversion, format: '', end: afterConversion + 1 }
  if (body[afterConversion] !== ':') throw new PythonError('SyntaxError', "f-string: expecting '}'")
  const formatEnd = endOfFormat(body, afterConversion + 1)
  return { source, conversion, format: body.slice(afterConversion + 1, formatEnd), end: formatEnd + 1 }
}

/** Offset of the `}`, `:` or `!` that ends the expression; those inside brackets and strings do not. */
function endOfExpression(body: string, start: number): number {
  let depth = 0
  let quote = ''
  for (let offset = start; offset < body.length; offset += 1) {
    const character = body[offset] ?? ''
    if (quote) {
      if (character === quote) quote = ''
    } else if (character === "'" || character === '"') quote = character
    else if ('([{'.includes(character)) depth += 1
    else if (depth > 0 && ')]}'.includes(character)) depth -= 1
    else if (depth === 0 && (character === '}' || character === ':')) return offset
    else if (depth === 0 && character === '!' && body[offset + 1] !== '=') return offset
  }
  throw new PythonError('SyntaxError', "f-string: expecting '}'")
}

function endOfFormat(body: string, start: number): number {
  let depth = 0
  for (let offset = start; offset < body.length; offset += 1) {
    if (body[offset] === '{') depth += 1
    else if (body[offset] === '}') {
      if (depth === 0) return offset
      depth -= 1
    }
  }
  throw new PythonError('SyntaxError', "f-string: expecting '}'")
}
