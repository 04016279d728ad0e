import { describe, expect, it } from 'vitest'
import { hashString } from './hash.ts'
import { Float } from './python-float.ts'
import { pyRepr, pyStr } from './python-text.ts'

describe('pyRepr', () => {
  it.each([
    [null, 'None'],
    [undefined, 'None'],
    [true, 'True'],
    [false, 'False'],
    [27.2, '27.2'],
    [100, '100'],
    [new Float(100), '100.0'],
    [new Float(Number.NaN), 'nan'],
    [9_007_199_254_740_993n, '9007199254740993'],
    [['a', 'b'], "['a', 'b']"],
    [[1, new Float(1), 'a', null, true], "[1, 1.0, 'a', None, True]"],
    [{ z: { y: [new Float(1), null] }, ä: 'ü' }, "{'z': {'y': [1.0, None]}, 'ä': 'ü'}"],
    [new Map<unknown, unknown>([[1, 'a']]), "{1: 'a'}"],
    [new Set(['a']), "{'a'}"],
    [new Set(), 'set()'],
    [[], '[]'],
    [{}, '{}'],
  ])('prints %o as %s', (value, text) => {
    expect(pyRepr(value)).toBe(text)
  })

  it.each([
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`it's "q"`, `'it\\'s "q"'`],
    ['a\\b', String.raw`'a\\b'`],
    ['\n\r\t\0\u007f', String.raw`'\n\r\t\x00\x7f'`],
    ['\u00a0\u00ad', String.raw`'\xa0\xad'`],
    ['\u2028\u{e0001}', String.raw`'\u2028\U000e0001'`],
    ['\ud800', String.raw`'\ud800'`],
    ['ä 細 🧬', "'ä 細 🧬'"],
  ])('quotes %j as %s', (text, quoted) => {
    expect(pyRepr(text)).toBe(quoted)
  })

  it.each([Symbol('s'), () => 1, new Date(0)])('refuses what has no text: %o', (value) => {
    expect(() => pyRepr(value)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

it('prints a text as it is, alone', () => {
  expect(pyStr("it's")).toBe("it's")
  expect(pyStr(["it's"])).toBe(`["it's"]`)
})

it('gives values of features the hashes of the reference', () => {
  expect(hashString(pyStr(true))).toBe('-CfPRi9ihI3zfF4elKTadA')
  expect(hashString(pyStr(1))).toBe('xMpCOKC5I4INzFCab3WEmw')
})
