import { describe, expect, it } from 'vitest'

import { microsecondsOf } from './microseconds.ts'

describe('microseconds of a time', () => {
  it('are the same for the texts of both databases', () => {
    const expected = 1_767_323_045_000_678n
    for (const text of [
      '2026-01-02 03:04:05.000678',
      '2026-01-02 03:04:05.000678+00',
      '2026-01-02T03:04:05.000678Z',
    ])
      expect(microsecondsOf(text)).toBe(expected)
    expect(microsecondsOf('2026-01-02 03:04:05.1')).toBe(1_767_323_045_100_000n)
    expect(microsecondsOf('2026-01-02 03:04:05')).toBe(1_767_323_045_000_000n)
    expect(microsecondsOf('1969-12-31 23:59:59.999999')).toBe(-1n)
  })

  it('mind another offset', () => {
    expect(microsecondsOf('2026-01-02 05:04:05+02:00')).toBe(1_767_323_045_000_000n)
  })
})
