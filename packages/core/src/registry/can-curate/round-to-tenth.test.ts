import { describe, expect, it } from 'vitest'

import { roundToTenth } from './round-to-tenth.ts'

describe('rounding to tenths', () => {
  it('goes to the even digit halfway, as Python does', () => {
    expect([0.25, 0.75, 6.25, 6.75, 12.25, 12.75, 18.75].map(roundToTenth)).toEqual([
      0.2, 0.8, 6.2, 6.8, 12.2, 12.8, 18.8,
    ])
  })

  it('works on the exact value of the binary fraction elsewhere', () => {
    expect([0.35, 2.675, 33.333333, 85.714285, 100, 0].map(roundToTenth)).toEqual([
      0.3, 2.7, 33.3, 85.7, 100, 0,
    ])
  })
})
