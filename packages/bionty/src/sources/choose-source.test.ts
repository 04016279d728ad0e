import { describe, expect, it } from 'vitest'
import { chooseSource, type SourceCandidate, type SourceRequest } from './choose-source.ts'
import { sourceSeeds } from './source-seed.ts'

const human = { name: 'human', scientificName: 'Homo sapiens' }
const rat = { name: 'norway rat', scientificName: 'Rattus norvegicus' }

function request(entity: string, facts: Partial<SourceRequest> = {}): SourceRequest {
  const isOrganismPassed = facts.organism !== undefined
  return { entity: `bionty.${entity}`, requiresOrganism: false, isOrganismPassed, ...facts }
}

describe('the source of a new instance', () => {
  it.each([
    ['CellType', undefined, 'cl/all'],
    ['CellType', { name: 'all' }, 'cl/all'],
    ['Phenotype', undefined, 'pato/all'],
    ['Phenotype', human, 'hp/human'],
    ['Disease', undefined, 'mondo/all'],
    ['Disease', human, 'doid/human'],
    ['CellLine', undefined, 'cellosaurus/all'],
    ['Organism', undefined, 'ensembl/vertebrates'],
    ['Organism', { name: 'all' }, 'ncbitaxon/all'],
    ['Ethnicity', undefined, 'hancestro/human'],
    ['DevelopmentalStage', undefined, 'hsapdv/human'],
    ['Gene', human, 'ensembl/human'],
    ['Protein', rat, 'uniprot/rattus norvegicus'],
  ])('of %s for %j is %s', (entity, organism, expected) => {
    const { name, organism: chosen } = chooseSource(sourceSeeds(), request(entity, { organism }))
    expect(`${name}/${chosen}`).toBe(expected)
  })

  it('is asked for an organism where records belong to one', () => {
    expect(() => chooseSource(sourceSeeds(), request('Gene', { requiresOrganism: true }))).toThrow(
      expect.objectContaining({
        code: 'ORGANISM_NOT_SET',
        registry: 'Gene',
        message: '`organism` is required to get Source record for Gene!',
      }),
    )
  })

  it('is an error where none fits, which names what was looked for last', () => {
    expect(() => chooseSource(sourceSeeds(), request('CellType', { organism: human }))).toThrow(
      "No source record found for filter {'entity': 'bionty.CellType', 'organism': 'homo sapiens'}",
    )
    expect(() => chooseSource(sourceSeeds(), request('CellType', { organism: { name: 'klingon' } }))).toThrow(
      expect.objectContaining({ code: 'SOURCE_NOT_FOUND', organism: 'klingon' }),
    )
    expect(() => chooseSource([], request('CellType'))).toThrow(
      "No source record found for filter {'entity': 'bionty.CellType'}",
    )
  })
})

describe('among sources', () => {
  const row = (organism: string, currentlyUsed: boolean): SourceCandidate => ({
    entity: 'bionty.Phenotype',
    organism,
    currentlyUsed,
  })

  it.each<[string, SourceCandidate[], Partial<SourceRequest>, number]>([
    ['the only one, in use or not', [row('mouse', false)], {}, 0],
    ['the only one in use', [row('all', false), row('mouse', true)], {}, 1],
    ['that of all organisms, if several are in use', [row('human', true), row('all', true)], {}, 1],
    [
      'the first one in use, if none is for all',
      [row('x', false), row('human', true), row('mouse', true)],
      {},
      1,
    ],
    ['that of all organisms, if none is in use', [row('human', false), row('all', false)], {}, 1],
    ['the first one, if none is in use and none for all', [row('human', false), row('mouse', false)], {}, 0],
    [
      'the first one in use of the organism',
      [row('human', false), row('human', true), row('human', true)],
      { organism: human },
      1,
    ],
  ])('%s is chosen', (_, rows, facts, expected) => {
    expect(chooseSource(rows, request('Phenotype', facts))).toBe(rows[expected])
  })

  it('an organism of the settings narrows, but does not decide', () => {
    const rows = [row('homo sapiens', true), row('homo sapiens', true)]
    const facts = { organism: human, isOrganismPassed: false }
    expect(chooseSource(rows, request('Phenotype', facts))).toBe(rows[0])
  })
})
