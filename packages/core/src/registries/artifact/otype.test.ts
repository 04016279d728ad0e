import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { inferOtype } from './otype.ts'
import { writeText } from './test-artifacts.ts'

describe('the type of the object in a file', () => {
  it.each([
    ['a.parquet', 'DataFrame'],
    ['a.csv', 'DataFrame'],
    ['a.h5ad', 'AnnData'],
    ['a.h5mu', 'MuData'],
    ['a.anndata.zarr', 'AnnData'],
    ['a.spatialdata.zarr', 'SpatialData'],
    ['a.txt', undefined],
    ['a', undefined],
  ])('of %s is %s by its name', async (name, otype) => {
    expect(await inferOtype(join('/nowhere', name))).toBe(otype)
  })

  it('is read from the attributes of a zarr store whose name does not tell', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lamin-otype-'))
    await writeText(folder, 'two.zarr/.zattrs', '{"encoding-type": "anndata"}')
    await writeText(folder, 'three.zarr/zarr.json', '{"attributes": {"spatialdata_attrs": {}}}')
    await writeText(folder, 'broken.zarr/zarr.json', '{')
    await writeText(folder, 'other.zarr/zarr.json', '[]')
    const names = ['two', 'three', 'broken', 'other', 'none']
    expect(await Promise.all(names.map((name) => inferOtype(join(folder, `${name}.zarr`))))).toEqual([
      'AnnData',
      'SpatialData',
      undefined,
      undefined,
      undefined,
    ])
    await rm(folder, { recursive: true })
  })
})
