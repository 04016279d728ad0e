import { describe, expect, it } from 'vitest'

import { Float } from '../../identity/python-float.ts'
import { toMoment } from './to-moment.ts'

describe('numbers as times', () => {
  it('are nanoseconds since 1970, and missing beyond 64 bits', () => {
    expect(toMoment(new Float(-1.5))?.ns).toBe(-1n)
    expect(toMoment(9.2e18)?.ns).toBe(9_200_000_000_000_000_000n)
    expect([1e20, -1e20, Infinity].map(toMoment)).toEqual([null, null, null])
  })
})
