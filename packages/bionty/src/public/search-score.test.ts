import { describe, expect, it } from 'vitest'

import { rankTerms } from './rank-terms.ts'
import { foldCase, searchScore } from './search-score.ts'

describe('the score of a text in a value', () => {
  it.each([
    ['T cell', 'T cell', 423],
    ['P cell', 'P cell|pacemaker cell', 223],
    ['P cell', 'pacemaker cell|P cell', 223],
    ['P cell', 'PP cell', 3],
    ['cell', 'stem cell', 15],
    ['hepato', 'hepatocyte', 11],
    ['hepato', 'hepato cyte', 15],
    ['neur', 'neuron cell', 3],
    ['cell', 'cells, and cell', 15],
    ['a+b', 'a+b (special)', 15],
    ['|', 'a|b', 1],
    ['x', 'y', 0],
    [' ', 'T', 0],
  ])('of %j in %j is %i', (text, value, score) => {
    expect(searchScore(value, text)).toBe(score)
  })

  it('of no text is something for every value', () => {
    expect(searchScore('T', '')).toBeGreaterThan(0)
    expect(searchScore('', '')).toBeGreaterThan(searchScore('T', ''))
  })

  it('counts what comes after the first line as contained only', () => {
    expect(searchScore('a line\nwith T cell in it', 'T cell')).toBe(1)
    expect(searchScore('a line with T cell\nin it', 'T cell')).toBe(3)
    expect(searchScore('T cell\n', 'T cell')).toBe(223)
  })

  it('folds case letter by letter', () => {
    expect(foldCase('ÄPFEL')).toBe('äpfel')
    expect(foldCase('İx')).toHaveLength(2)
  })
})

describe('ranked terms', () => {
  const rows = [
    { name: 'B', parents: ['CL:1', 'CL:2'] },
    { name: 'b', parents: [] },
    { name: 'ab', parents: [] },
  ]

  it('come in order of their scores, then of the table', () => {
    const ranked = rankTerms(rows, ['name'], 'b', {})
    expect(ranked.map(({ term, score }) => [term.name, score])).toEqual([
      ['B', 423],
      ['b', 423],
      ['ab', 3],
    ])
    expect(rankTerms(rows, ['name'], 'b', { limit: 1 })).toHaveLength(1)
    expect(rankTerms(rows, ['name'], 'b', { caseSensitive: true }).map(({ term }) => term.name)).toEqual([
      'b',
      'ab',
    ])
  })

  it('are found by their lists, too', () => {
    expect(rankTerms(rows, ['name', 'parents'], 'CL:2', {})).toEqual([{ term: rows[0], score: 1 }])
    expect(rankTerms(rows, ['parents'], "' '", {})).toHaveLength(1)
  })
})
