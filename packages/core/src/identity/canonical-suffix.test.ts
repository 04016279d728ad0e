import { expect, it } from 'vitest'
import { canonicalSuffix } from './canonical-suffix.ts'

it.each([
  ['a', '', ''],
  ['a.csv', '.csv', '.csv'],
  ['image.PNG', '.png', '.png'],
  ['a.gz', '.gz', '.gz'],
  ['a.csv.gz', '.csv.gz', '.csv.gz'],
  ['a.random.gz', '.gz', '.gz'],
  ['a.tar.gz', '.tar.gz', '.tar.gz'],
  ['a.h5ad.tar.xz', '.h5ad.tar.xz', '.h5ad.tar.xz'],
  ['a.x.tar.gz', '.tar.gz', '.tar.gz'],
  ['a.ANNDATA.ZARR', '.anndata.zarr', '.anndata.zarr'],
  ['a.spatialdata.zarr', '.zarr', '.zarr'],
  ['a.ome.h5', '.ome.h5', '.ome.h5'],
  ['a.xyz.csv', '.csv', '.csv'],
  ['a.XYZ', '', '.xyz'],
  ['1.2.3', '', '.3'],
  ['a.vcf.gz.tbi', '', '.tbi'],
  ['data.ipc', '', '.ipc'],
])('of %s is "%s", raw "%s"', (path, canonical, raw) => {
  expect(canonicalSuffix(path)).toEqual({ canonical, raw })
})
