import { describe, expect, it } from 'vitest'

import { editDistance } from './edit-distance.ts'

describe('the distance of words', () => {
  it('counts letters that are missing, added, wrong or swapped', () => {
    expect(editDistance('neuron', 'neuron', 2)).toBe(0)
    expect(editDistance('neuron', 'neurn', 2)).toBe(1)
    expect(editDistance('neurn', 'neuron', 2)).toBe(1)
    expect(editDistance('neuron', 'neuran', 2)).toBe(1)
    expect(editDistance('neuron', 'nueron', 2)).toBe(1)
    expect(editDistance('neuron', 'nuerno', 2)).toBe(2)
    expect(editDistance('ca', 'abc', 3)).toBe(3)
    expect(editDistance('', 'ab', 2)).toBe(2)
  })

  it('stops at the largest distance that is asked for', () => {
    expect(editDistance('neuron', 'hepatocyte', 2)).toBe(3)
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3)
    expect(editDistance('abcdef', 'abwxyz', 1)).toBe(2)
  })
})
