import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readOntology } from '../ontology/read-ontology.ts'
import { groupByEnsemblPrefix, organismOfEnsemblPrefix } from './ensembl-organism.ts'
import { ensemblPrefixes } from './ensembl-prefixes.ts'
import { speciesTable } from './species-table.ts'
import { taxonomyTable } from './taxonomy-table.ts'

const list = readFileSync(new URL('../../test/fixtures/sources/species.txt', import.meta.url), 'utf8')
const species = speciesTable(list, 'species.txt')

describe("Ensembl's list of species", () => {
  it('gives names in lower case, taxa and scientific names', () => {
    expect(species).toHaveLength(8)
    expect(species[0]).toEqual({
      ontologyId: 'NCBITaxon:9606',
      name: 'human',
      scientificName: 'Homo sapiens',
      definition: null,
      synonyms: null,
      parents: [],
    })
    expect(species[2]).toMatchObject({ name: 'mouse - balb/cj', scientificName: 'Mus musculus balbcj' })
  })

  it.each([
    ['a column', list.replace('taxonomy_id', 'taxon'), "line 1): expected a column 'taxonomy_id'"],
    ['a cell', list.replace('mus_musculus', ''), 'line 3): expected a name'],
    ['everything', '', "line 1): expected a column '#name'"],
  ])('without %s is refused with its line', (_, text, message) => {
    expect(() => speciesTable(text, 'species.txt')).toThrow(message)
  })
})

describe('NCBITaxon', () => {
  it('takes the first exact synonym for the name, and the label for the scientific name', async () => {
    const obo = `[Term]
id: NCBITaxon:9606
name: Homo sapiens
synonym: "Human" EXACT genbank_common_name []
synonym: "man" EXACT common_name []
synonym: "Homo sapiens Linnaeus, 1758" RELATED authority []
is_a: NCBITaxon:9605

[Term]
id: NCBITaxon:9605
name: Homo

[Term]
id: NCBITaxon:species_group
name: species group

[Term]
id: OTHER:1
name: no taxon
`
    const source = {
      name: 'made',
      open: async function* () {
        yield Buffer.from(obo)
      },
    }
    expect(taxonomyTable(await readOntology(source))).toMatchObject([
      {
        ontologyId: 'NCBITaxon:9606',
        name: 'human',
        scientificName: 'Homo sapiens',
        synonyms: 'man',
        parents: ['NCBITaxon:9605'],
      },
      { ontologyId: 'NCBITaxon:9605', name: 'homo', scientificName: 'Homo', synonyms: null },
      { ontologyId: 'NCBITaxon:species:group', name: 'species group', scientificName: 'species group' },
    ])
  })
})

describe('Ensembl ids', () => {
  it('are grouped by their letters; other values say nothing', () => {
    const values = [
      'ENSG00000139618',
      'ENSMUSG00000015243',
      'BRCA2',
      'ENSG00000081059',
      'FBgn0000003',
      'ens1',
    ]
    expect(groupByEnsemblPrefix(values)).toEqual(
      new Map([
        ['ENSG', ['ENSG00000139618', 'ENSG00000081059']],
        ['ENSMUSG', ['ENSMUSG00000015243']],
      ]),
    )
  })

  it.each([
    ['ENSG', 'NCBITaxon:9606'],
    ['ENSMUSG', 'NCBITaxon:10090'],
    ['ENSRNOG', 'NCBITaxon:10116'],
    ['ENSCAFG', 'NCBITaxon:9615'],
    ['ENSGGOG', 'NCBITaxon:9595'],
    ['ENSDARG', 'NCBITaxon:7955'],
    ['ENSSSCG', undefined],
    ['ENSXYZG', undefined],
    ['', undefined],
  ])('that begin with %s belong to %s', (prefix, expected) => {
    expect(organismOfEnsemblPrefix(prefix, species)).toBe(expected)
  })

  const row = (name: string, scientificName: string) => ({ genePrefix: 'ENSRNOG', name, scientificName })
  const rat = (name: string, scientificName: string, ontologyId: string) => ({
    name,
    scientificName,
    ontologyId,
  })

  it('of strains with taxa of their own belong to the species', () => {
    const prefixes = [row('Rat - SHR', 'Rattus norvegicus shr'), row('Rat', 'Rattus norvegicus')]
    const rats = [rat('rat - shr', 'Rattus norvegicus shr', 'T:2'), rat('rat', 'Rattus norvegicus', 'T:1')]
    expect(organismOfEnsemblPrefix('ENSRNOG', rats, prefixes)).toBe('T:1')
  })

  it('of strains with taxa of their own belong to none, if the species is not listed', () => {
    const prefixes = [row('Rat - SHR', 'Rattus norvegicus shr'), row('Rat - BN', 'Rattus norvegicus bn')]
    const rats = [
      rat('rat - shr', 'Rattus norvegicus shr', 'T:2'),
      rat('rat - bn', 'Rattus norvegicus bn', 'T:3'),
    ]
    expect(organismOfEnsemblPrefix('ENSRNOG', rats, prefixes)).toBeUndefined()
  })

  it('are matched by common name where the scientific one is missing or changed', () => {
    const prefixes = [row('Rat - SHR', ''), row('RAT', '')]
    const rats = [rat('rat - shr', 'Rattus rattus', 'T:2'), rat('rat', 'Rattus', 'T:1')]
    expect(organismOfEnsemblPrefix('ENSRNOG', rats, prefixes)).toBe('T:1')
  })

  it('are known for more than a hundred species, each in the form that ids have', () => {
    expect(ensemblPrefixes.length).toBeGreaterThan(100)
    for (const { genePrefix, scientificName } of ensemblPrefixes) {
      expect(genePrefix).toMatch(/^ENS[A-Z]*G$/)
      expect(scientificName).toMatch(/^[A-Z][a-z]+ [a-z0-9 ]+$/)
    }
  })
})
