import { describe, expect, it } from 'vitest'

import { SearchText } from './search-text.ts'

const score = (text: string, value: string, options = {}): number =>
  new SearchText(text, options).score(value)

describe('the score of a field', () => {
  it('sums up all that holds, as in the reference', () => {
    expect(score('T cell', 'T cell')).toBe(423)
    expect(score('P cell', 'P cell|pacemaker cell')).toBe(223)
    expect(score('P cell', 'PP cell')).toBe(3)
    expect(score('cell', 'stem cell')).toBe(15)
    expect(score('zelle', 'Über-Zelle')).toBe(3)
    expect(score('Über', 'Über-Zelle')).toBe(11)
    expect(score('under_', 'under_score')).toBe(11)
    expect(score('|', 'a|b')).toBe(1)
    expect(score('a.b', 'a.b|a*b')).toBe(223)
    expect(score('a+b', 'a+b (special) [x]')).toBe(15)
    expect(score('γδ', 'gd T cell|γδ T cell')).toBe(15)
    expect(score('x', 'y')).toBe(0)
  })

  it('looks for an empty text everywhere', () => {
    expect(score('', '')).toBe(423)
    expect(score(' ', 'T')).toBe(13)
  })

  it('looks at every place of the text', () => {
    expect(score('aa', 'aaa|aa')).toBe(223)
    expect(score('ab', 'xab ab')).toBe(15)
  })

  it('takes an entry whose start it is only if no blank follows in it', () => {
    expect(score('neuro', 'neuron')).toBe(11)
    expect(score('neuro', 'neuro cell')).toBe(15)
    expect(score('neur', 'neuron cell')).toBe(3)
    expect(score('neur', 'neuron|x y')).toBe(11)
  })

  it('folds ASCII letters or all of them', () => {
    const text = new SearchText('äpfel')
    // On SQLite another case of such letters finds nothing, but counts in what is found by another field.
    expect([text.isIn('Äpfel'), text.score('Äpfel')]).toEqual([false, 222])
    expect(text.score('Birnen')).toBe(0)
    expect(score('äpfel', 'Äpfel', { foldsAll: true })).toBe(423)
    expect(score('ÄPFEL', 'Äpfel')).toBe(423)
  })

  it('minds case but for containing the text on SQLite', () => {
    expect(score('ALPHA', 'alpha', { caseSensitive: true })).toBe(1)
    expect(score('ALPHA', 'ALPHA', { caseSensitive: true })).toBe(423)
    expect(score('ALPHA', 'alpha', { caseSensitive: true, foldsAll: true })).toBe(0)
  })

  it('looks for four fifths of a text in truncated searches, where the start of the name counts', () => {
    const text = new SearchText('T cells, x', { truncated: true })
    expect(text.text).toBe('T cells,')
    expect(new SearchText('abcde', { truncated: true }).text).toBe('abcde')
    expect(new SearchText('abcdef', { truncated: true }).score('abcdxy', true)).toBe(13)
    expect(new SearchText('abcdef', { truncated: true }).score('abcdxy')).toBe(11)
  })

  it('ignores blanks around the text', () => {
    expect(score('  T cell  ', 'T cell')).toBe(423)
  })
})
