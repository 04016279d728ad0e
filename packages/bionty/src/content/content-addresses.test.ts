import { describe, expect, it } from 'vitest'

import { cachedNames, contentAddresses, localPath } from './content-addresses.ts'

const key = { entity: 'bionty.CellType', name: 'cl', organism: 'all', version: '2' }
const bucket = 'https://bionty-assets.s3.amazonaws.com/'

describe('the places of a content', () => {
  it('are the ready-made table, the original file of the bucket, then the address of the source', () => {
    expect(contentAddresses({ ...key, url: 'http://purl.obolibrary.org/cl.owl' })).toEqual([
      { url: `${bucket}df_all__cl__2__CellType.parquet`, fileName: 'df_all__cl__2__CellType.parquet' },
      { url: `${bucket}ontology_all__cl__2__CellType`, fileName: 'ontology_all__cl__2__CellType' },
      { url: 'http://purl.obolibrary.org/cl.owl', fileName: 'ontology_all__cl__2__CellType' },
    ])
  })

  it('of a table are tables, those of the bucket by https', () => {
    const marker = { entity: 'bionty.CellMarker', name: 'cellmarker', organism: 'human', version: '2.0' }
    const url = 's3://bionty-assets/human_cellmarker_2.0_CellMarker_lookup.parquet'
    expect(contentAddresses({ ...marker, url }).map((address) => address.url)).toEqual([
      `${bucket}df_human__cellmarker__2.0__CellMarker.parquet`,
      `${bucket}human_cellmarker_2.0_CellMarker_lookup.parquet`,
    ])
    const own = `s3://bionty-assets/df_all__cl__2__CellType.parquet`
    expect(contentAddresses({ ...key, url: own })).toHaveLength(1)
  })

  it('are none without an address, or with a path on this machine', () => {
    expect(contentAddresses({ ...key, url: null })).toEqual([])
    expect(contentAddresses({ ...key, url: '/data/cl.obo' })).toEqual([])
    expect(localPath({ ...key, url: '/data/cl.obo' })).toBe('/data/cl.obo')
    expect(localPath({ ...key, url: 'file:///data/c%20l.obo' })).toBe('/data/c l.obo')
    expect(localPath({ ...key, url: 'https://example.org/cl.obo' })).toBeUndefined()
  })

  it('have names in the cache: tables first', () => {
    expect(cachedNames(key)).toEqual([
      'df_all__cl__2__CellType.parquet',
      'df_all__cl__2__CellType.csv',
      'df_all__cl__2__CellType.tsv',
      'df_all__cl__2__CellType.csv.gz',
      'df_all__cl__2__CellType.tsv.gz',
      'ontology_all__cl__2__CellType',
    ])
  })
})
