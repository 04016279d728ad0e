import { describe, expect, it } from 'vitest'

import { formatBytes } from './format-bytes.ts'
import { chooseStyle } from './style.ts'
import { formatTable } from './table.ts'

const style = chooseStyle(false)
const columns = [{ title: 'name' }, { title: 'size', align: 'right' as const }, { title: 'note' }]

describe('a table', () => {
  it('aligns its columns two blanks apart', () => {
    const rows = [
      ['a', '1', 'first'],
      ['longer name', '100', ''],
    ]
    expect(formatTable(columns, rows, { style, columns: undefined })).toBe(
      ['name         size  note', 'a               1  first', 'longer name   100'].join('\n'),
    )
  })

  it('shortens its widest columns to the width of a terminal', () => {
    const rows = [['x'.repeat(40), '1', 'y'.repeat(60)]]
    const lines = formatTable(columns, rows, { style, columns: 40 }).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBe(40)
    expect(lines[1]).toMatch(/^x+… +1 {2}y+…$/)
  })

  it('keeps a cell in one line', () => {
    const text = formatTable([{ title: 'note' }], [['two\n  lines']], { style, columns: undefined })
    expect(text).toBe('note\ntwo lines')
  })
})

it('sizes are shown in powers of 1000', () => {
  expect([0, 999, 1000, 1_234_567, 5e15].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '1.2 MB',
    '5.0 PB',
  ])
})
