import { describe, expect, it } from 'vitest'
import { entityRule } from './entity-rules.ts'

describe('the rule of', () => {
  it.each([
    ['bionty.CellType', 'cl', { kind: 'ontology', table: { idPrefixes: ['CL:'], includePartOf: false } }],
    ['CellType', 'other', { kind: 'ontology', table: { includePartOf: false } }],
    ['Tissue', 'uberon', { kind: 'ontology', table: { idPrefixes: ['UBERON:'], includePartOf: true } }],
    ['Tissue', 'aeo', { kind: 'ontology', table: { includePartOf: true } }],
    [
      'DevelopmentalStage',
      'mmusdv',
      { kind: 'ontology', table: { idPrefixes: ['MmusDv:'], includePartOf: true } },
    ],
    ['CellLine', 'cellosaurus', { kind: 'ontology', table: { keepUnderscores: true, includePartOf: false } }],
    ['CellLine', 'depmap', { kind: 'ready-made', table: { includePartOf: false } }],
    ['Gene', 'ensembl', { kind: 'ready-made', table: { includePartOf: false } }],
    ['Organism', 'ncbitaxon', { kind: 'taxonomy', table: { includePartOf: false } }],
    ['Organism', 'ensembl', { kind: 'species-list', table: { includePartOf: false } }],
    ['Pathway', 'go', { kind: 'ontology', table: { includePartOf: false } }],
    ['pertdb.Compound', 'chebi', { kind: 'ontology', table: { includePartOf: false } }],
    [
      'ExperimentalFactor',
      'efo',
      {
        kind: 'ontology',
        table: {
          idPrefixes: ['EFO:', 'http://www.ebi.ac.uk/efo/'],
          stripPrefix: 'http://www.ebi.ac.uk/efo/',
          includePartOf: false,
        },
      },
    ],
  ])('%s from %s', (entity, source, expected) => {
    expect(entityRule(entity, source)).toEqual(expected)
  })

  it('entities and sources named like members of every object is the generic one', () => {
    expect(entityRule('constructor', 'cl')).toEqual(entityRule('Pathway', 'toString'))
  })
})
