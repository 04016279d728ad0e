import { describe, expect, it } from 'vitest'
import { Float } from './python-float.ts'
import { pyDumps } from './python-json.ts'
import { pyLoads } from './python-json-reader.ts'

describe('pyLoads', () => {
  it.each([
    ['1', 1],
    ['1.0', new Float(1)],
    ['-0.0', new Float(-0)],
    ['-0', 0],
    ['1e+16', new Float(1e16)],
    ['27.2', 27.2],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-100000000000000000000', -100_000_000_000_000_000_000n],
    ['NaN', Number.NaN],
    ['-Infinity', -Infinity],
    ['"\\u00e4\\ud83e\\uddec\\n\\/"', 'ä🧬\n/'],
    [' [ 1 , { "a" : null } ] ', [1, { a: null }]],
    ['{"a": 1, "a": 2}', { a: 2 }],
    ['[]', []],
    ['{ }', {}],
  ])('reads %s', (text, value) => {
    expect(pyLoads(text)).toStrictEqual(value)
  })

  it.each([
    '{"b": 1.0, "a": [1e-07, 1e+22, -0.0, 9007199254740993]}',
    '[NaN, Infinity]',
    '{"\\u007f": "\\ud83e"}',
  ])('reads %s so that it is written back unchanged', (text) => {
    expect(pyDumps(pyLoads(text))).toBe(text)
  })

  it('takes a key named like the prototype for a key', () => {
    const value = pyLoads('{"__proto__": 1}') as object
    expect(Object.entries(value)).toEqual([['__proto__', 1]])
  })

  it('returns a map if asked to, where an object would change the order', () => {
    const text = '{"b": 1, "10": {"2": 1, "1": 2}, "01": 3}'
    const value = pyLoads(text, { reorderedObjects: 'map' })
    expect(value).toBeInstanceOf(Map)
    expect(pyDumps(value)).toBe(text)
    expect(pyDumps(pyLoads(text))).toBe('{"10": {"1": 2, "2": 1}, "b": 1, "01": 3}')
  })

  it.each(['{"1": 0, "2": 0, "a": 0}', '{"01": 0, "1.0": 0, "4294967295": 0, "a": 0, "-1": 0}'])(
    'returns a plain object for %s, whose order survives',
    (text) => {
      const value = pyLoads(text, { reorderedObjects: 'map' })
      expect(value).not.toBeInstanceOf(Map)
      expect(pyDumps(value)).toBe(text)
    },
  )

  it.each([
    ['', 0],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['01', 1],
    ['1.', 1],
    ['+1', 0],
    ['nul', 0],
    ['"a', 0],
    ['"\\x"', 0],
    ['"a\nb"', 0],
    ['1 2', 2],
    ['{"a": 1', 7],
  ])('refuses %s at offset %i', (text, offset) => {
    expect(() => pyLoads(text)).toThrow(expect.objectContaining({ code: 'INVALID_JSON', offset }))
  })

  it('refuses nesting that would exhaust the stack', () => {
    expect(() => pyLoads('['.repeat(100_000))).toThrow(expect.objectContaining({ code: 'INVALID_JSON' }))
    expect(pyLoads(`${'['.repeat(900)}1${']'.repeat(900)}`)).toBeInstanceOf(Array)
  })
})
