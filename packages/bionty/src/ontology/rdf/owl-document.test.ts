import { describe, expect, it } from 'vitest'
import type { Ontology, OntologyTerm } from '../ontology.ts'
import { OntologyBuilder } from '../ontology-builder.ts'
import { OwlDocument } from './owl-document.ts'
import { iao, oboInOwl, owl, rdf, rdfs } from './names.ts'

const obo = 'http://purl.obolibrary.org/obo/'
const x1 = `${obo}X_1`

type Triple = readonly [subject: string, predicate: string, object: string]

/** Objects in quotes are literals. */
function read(...triples: readonly Triple[]): Ontology {
  const builder = new OntologyBuilder()
  const document = new OwlDocument()
  for (const [subject, predicate, object] of triples) {
    const isLiteral = object.startsWith('"')
    document.add(subject, predicate, isLiteral ? object.slice(1, -1) : object, isLiteral)
  }
  builder.setHeader('turtle', document.finish(builder))
  return builder.build()
}

/** The term of the class `obo:X_1` with these further triples. */
function term(...triples: readonly Triple[]): OntologyTerm | undefined {
  return read([x1, rdf.type, owl.Class], ...triples).terms.get('X:1')
}

describe('ids of classes', () => {
  it.each([
    [`${obo}CL_0000084`, 'CL:0000084'],
    [`${obo}NCBITaxon_Union_0000021`, 'NCBITaxon:Union_0000021'],
    [`${obo}made#x`, 'x'],
    [`${obo}other#x_y`, `${obo}other#x_y`],
    [`${obo}plain`, `${obo}plain`],
    ['http://www.ebi.ac.uk/efo/EFO_0000001', 'http://www.ebi.ac.uk/efo/EFO_0000001'],
  ])('of %s are %s', (iri, id) => {
    const { terms } = read([`${obo}made.owl`, rdf.type, owl.Ontology], [iri, rdf.type, owl.Class])
    expect([...terms.keys()]).toEqual([id])
  })

  it('are what oboInOwl:id says, wherever the class is mentioned', () => {
    const triples: Triple[] = [
      [x1, rdfs.subClassOf, `${obo}X_2`],
      [`${obo}X_2`, rdf.type, owl.Class],
      [`${obo}X_2`, oboInOwl.id, '"Y:2"'],
    ]
    expect(term(...triples)?.parents).toEqual(['Y:2'])
  })

  it('that two IRIs share make one term', () => {
    const { terms } = read(
      [x1, rdf.type, owl.Class],
      ['urn:other', rdf.type, owl.Class],
      ['urn:other', oboInOwl.id, '"X:1"'],
      ['urn:other', rdfs.label, '"a"'],
    )
    expect([...terms.values()]).toMatchObject([{ id: 'X:1', name: 'a' }])
  })
})

describe('a class', () => {
  it.each<[string, Triple[], Partial<OntologyTerm>]>([
    [
      'takes its first label',
      [
        [x1, rdfs.label, '"a"'],
        [x1, rdfs.label, '"b"'],
      ],
      { name: 'a' },
    ],
    ['has no name of blanks', [[x1, rdfs.label, '" "']], { name: undefined }],
    [
      'takes its last definition',
      [
        [x1, iao.definition, '"a"'],
        [x1, iao.definition, '"b"'],
      ],
      { definition: 'b' },
    ],
    ['has no parent owl:Thing', [[x1, rdfs.subClassOf, owl.Thing]], { parents: [] }],
    [
      'has named parents once',
      [
        [x1, rdfs.subClassOf, `${obo}X_2`],
        [x1, rdfs.subClassOf, `${obo}X_2`],
      ],
      { parents: ['X:2'] },
    ],
    [
      'has no blank parents',
      [
        [x1, rdfs.subClassOf, '_:1'],
        ['_:1', owl.Class, '_:2'],
      ],
      { parents: [], partOf: [] },
    ],
    ['is obsolete by deprecation', [[x1, owl.deprecated, '"true"']], { isObsolete: true }],
    ['is obsolete by 1, which is true as well', [[x1, owl.deprecated, '"1"']], { isObsolete: true }],
    ['is not obsolete by false', [[x1, owl.deprecated, '"false"']], { isObsolete: false }],
    ['is obsolete by its type', [[x1, rdf.type, owl.DeprecatedClass]], { isObsolete: true }],
    ['is replaced by an IRI', [[x1, iao.termReplacedBy, `${obo}X_2`]], { replacedBy: ['X:2'] }],
    ['is replaced by an id', [[x1, iao.termReplacedBy, '"X:2"']], { replacedBy: ['X:2'] }],
    [
      'has a synonym that is a resource',
      [[x1, oboInOwl.hasExactSynonym, 'urn:a']],
      { exactSynonyms: ['urn:a'] },
    ],
  ])('%s', (_, triples, expected) => {
    expect(term(...triples)).toMatchObject(expected)
  })

  it('takes an annotated definition over another one, in whatever order', () => {
    const axiom: Triple[] = [
      ['_:a', owl.annotatedTarget, '"annotated"'],
      ['_:a', owl.annotatedProperty, iao.definition],
      ['_:a', owl.annotatedSource, x1],
    ]
    const plain: Triple = [x1, iao.definition, '"plain"']
    expect(term(...axiom, plain)?.definition).toBe('annotated')
    expect(term(plain, ...axiom)?.definition).toBe('annotated')
  })

  it('is part of the filler of a restriction, wherever that is described', () => {
    const restriction: Triple[] = [
      ['_:r', owl.onProperty, `${obo}BFO_0000050`],
      ['_:r', owl.someValuesFrom, `${obo}X_2`],
    ]
    const link: Triple = [x1, rdfs.subClassOf, '_:r']
    expect(term(...restriction, link)?.partOf).toEqual(['X:2'])
    expect(term(link, ...restriction)?.partOf).toEqual(['X:2'])
  })

  it.each<[string, Triple[]]>([
    [
      'only all of it',
      [
        ['_:r', owl.onProperty, `${obo}BFO_0000050`],
        ['_:r', `${owl.namespace}allValuesFrom`, `${obo}X_2`],
      ],
    ],
    [
      'some anonymous class',
      [
        ['_:r', owl.onProperty, `${obo}BFO_0000050`],
        ['_:r', owl.someValuesFrom, '_:s'],
      ],
    ],
    [
      'the inverse of it',
      [
        ['_:r', owl.onProperty, '_:inverse'],
        ['_:r', owl.someValuesFrom, `${obo}X_2`],
      ],
    ],
    [
      'another relation',
      [
        ['_:r', owl.onProperty, `${obo}BFO_0000051`],
        ['_:r', owl.someValuesFrom, `${obo}X_2`],
      ],
    ],
  ])('is part of nothing by a restriction to %s', (_, restriction) => {
    expect(term(...restriction, [x1, rdfs.subClassOf, '_:r'])?.partOf).toEqual([])
  })
})

describe('what is no class', () => {
  it.each([
    ['an individual', `${owl.namespace}NamedIndividual`],
    ['a property', owl.ObjectProperty],
  ])('is no term: %s', (_, type) => {
    expect(read([x1, rdf.type, type], [x1, rdfs.label, '"a"']).terms.size).toBe(0)
  })

  it('is no term: an anonymous class with a label', () => {
    expect(read(['_:1', rdf.type, owl.Class], ['_:1', rdfs.label, '"a"']).terms.size).toBe(0)
  })
})

describe('the part-of relation', () => {
  const property = `${obo}made#belongs`
  const edge: Triple[] = [
    ['_:r', owl.onProperty, property],
    ['_:r', owl.someValuesFrom, `${obo}X_2`],
    [x1, rdfs.subClassOf, '_:r'],
    [property, rdf.type, owl.ObjectProperty],
    [property, rdf.type, owl.TransitiveProperty],
  ]

  it.each<[string, Triple]>([
    ['shorthand', [property, oboInOwl.shorthand, '"part_of"']],
    ['id', [property, oboInOwl.id, '"BFO:0000050"']],
    ['cross-reference', [property, oboInOwl.hasDbXref, '"BFO:0000050"']],
    ['name', [property, rdfs.label, '"part of"']],
  ])('is known by its %s', (_, triple) => {
    const { terms, header } = read([x1, rdf.type, owl.Class], ...edge, triple)
    expect(terms.get('X:1')?.partOf).toEqual(['X:2'])
    expect(header.partOfIsTransitive).toBe(true)
  })

  it('is not any other relation', () => {
    const { terms, header } = read([x1, rdf.type, owl.Class], ...edge, [property, rdfs.label, '"belongs to"'])
    expect(terms.get('X:1')?.partOf).toEqual([])
    expect(header.partOfIsTransitive).toBe(false)
  })
})

describe('the header', () => {
  it('is that of the first ontology, even if its version comes before its declaration', () => {
    const { header } = read(
      ['urn:made', owl.versionInfo, '"2"'],
      ['urn:made', owl.versionIRI, 'urn:made/2'],
      ['urn:made', rdf.type, owl.Ontology],
      ['urn:made', owl.imports, 'urn:other'],
      ['urn:other', rdf.type, owl.Ontology],
      ['urn:other', owl.versionInfo, '"3"'],
      [x1, owl.versionInfo, '"4"'],
    )
    expect(header).toMatchObject({
      name: 'urn:made',
      versionInfo: '2',
      versionIri: 'urn:made/2',
      imports: ['urn:other'],
    })
  })
})
