import { expect, it } from 'vitest'
import { SystemClock } from './clock.ts'

it('never tells the same time twice', () => {
  const clock = new SystemClock()
  const times = Array.from({ length: 1000 }, () => clock.now().toMicroseconds())
  expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? time))).toBe(true)
})

it('tells the time of the machine', () => {
  const before = Date.now() - 1000
  const now = new SystemClock().now().getTime()
  expect(now).toBeGreaterThan(before)
  expect(now).toBeLessThan(before + 60_000)
})
