import { describe, expect, it } from 'vitest'
import { detectSyntax } from './detect-syntax.ts'

function detect(text: string): string {
  return detectSyntax(Buffer.from(text), 'made')
}

describe('the syntax of an ontology', () => {
  it.each([
    ['format-version: 1.2\nontology: cl', 'obo'],
    ['! a comment\n\nformat-version: 1.2', 'obo'],
    ['data-version: 1', 'obo'],
    ['[Term]\nid: X:1', 'obo'],
    ['my-own-tag: 1\nformat-version: 1.2', 'obo'],
    ['\uFEFFformat-version: 1.2', 'obo'],
    ['<?xml version="1.0"?><rdf:RDF', 'rdf-xml'],
    ['\n  <rdf:RDF xmlns:rdf="x">', 'rdf-xml'],
    ['<!-- a comment --><rdf:RDF', 'rdf-xml'],
    ['<owl:Ontology rdf:about="x"/>', 'rdf-xml'],
    ['{"graphs": []}', 'obo-graph'],
    ['\uFEFF\n{\n', 'obo-graph'],
    ['@prefix owl: <x> .', 'turtle'],
    ['# a comment\n# another\n@base <x> .', 'turtle'],
    ['PREFIX owl: <x>', 'turtle'],
    ['<http://example.org/a> a <http://example.org/b> .', 'turtle'],
    ['<#a> a <#b> .', 'turtle'],
    ['_:a <urn:b> <urn:c> .', 'turtle'],
  ])('of %j is %s', (text, syntax) => {
    expect(detect(text)).toBe(syntax)
  })

  it.each([
    ['hello: world', '"hello: world"'],
    ['id,name\n1,a', String.raw`"id,name\n1,a"`],
    ['# a comment and nothing else', '"# a comment and nothing "'],
    ['[1, 2]', '"[1, 2]"'],
    ['<html lang="en">', 'an HTML page'],
    ['Prefix(:=<urn:x>)', 'OWL in functional syntax'],
    ['Prefix: owl: <x>', 'OWL in Manchester syntax'],
    ['PK\u0003\u0004…', 'a zip archive'],
  ])('of %j is unknown', (text, found) => {
    expect(() => detect(text)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_ONTOLOGY_SYNTAX', path: 'made', found }),
    )
  })

  it('in UTF-16 is unknown, and says so', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('format-version: 1.2', 'utf16le')])
    expect(() => detectSyntax(bytes, 'made')).toThrow(expect.objectContaining({ found: 'text in UTF-16' }))
  })
})
