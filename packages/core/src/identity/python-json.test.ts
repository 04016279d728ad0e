import { describe, expect, it } from 'vitest'
import { Float } from './python-float.ts'
import { pyDumps } from './python-json.ts'

describe('pyDumps', () => {
  it.each([
    [null, 'null'],
    [undefined, 'null'],
    [true, 'true'],
    [1, '1'],
    [new Float(1), '1.0'],
    [-0, '-0.0'],
    [1e-7, '1e-07'],
    [9_007_199_254_740_993n, '9007199254740993'],
    ['it\'s "q"', '"it\'s \\"q\\""'],
    ['ä 細 🧬', '"\\u00e4 \\u7d30 \\ud83e\\uddec"'],
    ['\n\t\\\0\u007f/\b\f\r\u2028', '"\\n\\t\\\\\\u0000\\u007f/\\b\\f\\r\\u2028"'],
    [[[1], [], {}], '[[1], [], {}]'],
    [[1, undefined], '[1, null]'],
    [{ b: 1, a: { c: [new Float(1), null] } }, '{"b": 1, "a": {"c": [1.0, null]}}'],
    [{ a: undefined, b: 1 }, '{"b": 1}'],
    [Object.create(null), '{}'],
    [[Number.NaN, Infinity, -Infinity], '[NaN, Infinity, -Infinity]'],
  ])('writes %o as %s', (value, text) => {
    expect(pyDumps(value)).toBe(text)
  })

  it('keeps the order of a map, where an object could not', () => {
    const map = new Map<string, unknown>([
      ['b', 1],
      ['10', 2],
      ['2', 3],
    ])
    expect(pyDumps(map)).toBe('{"b": 1, "10": 2, "2": 3}')
  })

  it('turns the keys of a map into texts as Python does', () => {
    const map = new Map<unknown, number>([
      [1, 0],
      [1.5, 0],
      [true, 0],
      [null, 0],
    ])
    expect(pyDumps(map)).toBe('{"1": 0, "1.5": 0, "true": 0, "null": 0}')
  })

  it('sorts keys by code point at every level if asked to', () => {
    const value = { '\u{1f9ec}': 5, '～': { b: 1, a: 2 }, Z: 3 }
    expect(pyDumps(value, { sortKeys: true })).toBe(
      '{"Z": 3, "\\uff5e": {"a": 2, "b": 1}, "\\ud83e\\uddec": 5}',
    )
  })

  it.each([
    [Number.NaN, 'JSON cannot hold the number NaN.'],
    [{ a: [1, new Float(-Infinity)] }, 'JSON cannot hold the number -Infinity at ["a"][1].'],
  ])('refuses numbers that JSON lacks if asked to: %o', (value, message) => {
    expect(() => pyDumps(value, { nonFinite: 'refuse' })).toThrow(
      expect.objectContaining({ code: 'NON_FINITE_NUMBER', message }),
    )
  })

  const cycle: Record<string, unknown> = {}
  cycle['self'] = [cycle]
  it.each([
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(1)],
    ['a set', new Set([1])],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an instance of a class', new URL('https://example.org')],
    ['a cycle', cycle],
    ['a key that is an object', new Map([[{}, 1]])],
  ])('refuses %s', (_name, value) => {
    expect(() => pyDumps({ v: value })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining('["v"]') }),
    )
  })

  it('writes the same object twice where it is no cycle', () => {
    const shared = { a: 1 }
    expect(pyDumps([shared, shared])).toBe('[{"a": 1}, {"a": 1}]')
  })
})
