import { describe, expect, it } from 'vitest'

import { createProgressLine, formatProgress } from './progress.ts'

describe('progress', () => {
  it('is a bar when the end is known, else a number', () => {
    expect(formatProgress({ label: 'reading', done: 1, total: 2 })).toBe(
      `reading  ${'█'.repeat(12)}${'░'.repeat(12)}  50 %`,
    )
    expect(formatProgress({ label: 'reading', done: 12_345 })).toBe('reading  12,345')
  })

  it('is one line that is written over, and cleared at the end', () => {
    const written: string[] = []
    const line = createProgressLine((text) => written.push(text), 20)
    line.clear()
    line.update({ label: 'a', done: 1, total: 2 })
    line.update({ label: 'a', done: 1, total: 2 })
    line.clear()
    expect(written).toHaveLength(2)
    expect(written[0]?.startsWith('\r')).toBe(true)
    expect(written[1]).toBe('\r\u{1B}[K')
  })
})
