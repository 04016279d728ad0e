import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { RdfXmlGrammar } from './rdf-xml-grammar.ts'

const prefixes: Readonly<Record<string, string>> = {
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:',
  'http://example.org/#': 'ex:',
  'http://example.org/base': 'base:',
}

/** The triples of a snippet within `rdf:RDF`, as `subject predicate object`; literals in quotes. */
function triples(snippet: string, attributes = ''): string[] {
  const found: string[] = []
  const grammar = new RdfXmlGrammar((subject, predicate, object, isLiteral) => {
    found.push(`${short(subject)} ${short(predicate)} ${isLiteral ? `"${object}"` : short(object)}`)
  })
  const xml = new SaxesParser({ xmlns: true as const })
  xml.on('opentag', (tag) => grammar.open(tag))
  xml.on('text', (text) => grammar.text(text))
  xml.on('cdata', (text) => grammar.text(text))
  xml.on('closetag', () => grammar.close())
  const namespaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="http://example.org/#"'
  xml.write(`<rdf:RDF ${namespaces} ${attributes}>${snippet}</rdf:RDF>`).close()
  return found
}

function short(iri: string): string {
  const namespace = Object.keys(prefixes).find((start) => iri.startsWith(start))
  return namespace === undefined ? iri : `${prefixes[namespace]}${iri.slice(namespace.length)}`
}

describe('RDF/XML becomes triples', () => {
  it.each<[string, string, string[]]>([
    [
      'a description with a literal',
      '<rdf:Description rdf:about="urn:a"><ex:p>text</ex:p></rdf:Description>',
      ['urn:a ex:p "text"'],
    ],
    ['a typed node', '<ex:C rdf:about="urn:a"/>', ['urn:a rdf:type ex:C']],
    [
      'a resource',
      '<rdf:Description rdf:about="urn:a"><ex:p rdf:resource="urn:b"/></rdf:Description>',
      ['urn:a ex:p urn:b'],
    ],
    [
      'an empty literal',
      '<rdf:Description rdf:about="urn:a"><ex:p/><ex:q></ex:q></rdf:Description>',
      ['urn:a ex:p ""', 'urn:a ex:q ""'],
    ],
    [
      'a nested node, complete before it is named',
      '<rdf:Description rdf:about="urn:a"><ex:p> <ex:C><ex:q>x</ex:q></ex:C> </ex:p></rdf:Description>',
      ['_:1 rdf:type ex:C', '_:1 ex:q "x"', 'urn:a ex:p _:1'],
    ],
    [
      'property attributes and a type as an attribute',
      '<rdf:Description rdf:about="urn:a" ex:p="x" rdf:type="urn:C" xml:lang="en"/>',
      ['urn:a rdf:type urn:C', 'urn:a ex:p "x"'],
    ],
    [
      'attributes on an empty property',
      '<rdf:Description rdf:about="urn:a"><ex:p ex:q="x"/><ex:p rdf:resource="urn:b" ex:q="y"/></rdf:Description>',
      ['_:1 ex:q "x"', 'urn:a ex:p _:1', 'urn:b ex:q "y"', 'urn:a ex:p urn:b'],
    ],
    [
      'named blank nodes',
      '<rdf:Description rdf:about="urn:a"><ex:p rdf:nodeID="n"/></rdf:Description><ex:C rdf:nodeID="n"/>',
      ['urn:a ex:p _:n', '_:n rdf:type ex:C'],
    ],
    [
      'parse type Resource',
      '<rdf:Description rdf:about="urn:a"><ex:p rdf:parseType="Resource"><ex:q>x</ex:q></ex:p></rdf:Description>',
      ['urn:a ex:p _:1', '_:1 ex:q "x"'],
    ],
    [
      'parse type Collection',
      '<rdf:Description rdf:about="urn:a"><ex:p rdf:parseType="Collection"><ex:C rdf:about="urn:b"/><rdf:Description rdf:about="urn:c"/></ex:p></rdf:Description>',
      [
        'urn:b rdf:type ex:C',
        'urn:a ex:p _:1',
        '_:1 rdf:first urn:b',
        '_:1 rdf:rest _:2',
        '_:2 rdf:first urn:c',
        '_:2 rdf:rest rdf:nil',
      ],
    ],
    [
      'an empty collection',
      '<rdf:Description rdf:about="urn:a"><ex:p rdf:parseType="Collection"/></rdf:Description>',
      ['urn:a ex:p rdf:nil'],
    ],
    [
      'parse type Literal, as the text in it',
      '<rdf:Description rdf:about="urn:a"><ex:p rdf:parseType="Literal">one <b>two <i>three</i></b></ex:p><ex:q>x</ex:q></rdf:Description>',
      ['urn:a ex:p "one two three"', 'urn:a ex:q "x"'],
    ],
    [
      'list items',
      '<rdf:Seq rdf:about="urn:a"><rdf:li>x</rdf:li><rdf:li rdf:resource="urn:b"/></rdf:Seq>',
      ['urn:a rdf:type rdf:Seq', 'urn:a rdf:_1 "x"', 'urn:a rdf:_2 urn:b'],
    ],
    [
      'entities, CDATA and comments in a literal',
      '<rdf:Description rdf:about="urn:a"><ex:p>a &amp; <!-- no -->b &#x3b1;<![CDATA[ <c> ]]></ex:p></rdf:Description>',
      ['urn:a ex:p "a & b α <c> "'],
    ],
    [
      'attributes without a namespace, as in early documents',
      '<rdf:Description about="urn:a"><ex:p resource="urn:b"/></rdf:Description>',
      ['urn:a ex:p urn:b'],
    ],
    [
      'another prefix for the namespace of RDF',
      '<r:Description xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about="urn:a"><ex:p r:resource="urn:b"/></r:Description>',
      ['urn:a ex:p urn:b'],
    ],
    [
      'datatypes and languages, which are dropped',
      '<rdf:Description rdf:about="urn:a"><ex:p rdf:datatype="urn:int">1</ex:p><ex:p xml:lang="de">zwei</ex:p></rdf:Description>',
      ['urn:a ex:p "1"', 'urn:a ex:p "zwei"'],
    ],
  ])('%s', (_, snippet, expected) => {
    expect(triples(snippet)).toEqual(expected)
  })

  it('resolves references against the nearest base', () => {
    const snippet = `
      <ex:C rdf:about="#a"/><ex:C rdf:ID="b"/><ex:C rdf:about=""/><ex:C rdf:about="other"/>
      <ex:C xml:base="http://example.org/dir/file#old" rdf:about="../up"><ex:p rdf:resource="#c"/></ex:C>`
    expect(triples(snippet, 'xml:base="http://example.org/base"')).toEqual([
      'base:#a rdf:type ex:C',
      'base:#b rdf:type ex:C',
      'base: rdf:type ex:C',
      'http://example.org/other rdf:type ex:C',
      'http://example.org/up rdf:type ex:C',
      'http://example.org/up ex:p http://example.org/dir/file#c',
    ])
  })

  it('leaves references alone where there is no base', () => {
    expect(triples('<ex:C rdf:about="#a"/>')).toEqual(['#a rdf:type ex:C'])
  })
})
