import { describe, expect, it } from 'vitest'
import type { Ontology } from '../ontology.ts'
import { OntologyBuilder } from '../ontology-builder.ts'
import { OboGraphParser } from './obo-graph-parser.ts'

const obo = 'http://purl.obolibrary.org/obo/'

function readText(text: string, chunkSize = text.length): Ontology {
  const builder = new OntologyBuilder()
  const parser = new OboGraphParser('made.json', builder)
  const bytes = Buffer.from(text)
  for (let i = 0; i < bytes.length; i += chunkSize) parser.write(bytes.subarray(i, i + chunkSize))
  builder.setHeader('obo-graph', parser.end())
  return builder.build()
}

function read(graph: object): Ontology {
  return readText(JSON.stringify({ graphs: [{ id: `${obo}made.json`, ...graph }] }))
}

describe('OBO Graphs', () => {
  it('take the id that a node declares, wherever it is mentioned', () => {
    const id = {
      basicPropertyValues: [{ pred: 'http://www.geneontology.org/formats/oboInOwl#id', val: 'Y:2' }],
    }
    const { terms } = read({
      nodes: [
        { id: `${obo}X_1`, type: 'CLASS' },
        { id: `${obo}X_2`, type: 'CLASS', meta: id },
      ],
      edges: [{ sub: `${obo}X_1`, pred: 'is_a', obj: `${obo}X_2` }],
    })
    expect([...terms.keys()]).toEqual(['X:1', 'Y:2'])
    expect(terms.get('X:1')?.parents).toEqual(['Y:2'])
  })

  it('of several graphs are one ontology, named by the first', () => {
    const graph = (name: string, type: string) => ({
      id: `${obo}${name}.json`,
      nodes: [{ id: `${obo}X_${name}`, lbl: name, type }],
    })
    const { header, terms } = readText(JSON.stringify({ graphs: [graph('a', 'CLASS'), graph('b', 'CLASS')] }))
    expect(header.name).toBe('a')
    expect([...terms.values()].map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('leave out values of the wrong type', () => {
    const meta = {
      definition: 'text',
      synonyms: { pred: 'hasExactSynonym' },
      deprecated: 'true',
      basicPropertyValues: 1,
    }
    const { terms } = read({
      nodes: [{ id: `${obo}X_1`, lbl: 7, type: 'CLASS', meta }, null, 3],
      edges: [null, {}],
    })
    expect(terms.get('X:1')).toMatchObject({
      name: undefined,
      definition: undefined,
      exactSynonyms: [],
      isObsolete: false,
    })
  })

  it('know part-of by the shorthand of the property', () => {
    const shorthand = { pred: 'http://www.geneontology.org/formats/oboInOwl#shorthand', val: 'part_of' }
    const { terms, header } = read({
      edges: [{ sub: `${obo}X_1`, pred: 'urn:belongs', obj: `${obo}X_2` }],
      nodes: [
        { id: `${obo}X_1`, type: 'CLASS' },
        { id: 'urn:belongs', type: 'PROPERTY', meta: { basicPropertyValues: [shorthand] } },
      ],
    })
    expect(terms.get('X:1')?.partOf).toEqual(['X:2'])
    expect(header.partOfIsTransitive).toBe(false)
  })

  it.each([
    ['no graphs', '{"graph": []}'],
    ['graphs that are no list', '{"graphs": {"nodes": []}}'],
    ['an empty list of graphs', '{"graphs": []}'],
    ['JSON-LD', '{"@context": {}, "@graph": [{"@id": "urn:a"}]}'],
  ])('are refused with %s', (_, text) => {
    expect(() => readText(text)).toThrow(
      expect.objectContaining({ code: 'NOT_AN_ONTOLOGY', path: 'made.json' }),
    )
  })

  it.each([
    ['a trailing comma', '{"graphs": [{"id": "a",}]}', 23],
    ['a missing colon', '{"graphs" [{"id": "a"}]}', 10],
    ['single quotes', "{'graphs': []}", 1],
    ['a bare word', '{"graphs": [{"id": nothing}]}', 20],
    ['an end within a text', '{"graphs": [{"id": "a', 21],
    ['an end between values', '{"graphs": [{"id": "a"}', 23],
    ['a second document', '{"graphs": [{"id": "a"}]} {}', 26],
    ['a text after the document', '{"graphs": [{"id": "a"}]} x', 26],
  ])('are refused with %s, and the byte', (_, text, byte) => {
    for (const chunkSize of [text.length, 1]) {
      expect(() => readText(text, chunkSize)).toThrow(
        expect.objectContaining({
          code: 'ONTOLOGY_SYNTAX',
          syntax: 'obo-graph',
          byte,
          expectation: 'valid JSON',
        }),
      )
    }
  })

  it('may be nested however deep', () => {
    const depth = 100_000
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`
    const { terms } = readText(
      `{"graphs": [{"id": "a", "nodes": [{"id": "urn:a", "type": "CLASS", "meta": ${deep}}]}]}`,
    )
    expect([...terms.keys()]).toEqual(['urn:a'])
  })
})
