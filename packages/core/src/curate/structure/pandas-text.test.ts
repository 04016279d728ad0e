import { describe, expect, it } from 'vitest'

import { Float } from '../../identity/python-float.ts'
import { Moment } from '../table/chunk-values.ts'
import type { TableColumn } from '../table/data-table.ts'
import { failureCasesText, seriesText } from './pandas-text.ts'

const column = (kind: TableColumn['kind'], physical: string): TableColumn => ({
  name: 'x',
  field: undefined,
  kind,
  physical,
})
const found = (values: readonly unknown[]) => values.map((value, row) => ({ row, value }))
const series = (of: TableColumn, values: readonly unknown[]): string =>
  seriesText({ column: of }, found(values), values.length)

describe('a series as pandas prints it', () => {
  it('aligns values and gives floats the decimals that one of them needs', () => {
    expect(series(column('float', 'float64'), [new Float(1.5), new Float(2), new Float(3.25)])).toBe(
      '0    1.501    2.002    3.25Name: x, dtype: float64',
    )
    expect(series(column('text', 'object'), ['a', 'bcd', null])).toBe(
      '0       a1     bcd2    NoneName: x, dtype: object',
    )
    expect(series(column('float', 'float64'), [Number.NaN])).toBe('0   NaNName: x, dtype: float64')
    expect(series(column('int', 'Int64'), [1n, null])).toBe('0       11    <NA>Name: x, dtype: Int64')
  })

  it('gives all floats an exponent where one is too small or has too many digits', () => {
    const floats = (...values: number[]): string =>
      series(
        column('float', 'float64'),
        values.map((value) => new Float(value)),
      )
    expect(floats(1e20, 1.5)).toBe('0    1.000000e+201    1.500000e+00Name: x, dtype: float64')
    expect(floats(1.234e-7, 5.5)).toBe('0    1.234000e-071    5.500000e+00Name: x, dtype: float64')
    expect(floats(1234567.5, 1)).toBe('0    1234567.51          1.0Name: x, dtype: float64')
  })

  it('cuts long texts, and keeps each on its line', () => {
    expect(series(column('text', 'object'), ['x'.repeat(50)])).toBe(
      `0    ${'x'.repeat(46)}...Name: x, dtype: object`,
    )
    expect(series(column('text', 'object'), ['a\tb\nc'])).toBe('0    a\\tb\\ncName: x, dtype: object')
  })

  it('shows times without hours where all are at midnight', () => {
    const day = new Moment(1_704_067_200_000_000_000n, false)
    const hour = new Moment(1_704_103_200_500_000_000n, true)
    expect(series(column('timestamp', 'datetime64[ns]'), [day, null])).toBe(
      '0   2024-01-011          NaTName: x, dtype: datetime64[ns]',
    )
    expect(series(column('zoned-timestamp', 'datetime64[ns, UTC]'), [hour])).toBe(
      '0   2024-01-01 10:00:00.500000+00:00Name: x, dtype: datetime64[ns, UTC]',
    )
  })

  it('names the categories, and the labels of rows', () => {
    const shown = {
      column: column('category', 'category'),
      categories: { values: ['a', 'b'], physical: 'object' },
    }
    expect(seriesText(shown, found(['a']), 1)).toBe(
      "0    aName: x, dtype: categoryCategories (2, object): ['a', 'b']",
    )
    expect(seriesText({ column: column('int', 'int64'), rowLabels: ['s1'] }, found([1n]), 1)).toBe(
      's1    1Name: x, dtype: int64',
    )
  })

  it('shows the first of many only', () => {
    const text = seriesText(
      { column: column('int', 'int64') },
      found(Array.from({ length: 60 }, (_, i) => BigInt(i))),
      100,
    )
    expect(text).toContain('4    4… (100 in total)')
  })
})

describe('refused values as pandas prints them', () => {
  it('are a table with the rows', () => {
    expect(
      failureCasesText({ column: column('text', 'object') }, found(['2024-01-01', 'Typo2024-12-01']), 2),
    ).toBe('   index    failure_case0      0      2024-01-011      1  Typo2024-12-01')
    expect(failureCasesText({ column: column('float', 'float64') }, found([new Float(1.5)]), 1)).toBe(
      '   index  failure_case0      0           1.5',
    )
    expect(
      failureCasesText({ column: column('text', 'object'), rowLabels: ['s2'] }, found(['2026-01-03']), 1),
    ).toBe('  index failure_case0    s2   2026-01-03')
  })
})
