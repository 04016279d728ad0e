import { expect, it } from 'vitest'
import { pathName, pathSuffixes } from './path-suffixes.ts'

it.each([
  ['dir.x/a.tar.gz', ['.tar', '.gz']],
  ['.gitignore', []],
  ['.tar.gz', ['.gz']],
  ['a..b', ['.', '.b']],
  ['a.', []],
  ['a.csv.', []],
  ['..csv', []],
  ['dir.csv/a', []],
  ['a.zarr/', ['.zarr']],
  ['a.zarr/.', ['.zarr']],
  ['a/..', []],
  ['s3://bucket/dir.x/a.parquet', ['.parquet']],
  ['s3://bucket.csv', []],
  ['', []],
])('finds in %s the suffixes %j', (path, suffixes) => {
  expect(pathSuffixes(path)).toEqual(suffixes)
})

it('names the last part of a path', () => {
  expect(pathName('https://example.org/a/b.csv')).toBe('b.csv')
  expect(pathName('/')).toBe('')
})
