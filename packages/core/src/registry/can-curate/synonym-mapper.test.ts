import { describe, expect, it } from 'vitest'

import type { Keep } from './curation-options.ts'
import { SynonymMapper } from './synonym-mapper.ts'

type Rows = readonly (readonly [name: string | null, synonyms: string | null])[]

function map(rows: Rows, values: readonly string[], caseSensitive = false, keep: Keep = 'first') {
  const mapper = new SynonymMapper(values, { caseSensitive, keep })
  for (const [name, synonyms] of rows) mapper.add(name, synonyms)
  return values.map((value) => mapper.nameOf(value))
}

describe('mapping synonyms to names', () => {
  it('prefers the exact name, then the name in other case, then the synonym', () => {
    const rows: Rows = [
      ['a1CF', 'ACF|A1cf'],
      ['A1CF', null],
      ['other', 'a1cf'],
    ]
    expect(map(rows, ['A1CF', 'a1CF', 'a1cf', 'acf', 'x'])).toEqual([
      'A1CF',
      'a1CF',
      'a1CF',
      'a1CF',
      undefined,
    ])
  })

  it('finds casing and synonyms exactly when case counts', () => {
    const rows: Rows = [['T cell', 'T-cell']]
    expect(map(rows, ['T-cell', 't-cell', 't cell', 'T cell'], true)).toEqual([
      'T cell',
      undefined,
      undefined,
      'T cell',
    ])
  })

  it('splits synonyms without trimming and ignores one that equals its own name', () => {
    const rows: Rows = [
      ['a', 'a|b | c'],
      ['d', 'a'],
    ]
    expect(map(rows, ['b', 'b ', ' c'])).toEqual([undefined, 'a', 'a'])
    expect(
      map(
        [
          ['x', 'x'],
          ['y', 'x'],
        ],
        ['X'],
        true,
      ),
    ).toEqual([undefined])
  })

  it('keeps the first, the last or all names of a synonym', () => {
    const rows: Rows = [
      ['one', 'both'],
      ['two', 'both|single'],
      [null, 'both'],
    ]
    expect(map(rows, ['both', 'single'])).toEqual(['one', 'two'])
    expect(map(rows, ['both', 'single'], false, 'last')).toEqual(['two', 'two'])
    expect(map(rows, ['both', 'single'], false, false)).toEqual([['one', 'two'], 'two'])
  })

  it('takes the first by code points of synonyms that differ in case', () => {
    const rows: Rows = [
      ['lower', 'ab'],
      ['upper', 'AB'],
      ['upper two', 'AB'],
    ]
    expect(map(rows, ['aB'])).toEqual(['upper'])
    expect(map(rows, ['aB'], false, false)).toEqual([['upper', 'upper two']])
  })

  it('counts two rows with the same name and the same synonyms once', () => {
    const rows: Rows = [
      ['n', 's'],
      ['n', 's'],
      ['n', 's|t'],
    ]
    expect(map(rows, ['s'], false, false)).toEqual([['n', 'n']])
  })

  it('leaves an empty text alone, whatever the synonyms', () => {
    expect(map([['a', 'b||c']], [''])).toEqual([undefined])
  })
})
