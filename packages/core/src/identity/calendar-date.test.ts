import { describe, expect, it } from 'vitest'
import { CalendarDate } from './calendar-date.ts'

describe('CalendarDate', () => {
  it('reads and writes the ISO form', () => {
    const date = CalendarDate.parse('0987-01-02')
    expect(date).toMatchObject({ year: 987, month: 1, day: 2 })
    expect([date.toIso(), String(date), JSON.stringify(date)]).toEqual([
      '0987-01-02',
      '0987-01-02',
      '"0987-01-02"',
    ])
  })

  it.each(['2026-1-2', '20260102', '2026-01-02T00:00', '2026-02-29', '2026-00-01', '0000-01-01'])(
    'refuses %s',
    (text) => {
      expect(() => CalendarDate.parse(text)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    },
  )

  it('refuses days beyond the calendar', () => {
    expect(() => new CalendarDate(10_000, 1, 1)).toThrow('There is no day 10000-01-01.')
    expect(() => new CalendarDate(2026, 1.5, 1)).toThrow('There is no day')
  })
})
