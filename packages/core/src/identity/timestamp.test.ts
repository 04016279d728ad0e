import { describe, expect, it } from 'vitest'
import { Timestamp } from './timestamp.ts'

describe('Timestamp', () => {
  it.each([
    ['2026-01-02 03:04:05.000678', '2026-01-02 03:04:05.000678'],
    ['2026-01-02 03:04:05.123', '2026-01-02 03:04:05.123000'],
    ['2026-01-02 03:04:05', '2026-01-02 03:04:05'],
    ['2026-01-02 03:04:05.5+00', '2026-01-02 03:04:05.500000'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02 01:04:05'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31 23:59:59.999999'],
  ])('reads %s and stores %s', (text, sql) => {
    expect(Timestamp.of(text).toSql()).toBe(sql)
  })

  it.each([
    ['2026-01-02T03:04:05.000678', undefined, '2026-01-02T03:04:05.000678'],
    ['2026-01-02T03:04:05Z', 0, '2026-01-02T03:04:05+00:00'],
    ['2026-01-02T03:04:05+02:00', 120, '2026-01-02T03:04:05+02:00'],
    ['2026-01-02T03:04:05-0930', -570, '2026-01-02T03:04:05-09:30'],
    ['2026-01-02T03:04:05+00:19:32', 19 + 32 / 60, '2026-01-02T03:04:05+00:19:32'],
  ])('keeps the zone of %s', (text, offsetMinutes, iso) => {
    const time = Timestamp.of(text)
    expect(time.offsetMinutes).toBe(offsetMinutes)
    expect(time.toIso()).toBe(iso)
  })

  it('compares as a date by the instant', () => {
    const earlier = Timestamp.of('2026-01-02T03:04:05+02:00')
    expect(earlier < new Date('2026-01-02T01:04:05.001Z')).toBe(true)
    expect(earlier.getTime()).toBe(Date.UTC(2026, 0, 2, 1, 4, 5))
  })

  it('clones itself with microseconds and offset', () => {
    const time = Timestamp.of('2026-01-02T03:04:05.000678+02:00')
    const copy = time.clone()
    expect(copy).not.toBe(time)
    expect(copy).toBeInstanceOf(Timestamp)
    expect(copy.toIso()).toBe('2026-01-02T03:04:05.000678+02:00')
  })

  it('converts to microseconds and back, before 1970 too', () => {
    for (const text of ['2026-01-02 03:04:05.000678', '1969-12-31 23:59:59.999999']) {
      expect(Timestamp.fromMicroseconds(Timestamp.of(text).toMicroseconds()).toSql()).toBe(text)
    }
    expect(Timestamp.of('1970-01-01 00:00:01.000002').toMicroseconds()).toBe(1_000_002n)
  })

  it('takes dates and milliseconds, with fractions', () => {
    expect(Timestamp.of(new Date(5)).toSql()).toBe('1970-01-01 00:00:00.005000')
    expect(Timestamp.of(1.5).toSql()).toBe('1970-01-01 00:00:00.001500')
    const time = Timestamp.of('2026-01-02')
    expect(Timestamp.of(time)).toBe(time)
  })

  it.each(['', 'yesterday', '2026-02-30', new Date(Number.NaN), Number.NaN])('refuses %o', (value) => {
    expect(() => Timestamp.of(value)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})
