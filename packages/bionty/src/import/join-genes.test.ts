import { describe, expect, it } from 'vitest'

import { joinGenes } from './join-genes.ts'

describe('rows of genes', () => {
  it('are one for each gene, with all NCBI ids and the first of the other values', () => {
    const rows = [
      { ensemblGeneId: 'E1', symbol: null, ncbiGeneId: 1 },
      { ensemblGeneId: 'E2', symbol: 'B', ncbiGeneId: null },
      { ensemblGeneId: 'E1', symbol: 'A', ncbiGeneId: '100' },
      { ensemblGeneId: 'E1', symbol: 'C', ncbiGeneId: '1' },
    ]
    expect(joinGenes(rows)).toEqual([
      { ensemblGeneId: 'E1', symbol: 'A', ncbiGeneId: '1|100' },
      { ensemblGeneId: 'E2', symbol: 'B', ncbiGeneId: null },
    ])
  })

  it('are told by their stable id where all have one', () => {
    const rows = [
      { stableId: 'Y1', ensemblGeneId: null, ncbiGeneId: '1' },
      { stableId: 'Y2', ensemblGeneId: null, ncbiGeneId: '2' },
      { stableId: 'Y1', ensemblGeneId: null, ncbiGeneId: '3' },
    ]
    expect(joinGenes(rows).map(({ ncbiGeneId }) => ncbiGeneId)).toEqual(['1|3', '2'])
  })

  it('without any identifier stay as they are', () => {
    const rows = [{ symbol: 'A' }, { symbol: 'A' }]
    expect(joinGenes(rows)).toBe(rows)
  })
})
