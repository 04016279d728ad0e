import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalHash, compactJson, compareCodePoints, sampleRows } from './canonical-rows.ts'

describe('canonical rows', () => {
  it('are hashed sorted by first cell, as JSON lines without blanks', () => {
    const text = '["A:1","é",null,["x"]]\n["A:2","b",1.0,true]'
    expect(
      canonicalHash([
        ['A:2', 'b', 1, true],
        ['A:1', 'é', null, ['x']],
      ]),
    ).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it('write floats with their point and ints without', () => {
    expect(compactJson({ a: [1n, 1, 0.5] })).toBe('{"a":[1,1.0,0.5]}')
  })

  it('are sampled by the hash of the first cell and keep table order', () => {
    const rows = ['a', 'b', 'c', 'd'].map((id) => [id])
    const digest = (id: string): string => createHash('sha256').update(id).digest('hex')
    const smallest = ['a', 'b', 'c', 'd'].toSorted((x, y) => (digest(x) < digest(y) ? -1 : 1)).slice(0, 2)
    expect(sampleRows(rows, 2).flat()).toEqual(smallest.toSorted())
  })

  it('sort by code point, not by UTF-16 unit', () => {
    expect(['\u{1F9EC}', '～', 'a'].toSorted(compareCodePoints)).toEqual(['a', '～', '\u{1F9EC}'])
  })
})
