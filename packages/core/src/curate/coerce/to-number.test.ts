import { describe, expect, it } from 'vitest'

import { toFloat, toInteger } from './to-number.ts'

describe('texts as numbers', () => {
  // As pandas.to_numeric reads them.
  it.each([
    [' 1', 1n, 1],
    ['+3', 3n, 3],
    ['\t1\n', 1n, 1],
    ['1.', 1n, 1],
    ['1e3', 1000n, 1000],
    ['2E-1', undefined, 0.2],
    ['inf', undefined, Infinity],
    ['-Infinity', undefined, -Infinity],
    ['', null, null],
    [' ', undefined, undefined],
    ['nan', undefined, undefined],
    ['1e400', undefined, undefined],
    ['1_0', undefined, undefined],
    ['0x10', undefined, undefined],
    ['1,5', undefined, undefined],
  ])('%j', (text, integer, float) => {
    expect([toInteger(text), toFloat(text)]).toEqual([integer, float])
  })
})
