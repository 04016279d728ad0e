import { describe, expect, it } from 'vitest'
import { CalendarDate } from '../calendar-date.ts'
import { Float } from '../python-float.ts'
import { Timestamp } from '../timestamp.ts'
import { inferColumnDtype, inferDtype, suggestCategorical } from './infer-dtype.ts'
import type { InferenceValues } from './inference-values.ts'

class Row {
  readonly registry: string

  constructor(registry: string) {
    this.registry = registry
  }
}

const others: InferenceValues = {
  registryOf: (value) => (value instanceof Row ? value.registry : undefined),
  pathOf: (value) => (value instanceof URL ? value.pathname : undefined),
}
const infer = (value: unknown, target?: string) => {
  const result = inferDtype(value, target, others)
  expect(result.message).toBe('')
  return [result.dtype, result.value]
}

describe('inferDtype of single values', () => {
  it.each<[unknown, string | undefined, string, unknown]>([
    [true, undefined, 'bool', true],
    [1, undefined, 'int', 1],
    [1, 'float', 'float', new Float(1)],
    [1, 'num', 'float', new Float(1)],
    [1n, 'float', 'int', 1n],
    [new Float(1), undefined, 'float', new Float(1)],
    [1.5, 'str', 'float', 1.5],
    [Number.NaN, undefined, 'float', Number.NaN],
    ['a', undefined, 'cat ? str', 'a'],
    ['', 'date', 'cat ? str', ''],
    ['2024-01-01', undefined, 'date', '2024-01-01'],
    ['2024-01-01', 'str', 'cat ? str', '2024-01-01'],
    ['20240101', undefined, 'datetime', '2024-01-01T00:00:00'],
    ['2024-01-01 10:00:00', 'date', 'datetime', '2024-01-01T10:00:00'],
    ['2024-01-01T10:00:00Z', 'datetime', 'datetime', '2024-01-01T10:00:00+00:00'],
    ['2024-01-01T10:00:00', 'datetime64[ns, UTC]', 'datetime64[ns, UTC]', '2024-01-01T10:00:00'],
    ['2024-1-1', undefined, 'cat ? str', '2024-1-1'],
    [new CalendarDate(2024, 1, 2), 'datetime', 'date', '2024-01-02'],
    [Timestamp.of('2024-01-02T03:04:05.6'), undefined, 'datetime', '2024-01-02T03:04:05.600000'],
    [Timestamp.of('2024-01-02T03:00+02:00'), 'str', 'datetime64[ns, UTC]', '2024-01-02T03:00:00+02:00'],
    [new Date(0), undefined, 'datetime64[ns, UTC]', '1970-01-01T00:00:00+00:00'],
    [new Date(0), 'datetime', 'datetime', '1970-01-01T00:00:00'],
    [new URL('file:///a/b/'), 'str', 'path', '/a/b'],
    [{}, undefined, 'dict', {}],
    [new Map([['a', 1]]), 'str', 'dict', new Map([['a', 1]])],
    [null, 'str', '?', null],
    [Uint8Array.of(1), undefined, '?', Uint8Array.of(1)],
  ])('%o for the target %s is %s', (value, target, dtype, stored) => {
    expect(infer(value, target)).toEqual([dtype, stored])
  })

  it('of a row is its registry, and the row stays', () => {
    const row = new Row('bionty.Source')
    expect(infer(row)).toEqual(['cat[bionty.Source]', row])
  })

  it('keeps a value that nothing fits', () => {
    const value = Symbol('s')
    expect(infer(value)).toEqual(['?', value])
    expect(infer(new WeakMap())[0]).toBe('?')
  })
})

describe('inferDtype of lists', () => {
  const row = new Row('Record')
  it.each<[unknown, string | undefined, string, unknown]>([
    [[1, 2], undefined, 'list[int]', [1, 2]],
    [[1, 2], 'list[float]', 'list[float]', [new Float(1), new Float(2)]],
    [[1, 2.5], undefined, 'list[float]', [new Float(1), 2.5]],
    [[new Float(1), 2n], undefined, '?', [new Float(1), 2n]],
    [[1, true], undefined, 'list[int]', [1, true]],
    [[true, 1], undefined, '?', [true, 1]],
    [[true, false], undefined, 'list[bool]', [true, false]],
    [['a', 'b'], undefined, 'list[cat ? str]', ['a', 'b']],
    [[1, 'a'], undefined, '?', [1, 'a']],
    [['2024-01-01'], undefined, 'list[cat ? str]', ['2024-01-01']],
    [[row, row], undefined, 'list[cat[Record]]', [row, row]],
    [[row, new Row('ULabel')], undefined, '?', [row, new Row('ULabel')]],
    [[null], undefined, '?', [null]],
    [[[1]], undefined, '?', [[1]]],
    [new Set([1, 2]), undefined, 'list[int]', new Set([1, 2])],
    [new Set([1]), 'list[float]', 'list[float]', new Set([new Float(1)])],
    [[], undefined, '?', []],
    [[], 'list[str]', 'list[str]', []],
    [[], 'dict', 'dict', []],
    [[], 'str', '?', []],
    [Int32Array.of(1, 2), undefined, 'int', [1, 2]],
    [Float32Array.of(1), undefined, 'float', [new Float(1)]],
    [BigInt64Array.of(1n), undefined, 'int', [1n]],
  ])('%o for the target %s is %s', (value, target, dtype, stored) => {
    expect(infer(value, target)).toEqual([dtype, stored])
  })
})

describe('inferColumnDtype', () => {
  it('goes by the type of the column', () => {
    expect(inferColumnDtype({ type: 'float64', values: [1.5, 1] })).toEqual({
      dtype: 'float',
      value: [1.5, new Float(1)],
      message: '',
    })
  })

  it('advises on texts that repeat', () => {
    const { dtype, message } = inferColumnDtype({ type: 'utf8', values: ['a', 'a'] }, 'donor')
    expect(dtype).toBe('str')
    expect(message).toBe(
      "  # You have few permissible values for feature donor, consider dtype ln.ULabel instead of 'str'",
    )
  })

  it('refuses columns of durations', () => {
    expect(() => inferColumnDtype({ type: 'duration[ns]', values: [] })).toThrow(
      "columns of type 'duration[ns]'",
    )
  })
})

it('suggests a categorical only for values that repeat', () => {
  expect(suggestCategorical(['a', 'b'])).toBe('')
  expect(suggestCategorical(['a', 'a'])).toContain('You have few permissible values, consider')
})
