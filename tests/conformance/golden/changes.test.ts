import { describe, expect, it } from 'vitest'
import { withoutRewrittenTimes, withoutTimeUpdates } from './changes.ts'

describe('changes of rows', () => {
  const [old, later] = ['2026-01-01 00:00:00.001', '2026-01-01 00:00:00.002000']

  it('do not count a time that replaces another time', () => {
    const actual = { t: { updated: { 1: { updated_at: later, name: 'x' }, 2: { created_at: later } } } }
    expect(withoutRewrittenTimes(actual, () => old)).toEqual({ t: { updated: { 1: { name: 'x' } } } })
    expect(withoutRewrittenTimes(actual, () => null)).toEqual(actual)
  })

  it('need not have a recorded time that is only written anew', () => {
    const recorded = { t: { updated: { 1: { created_at: '<time>', finished_at: '<time>' } }, deleted: [3n] } }
    const actual = { t: { updated: { 1: { finished_at: later } }, deleted: [3n] } }
    expect(withoutTimeUpdates(recorded, actual)).toEqual({
      t: { updated: { 1: { finished_at: '<time>' } }, deleted: [3n] },
    })
    expect(withoutTimeUpdates({ t: { updated: { 1: { created_at: '<time>' } } } }, {})).toEqual({})
  })
})
