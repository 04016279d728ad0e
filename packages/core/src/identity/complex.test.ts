import { describe, expect, it } from 'vitest'

import { Complex } from './complex.ts'

describe('Complex', () => {
  // Texts: Python 3.12, NumPy 2.
  it.each([
    [1, 2, '(1+2j)', '1.0+2.0j'],
    [0, 2, '2j', '0.0+2.0j'],
    [-0, 2, '(-0+2j)', '-0.0+2.0j'],
    [1.5, -0.5, '(1.5-0.5j)', '1.5-0.5j'],
    [Number.NaN, Infinity, '(nan+infj)', 'nan+infj'],
  ])('prints %d and %d as Python and NumPy do', (re, im, python, numpy) => {
    const number = new Complex(re, im)
    expect([String(number), number.toNumpy()]).toEqual([python, numpy])
  })
})
