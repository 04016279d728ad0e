import { createTestInstance } from '@lamindb/core/testing'
import { describe, expect, it } from 'vitest'

import { parseFeatures, readFeatureValues } from './feature-values.ts'

describe('values of features on the command line', () => {
  it('are one text or several, in which quotes keep commas', () => {
    const read = (...texts: string[]) => Object.fromEntries(parseFeatures(texts))
    expect(read('a=1', 'b=x,y', 'c="x, y","z"', 'd="one"', 'e=a=b', 'f=')).toEqual({
      a: '1',
      b: ['x', 'y'],
      c: ['x, y', 'z'],
      d: 'one',
      e: 'a=b',
      f: '',
    })
    expect(() => read('a')).toThrow("'a' is no value of a feature.")
  })

  it('become what the dtype of the feature says', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const dtypes = { i: 'int', f: 'float', b: 'bool', d: 'date', l: 'list[int]', s: 'str' } as const
    await db.save(Object.entries(dtypes).map(([name, dtype]) => db.Feature.create({ name, dtype })))
    const texts = parseFeatures(['i=3', 'f=21.6', 'b=True', 'd=2026-01-31', 'l=1', 's=3', 'new=4'])
    const values = await readFeatureValues(db, texts)
    expect({ ...values, d: String(values['d']) }).toEqual({
      i: 3,
      f: 21.6,
      b: true,
      d: '2026-01-31',
      l: [1],
      s: '3',
      new: '4',
    })
    await expect(readFeatureValues(db, parseFeatures(['i=x']))).rejects.toThrow("'x' is no number.")
    await expect(readFeatureValues(db, parseFeatures(['b=1']))).rejects.toThrow('neither true nor false')
  })
})
