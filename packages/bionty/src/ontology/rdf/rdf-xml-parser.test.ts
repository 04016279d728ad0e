import { describe, expect, it } from 'vitest'
import type { Ontology } from '../ontology.ts'
import { OntologyBuilder } from '../ontology-builder.ts'
import { RdfXmlParser } from './rdf-xml-parser.ts'

const namespaces =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"'

function read(content: string | Uint8Array): Ontology {
  const bytes = Buffer.from(content)
  const builder = new OntologyBuilder()
  const parser = new RdfXmlParser('made.owl', builder, bytes)
  parser.write(bytes)
  builder.setHeader('rdf-xml', parser.end())
  return builder.build()
}

function document(label: string, doctype = '', declaration = ''): string {
  return `${declaration}${doctype}
<rdf:RDF ${namespaces}>
<owl:Class rdf:about="urn:a"><rdfs:label>${label}</rdfs:label></owl:Class>
</rdf:RDF>`
}

function nameIn(content: string | Uint8Array): string | undefined {
  return read(content).terms.get('urn:a')?.name
}

describe('OWL in RDF/XML', () => {
  it('reads entities that the document declares', () => {
    expect(nameIn(document('&greeting; &amp; more', '<!DOCTYPE rdf:RDF [<!ENTITY greeting "hi">]>'))).toBe(
      'hi & more',
    )
  })

  it('reads the encoding that the document declares', () => {
    const text = document('Maté', '', '<?xml version="1.0" encoding="ISO-8859-1"?>')
    expect(nameIn(Buffer.from(text, 'latin1'))).toBe('Maté')
  })

  it('reads a document whose root is a description', () => {
    const content = `<owl:Class ${namespaces} rdf:about="urn:a"><rdfs:label>alone</rdfs:label></owl:Class>`
    expect(nameIn(content)).toBe('alone')
  })

  it.each<[string, string | Uint8Array, number, string]>([
    ['an ampersand that begins no entity', document('a & b'), 3, 'well-formed XML'],
    ['an entity that is not declared', document('&secret;'), 3, 'well-formed XML'],
    [
      'an external entity, which is never fetched',
      document('&x;', '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      3,
      'well-formed XML',
    ],
    [
      'entities that explode',
      document(
        '&c;',
        `<!DOCTYPE rdf:RDF [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]>`,
      ),
      1,
      'entities of at most 4096 characters',
    ],
    ['a wrong closing tag', document('a</rdfs:comment>'), 3, 'well-formed XML'],
    ['an undeclared prefix', document('<x:y/>'), 3, 'well-formed XML'],
    ['a tag that never ends', document('a').slice(0, -12), 3, 'well-formed XML'],
    ['an attribute without quotes', document('<rdfs:x y=1/>'), 3, 'well-formed XML'],
    ['bytes that are not UTF-8', Buffer.from(document('Maté'), 'latin1'), 1, 'text in UTF-8'],
    [
      'an unknown encoding',
      document('a', '', '<?xml version="1.0" encoding="klingon"?>'),
      1,
      'a known encoding',
    ],
    ['text after the root', `${document('a')}\nmore`, 5, 'well-formed XML'],
  ])('refuses %s, with its line', (_, content, line, expectation) => {
    expect(() => read(content)).toThrow(
      expect.objectContaining({
        code: 'ONTOLOGY_SYNTAX',
        syntax: 'rdf-xml',
        path: 'made.owl',
        line,
        expectation,
      }),
    )
  })
})
