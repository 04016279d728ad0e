import { describe, expect, it } from 'vitest'

import { camelCase, snakeCase, termRow } from './term-row.ts'

describe('a row of a table', () => {
  it('has the names of the columns in camel case', () => {
    expect(termRow({ ontology_id: 'X:1', name: 'x', ensembl_gene_id: null, Entry: 'P1' })).toEqual({
      ontologyId: 'X:1',
      name: 'x',
      ensemblGeneId: null,
      Entry: 'P1',
    })
    expect([camelCase('ncbi_gene_ids'), snakeCase('ncbiGeneIds')]).toEqual(['ncbiGeneIds', 'ncbi_gene_ids'])
  })

  it('has null for what is missing, and numbers for large integers as far as they are exact', () => {
    expect(termRow({ a: '', b: undefined, c: Number.NaN, d: 7n, e: 2n ** 60n + 1n, f: 0 })).toEqual({
      a: null,
      b: null,
      c: null,
      d: 7,
      e: '1152921504606846977',
      f: 0,
    })
  })

  it.each([
    [
      ['X:1', 'X:2', null, ''],
      ['X:1', 'X:2'],
    ],
    ['[]', []],
    ["['X:1', 'X:2']", ['X:1', 'X:2']],
    ['1435254666', ['1435254666']],
    [null, []],
    [undefined, []],
    [5, []],
  ])('has a list of parents, whatever form it was written in: %j', (parents, expected) => {
    expect(termRow({ parents }).parents).toEqual(expected)
  })
})
