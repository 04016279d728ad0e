import { describe, expect, it } from 'vitest'

import { interpolate } from './interpolate.ts'
import { parseEnvFile } from './parse-env-file.ts'

function values(text: string, variables: Record<string, string> = {}): Record<string, string | undefined> {
  return Object.fromEntries(interpolate(parseEnvFile(text), variables))
}

// Expected values were taken from python-dotenv 1.2 with `dotenv_values(stream=…)`.
describe('reading an env file', () => {
  it.each([
    ['bare values', 'a=1\nb = 2 \n', { a: '1', b: '2' }],
    ['an export prefix', 'export a=1\nexport\tb=2', { a: '1', b: '2' }],
    ['a key without an equals sign', 'a\nb=1', { a: undefined, b: '1' }],
    ['an empty value', 'a=\nb= \n', { a: '', b: '' }],
    ['a comment after white space', 'a=x # y\n# whole line\n  # indented\nb=x#y', { a: 'x', b: 'x#y' }],
    ['a number sign right after the equals sign', 'a=#x\nb= #x', { a: '#x', b: '' }],
    ['quotes in both forms', `a='x # y'\nb="x # y"\n'c d'=1`, { a: 'x # y', b: 'x # y', 'c d': '1' }],
    ['escapes in quotes', `a='it\\'s \\n'\nb="t\\tq\\"\\\\"`, { a: "it's \\n", b: 't\tq"\\' }],
    ['a quoted value over two lines', 'a="x\ny"\nb=1', { a: 'x\ny', b: '1' }],
    ['quotes in the middle of a value', `a=x'y'\nb=x"y`, { a: "x'y'", b: 'x"y' }],
    ['a line that does not parse', 'a="x\nb=2\nc="d" e\nf=3', { f: '3' }],
    ['a byte order mark', '\uFEFFa=1', { a: '1' }],
    ['a repeated key', 'a=1\na=2', { a: '2' }],
    ['a value with equals signs', 'a=b=c', { a: 'b=c' }],
  ])('understands %s', (_, text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it.each([
    ['a variable of the process', 'a=x${HOST}y', { a: 'xhy' }],
    ['a value from above before one of the process', 'HOST=own\na=${HOST}', { HOST: 'own', a: 'own' }],
    ['nothing for a name below', 'a=${b}\nb=1', { a: '', b: '1' }],
    ['a default', 'a=${NOPE:-d:e}\nb=${EMPTY:-d}\nc=${NOPE:-}', { a: 'd:e', b: '', c: '' }],
    ['single quotes too', "a='${HOST}'", { a: 'h' }],
    ['no name without braces', 'a=$HOST $', { a: '$HOST $' }],
    ['no inherited property', 'a=${constructor:-x}', { a: 'x' }],
  ])('interpolates: %s', (_, text, expected) => {
    expect(values(text, { HOST: 'h', EMPTY: '' })).toEqual(expected)
  })
})
