import { describe, expect, it } from 'vitest'
import { parseFilters } from './filter-string.ts'

const triples = (text: string) => parseFilters(text).map(({ name, lookup, value }) => [name, lookup, value])

describe('parseFilters', () => {
  it.each([
    ['a=b', [['a', undefined, 'b']]],
    [
      ' a = b , c=d',
      [
        ['a', undefined, 'b'],
        ['c', undefined, 'd'],
      ],
    ],
    [
      'a="b, c", d=\'e\'',
      [
        ['a', undefined, 'b, c'],
        ['d', undefined, 'e'],
      ],
    ],
    ['a__b__c=d', [['a', 'b__c', 'd']]],
    ['a=b=c', [['a', undefined, 'b=c']]],
    ["a=\\'b", [['a', undefined, "\\'b"]]],
    [`a='b"c'`, [['a', undefined, 'b"c']]],
    [
      'a=1, a=2',
      [
        ['a', undefined, '1'],
        ['a', undefined, '2'],
      ],
    ],
  ])('reads %s', (text, expected) => {
    expect(triples(text)).toEqual(expected)
  })

  it.each([
    ['a=', "'a=' (empty value)"],
    ["a=''", "'a=''' (empty value)"],
    ['=b', "'=b' (empty key)"],
    ['a', "'a' (missing '=' sign)"],
    ['', "'' (missing '=' sign)"],
    ['a=b,', "'' (missing '=' sign)"],
    ["a='b", "'a='b' (unterminated quoted value)"],
    ["a=b'", "'a=b'' (unterminated quoted value)"],
    ["a='b'c", "'a='b'c' (mismatched quotes)"],
    ["a=b'c'", "'a=b'c'' (mismatched quotes)"],
  ])('refuses %s', (text, problem) => {
    expect(() => parseFilters(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: `Invalid filter expression: ${problem}` }),
    )
  })
})
