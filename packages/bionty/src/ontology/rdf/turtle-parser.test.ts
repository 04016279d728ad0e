import { describe, expect, it } from 'vitest'
import { OntologyBuilder } from '../ontology-builder.ts'
import { TurtleParser } from './turtle-parser.ts'

const start = '@prefix owl: <http://www.w3.org/2002/07/owl#> .\n'

function read(content: string | Uint8Array): OntologyBuilder {
  const builder = new OntologyBuilder()
  const parser = new TurtleParser('made.ttl', builder)
  parser.write(Buffer.from(content))
  builder.setHeader('turtle', parser.end())
  return builder
}

describe('OWL in Turtle', () => {
  it('reads N-Triples, too', () => {
    const triple =
      '<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> .'
    expect(read(triple).termCount).toBe(1)
  })

  it.each([
    ['an open string', `${start}\n<urn:a> a owl:Class ; owl:x "abc .\n`, 3],
    ['a bracket out of place', `${start}<urn:a> a owl:Class ; ] .`, 2],
    ['an undeclared prefix', `${start}<urn:a> a rdfs:Class .`, 2],
    ['a triple that breaks off', `${start}\n\n<urn:a> a owl:Cl`, 4],
  ])('refuses %s, with its line', (_, content, line) => {
    expect(() => read(content)).toThrow(
      expect.objectContaining({ code: 'ONTOLOGY_SYNTAX', syntax: 'turtle', path: 'made.ttl', line }),
    )
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(() => read(Buffer.from([0x23, 0xff, 0x0a]))).toThrow(
      expect.objectContaining({ code: 'ONTOLOGY_SYNTAX', expectation: 'text in UTF-8' }),
    )
  })
})
