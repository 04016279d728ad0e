import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Ontology } from './ontology.ts'
import { type OntologyRow, ontologyTable, type OntologyTableRule, rowsOfSource } from './ontology-table.ts'
import { readOntology } from './read-ontology.ts'
import { TermDraft } from './term-draft.ts'

const fixtures = new URL('../../test/fixtures/ontologies/', import.meta.url)

function ontology(
  terms: readonly (Partial<TermDraft> & { id: string })[],
  partOfIsTransitive = false,
): Ontology {
  const drafts = terms.map(({ id, ...facts }) => Object.assign(new TermDraft(id), { name: id }, facts))
  return {
    header: {
      syntax: 'obo',
      name: 'made',
      dataVersion: undefined,
      versionInfo: undefined,
      versionIri: undefined,
      partOfIsTransitive,
      imports: [],
    },
    terms: new Map(drafts.map((draft) => [draft.id, draft])),
    warnings: [],
  }
}

function parentsOf(
  id: string,
  {
    terms,
    isTransitive = true,
    rule = {},
  }: {
    readonly terms: readonly (Partial<TermDraft> & { id: string })[]
    readonly isTransitive?: boolean
    readonly rule?: OntologyTableRule
  },
): readonly string[] | undefined {
  const rows = ontologyTable(ontology(terms, isTransitive), { includePartOf: true, ...rule })
  return rows.find(({ ontologyId }) => ontologyId === id)?.parents
}

describe.each(['obo', 'owl', 'json', 'ttl'])('the table of the ontology of tea as .%s', (suffix) => {
  it('has the terms with a name, their wholes among the parents', async () => {
    const content = readFileSync(new URL(`tea.${suffix}`, fixtures))
    const source = {
      name: 'tea',
      open: async function* () {
        yield content
      },
    }
    const rows = ontologyTable(await readOntology(source), { idPrefixes: ['TEA:'], includePartOf: true })
    const cells = ({ ontologyId, name, definition, synonyms, parents }: OntologyRow) => [
      ontologyId,
      name,
      definition,
      synonyms?.split('|').toSorted() ?? null,
      parents.toSorted(),
    ]
    const expected: unknown = JSON.parse(readFileSync(new URL('tea.rows.json', fixtures), 'utf8'))
    expect(rows.map(cells).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual(expected)
  })
})

describe('the rule of a table', () => {
  it('keeps every namespace without prefixes, and nothing without a name or an id', () => {
    const rows = ontologyTable(
      ontology([{ id: 'A:1' }, { id: 'B:1' }, { id: 'A:2', name: undefined }, { id: '' }]),
    )
    expect(rows.map(({ ontologyId }) => ontologyId)).toEqual(['A:1', 'B:1'])
  })

  it('keeps terms and parents with one of the prefixes', () => {
    const terms = [{ id: 'A:1', parents: ['A:2', 'B:1', 'C:1'] }, { id: 'B:1' }, { id: 'C:1' }]
    const rows = ontologyTable(ontology(terms), { idPrefixes: ['A:', 'B:'] })
    expect(rows.map(({ ontologyId, parents }) => [ontologyId, parents])).toEqual([
      ['A:1', ['A:2', 'B:1']],
      ['B:1', []],
    ])
  })

  it('compares prefixes with ids as they stand in the file, then strips and replaces', () => {
    const efo = 'http://www.ebi.ac.uk/efo/'
    const terms = [{ id: `${efo}EFO_1`, parents: [`${efo}EFO_2`, 'EFO_3'] }]
    expect(ontologyTable(ontology(terms), { idPrefixes: ['EFO:', efo], stripPrefix: efo })).toMatchObject([
      { ontologyId: 'EFO:1', parents: ['EFO:2'] },
    ])
  })

  it('leaves underscores if it says so', () => {
    const terms = [{ id: 'CVCL_0030', parents: ['CVCL_0031'] }]
    expect(ontologyTable(ontology(terms))).toMatchObject([
      { ontologyId: 'CVCL:0030', parents: ['CVCL:0031'] },
    ])
    expect(ontologyTable(ontology(terms), { keepUnderscores: true })).toMatchObject([
      { ontologyId: 'CVCL_0030', parents: ['CVCL_0031'] },
    ])
  })

  it('joins synonyms, bars and all, and writes null for what is missing', () => {
    const terms = [
      { id: 'A:1', exactSynonyms: ['a', 'b|c'] },
      { id: 'A:2', exactSynonyms: [''] },
    ]
    expect(ontologyTable(ontology(terms)).map(({ synonyms, definition }) => [synonyms, definition])).toEqual([
      ['a|b|c', null],
      [null, null],
    ])
  })
})

describe('part-of in a table', () => {
  const chain = [
    { id: 'A:1', partOf: ['A:2'] },
    { id: 'A:2', partOf: ['A:3', 'B:1'], parents: ['A:9'] },
    { id: 'A:3', partOf: ['A:1'] },
    { id: 'B:1', partOf: ['A:4'] },
  ]

  it('reaches along a chain, through foreign and unnamed terms, but neither is_a nor back to the term', () => {
    const rule = { idPrefixes: ['A:'] }
    expect(parentsOf('A:1', { terms: chain, rule })?.toSorted()).toEqual(['A:2', 'A:3', 'A:4'])
  })

  it('stays with the direct objects where the relation is not transitive', () => {
    expect(parentsOf('A:1', { terms: chain, isTransitive: false })).toEqual(['A:2'])
  })

  it('does not count where the rule leaves it out', () => {
    expect(parentsOf('A:2', { terms: chain, rule: { includePartOf: false } })).toEqual(['A:9'])
  })

  it('gives a parent once that is whole and superclass', () => {
    const terms = [{ id: 'A:1', parents: ['A:2', 'A:1'], partOf: ['A:2', 'A:1'] }]
    expect(parentsOf('A:1', { terms })).toEqual(['A:2'])
  })

  it('ends in cycles of is_a as well', () => {
    const terms = [
      { id: 'A:1', parents: ['A:2'] },
      { id: 'A:2', parents: ['A:1'] },
    ]
    expect(parentsOf('A:1', { terms })).toEqual(['A:2'])
  })
})

describe('the rows of a source', () => {
  const rows = ['HsapDv:1', 'UBERON:1', 'CVCL_1'].map((ontologyId) => ({ ontologyId }))

  it.each([
    ['hsapdv', ['HsapDv:1']],
    ['uberon', ['UBERON:1']],
    ['cellosaurus', ['HsapDv:1', 'UBERON:1', 'CVCL_1']],
    ['cvcl', ['HsapDv:1', 'UBERON:1', 'CVCL_1']],
  ])('named %s are those with its name before the colon, or all', (name, expected) => {
    expect(rowsOfSource(rows, name).map(({ ontologyId }) => ontologyId)).toEqual(expected)
  })
})
