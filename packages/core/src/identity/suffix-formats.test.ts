import { expect, it } from 'vitest'
import { canonicalSuffix } from './canonical-suffix.ts'
import { defaultSuffixFormats, extendSuffixFormats } from './suffix-formats.ts'

it('has as many endings as the reference', () => {
  const { simple, composite, encodings } = defaultSuffixFormats
  expect([simple.size, composite.size, encodings.size]).toEqual([233, 5, 4])
})

it('holds every ending in lower case with one leading dot', () => {
  const all = [...defaultSuffixFormats.simple, ...defaultSuffixFormats.encodings]
  expect(all.filter((suffix) => !/^\.[a-z0-9_]+$/.test(suffix))).toEqual([])
})

it('recognises further endings without changing the defaults', () => {
  const formats = extendSuffixFormats({ simple: ['.MyFormat'], composite: ['.my.zarr'] })
  expect(canonicalSuffix('a.myformat.gz', formats).canonical).toBe('.myformat.gz')
  expect(canonicalSuffix('a.my.zarr', formats).canonical).toBe('.my.zarr')
  expect(canonicalSuffix('a.csv', formats).canonical).toBe('.csv')
  expect(canonicalSuffix('a.myformat').canonical).toBe('')
})
