import { describe, expect, it } from 'vitest'
import { isGoldenObject, parseGoldenJson, showGolden, tagOf } from './golden-json.ts'

describe('golden JSON', () => {
  it('keeps ints, floats and big ints apart', () => {
    expect(parseGoldenJson('[1, 1.0, 1e3, -0.0, 9007199254740993, 100000000000000000000, -5]')).toEqual([
      1n,
      1,
      1000,
      -0,
      9007199254740993n,
      100000000000000000000n,
      -5n,
    ])
  })

  it('leaves texts that look like numbers alone', () => {
    expect(parseGoldenJson('{"a": "1", "b": [true, null]}')).toEqual({ a: '1', b: [true, null] })
  })

  it('shows values as the file writes them', () => {
    expect(showGolden(parseGoldenJson('{"a": [1, 1.0, 1e-7, "ä"], "b": {"c": null}}'))).toBe(
      '{"a": [1, 1.0, 1e-07, "ä"], "b": {"c": null}}',
    )
    expect(showGolden('x'.repeat(50), 10)).toBe('"xxxxxxxxx… (52 characters)')
    expect(showGolden(undefined)).toBe('nothing')
  })

  it('tells tagged objects from others', () => {
    expect(tagOf({ $set: [] })).toBe('$set')
    expect(tagOf({ a: 1n })).toBeUndefined()
    expect(isGoldenObject([])).toBe(false)
  })
})
