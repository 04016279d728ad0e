import { describe, expect, it } from 'vitest'
import type { Ontology, OntologyTerm } from '../ontology.ts'
import { OntologyBuilder } from '../ontology-builder.ts'
import { OboParser } from './obo-parser.ts'

function read(...lines: string[]): Ontology {
  const builder = new OntologyBuilder()
  const parser = new OboParser('made.obo', builder)
  parser.write(Buffer.from(lines.join('\n')))
  builder.setHeader('obo', parser.end())
  return builder.build()
}

/** The term `X:1` of a stanza with these lines. */
function term(...lines: string[]): OntologyTerm | undefined {
  return read('[Term]', 'id: X:1', ...lines).terms.get('X:1')
}

describe('a clause of a term', () => {
  it.each<[string, Partial<OntologyTerm>]>([
    ['name: T cell', { name: 'T cell' }],
    ['name:T cell', { name: 'T cell' }],
    ['name:  two blanks before', { name: ' two blanks before' }],
    ['name: trailing blanks  ', { name: 'trailing blanks  ' }],
    ['name: a! b', { name: 'a! b' }],
    ['name: {not} a qualifier', { name: '{not} a qualifier' }],
    ['name: braces {at the end}', { name: 'braces {at the end}' }],
    ['name: T cell {source="CL:1", comment="x"} ', { name: 'T cell' }],
    [String.raw`name: T cell \{source="CL:1"\}`, { name: 'T cell {source="CL:1"}' }],
    [String.raw`name: a\!b\:c\,d\(e\)f\[g\]h\W\i`, { name: 'a!b:c,d(e)f[g]h i' }],
    ['name: ', { name: undefined }],
    ['name:', { name: undefined }],
    ['name : blank before the colon', { name: 'blank before the colon' }],
    [
      String.raw`def: "say \"hi\" {now}! \\ to\tall" [X:2 "a \"b\""] {a="b"} ! c`,
      { definition: 'say "hi" {now}! \\ to\tall' },
    ],
    ['def: "" []', { definition: undefined }],
    ['def: "no cross-references"', { definition: 'no cross-references' }],
    ['synonym: "a" EXACT []', { exactSynonyms: ['a'] }],
    ['synonym: "a" EXACT ABBR [X:2]', { exactSynonyms: ['a'] }],
    ['synonym: "a" EXACT', { exactSynonyms: ['a'] }],
    ['synonym: "a" EXACTLY []', { exactSynonyms: [] }],
    ['synonym: "a EXACT []" RELATED []', { exactSynonyms: [] }],
    ['synonym: "a"', { exactSynonyms: [] }],
    ['synonym: "a" NARROW []', { exactSynonyms: [] }],
    ['exact_synonym: "a" []', { exactSynonyms: ['a'] }],
    ['related_synonym: "a" []', { exactSynonyms: [] }],
    ['is_a: X:2 ! two', { parents: ['X:2'] }],
    ['is_a: X:2{source="a"}', { parents: ['X:2'] }],
    ['is_a: X:2!two', { parents: ['X:2'] }],
    [String.raw`is_a: X\:2\ 3`, { parents: ['X:2 3'] }],
    ['is_a: http://example.org/a#b', { parents: ['http://example.org/a#b'] }],
    ['relationship: part_of X:2 ! two', { partOf: ['X:2'] }],
    ['relationship: BFO:0000050 X:2 {a="b"}', { partOf: ['X:2'] }],
    ['relationship: has_part X:2', { partOf: [] }],
    ['intersection_of: part_of X:2', { partOf: [] }],
    ['is_obsolete: true', { isObsolete: true }],
    ['is_obsolete: false', { isObsolete: false }],
    ['replaced_by: X:2', { replacedBy: ['X:2'] }],
    ['consider: X:2', { consider: ['X:2'] }],
    ['alt_id: X:2', { alternativeIds: ['X:2'] }],
    [String.raw`xref: http\://example.org "a : b" {c="d"}`, {}],
    [': no tag at all', {}],
    ['! a comment', {}],
    ['   ', {}],
  ])('%s', (line, expected) => {
    expect(term(line)).toMatchObject(expected)
  })
})

describe('clauses together', () => {
  it('keep the first name and the first definition', () => {
    const lines = ['name:', 'name: first', 'name: second', 'def: "one" []', 'def: "two" []']
    expect(term(...lines)).toMatchObject({ name: 'first', definition: 'one' })
  })

  it('give each value once, in their order', () => {
    const lines = [
      'is_a: X:3',
      'is_a: X:2',
      'is_a: X:3',
      'synonym: "b" EXACT []',
      'synonym: "b" EXACT ABBR []',
    ]
    expect(term(...lines)).toMatchObject({ parents: ['X:3', 'X:2'], exactSynonyms: ['b'] })
  })

  it('may come before the id', () => {
    const { terms } = read('[Term]', 'name: a', 'relationship: part_of X:2', 'id: X:1')
    expect(terms.get('X:1')).toMatchObject({ name: 'a', partOf: ['X:2'] })
  })

  it('of stanzas with one id are one term', () => {
    const { terms } = read('[Term]', 'id: X:1', 'is_a: X:2', '[Term]', 'id: X:1', 'name: a', 'is_a: X:3')
    expect([...terms.values()]).toMatchObject([{ name: 'a', parents: ['X:2', 'X:3'] }])
  })

  it('warn when two stanzas of one id disagree on the name', () => {
    const { terms, warnings } = read('[Term]', 'id: X:1', 'name: a', '[Term]', 'id: X:1', 'name: b')
    expect(terms.get('X:1')?.name).toBe('a')
    expect(warnings).toEqual([{ kind: 'defined-twice', ids: ['X:1'] }])
  })

  it('warn of a definition without quotes, which is not read', () => {
    const { terms, warnings } = read('[Term]', 'id: X:1', 'def: bare words')
    expect(terms.get('X:1')?.definition).toBeUndefined()
    expect(warnings).toEqual([{ kind: 'definition-without-quotes', ids: ['X:1'] }])
  })
})

describe('the part-of relation', () => {
  it.each([
    ['its cross-reference', ['[Typedef]', 'id: belongs', 'xref: BFO:0000050', 'is_transitive: true']],
    ['its name', ['[Typedef]', 'id: belongs', 'name: part of', 'is_transitive: true ! yes']],
  ])('is known by %s, even if that comes last', (_, typedef) => {
    const { terms, header } = read('[Term]', 'id: X:1', 'relationship: belongs X:2', ...typedef)
    expect(terms.get('X:1')?.partOf).toEqual(['X:2'])
    expect(header.partOfIsTransitive).toBe(true)
  })

  it('is not transitive because another relation is', () => {
    const { header } = read('[Typedef]', 'id: part_of', '[Typedef]', 'id: has_part', 'is_transitive: true')
    expect(header.partOfIsTransitive).toBe(false)
  })
})

describe('lines', () => {
  it.each([
    ['LF', '[Term]\nid: X:1\nname: a\n'],
    ['CR LF', '[Term]\r\nid: X:1\r\nname: a\r\n'],
    ['CR', '[Term]\rid: X:1\rname: a\r'],
    ['no end', '[Term]\nid: X:1\nname: a'],
    ['a continued clause', '[Term]\nid: X:1\nname: \\\na\n'],
    ['a clause continued twice, by CR LF', '[Term]\r\nid: \\\r\nX:\\\r\n1\r\nname: a'],
  ])('may end with %s', (_, text) => {
    expect([...read(text).terms.values()]).toMatchObject([{ id: 'X:1', name: 'a' }])
  })

  it('are not continued by an escaped backslash', () => {
    expect(read('[Term]', 'id: X:1', String.raw`name: a\\`, 'is_a: X:2').terms.get('X:1')).toMatchObject({
      name: 'a\\',
      parents: ['X:2'],
    })
  })
})

describe('the header', () => {
  it('gives name, versions and imports', () => {
    const { header } = read(
      'format-version: 1.2',
      'data-version: releases/2024-01-01',
      'ontology: made',
      'import: http://example.org/other.obo',
      'property_value: http://www.w3.org/2002/07/owl#versionInfo "2024-01-01" xsd:string',
    )
    expect(header).toEqual({
      syntax: 'obo',
      name: 'made',
      dataVersion: 'releases/2024-01-01',
      versionInfo: '2024-01-01',
      versionIri: undefined,
      imports: ['http://example.org/other.obo'],
      partOfIsTransitive: false,
    })
  })
})

describe('broken OBO', () => {
  it.each<[string, string[], number, string]>([
    [
      'an open stanza header',
      ['[Term]', 'id: X:1', '', '[Term', 'id: X:2'],
      4,
      "the closing ']' of a stanza header",
    ],
    ['a line without a tag', ['[Term]', 'id: X:1', 'name no colon'], 3, 'a tag followed by a colon'],
    ['a header line without a tag', ['format-version 1.2'], 1, 'a tag followed by a colon'],
    ['a term without an id', ['[Term]', 'name: a', '', '[Term]', 'id: X:2'], 1, 'an id in the stanza [Term]'],
    [
      'a last stanza without an id',
      ['[Term]', 'id: X:1', '[Typedef]', 'name: a'],
      3,
      'an id in the stanza [Typedef]',
    ],
    ['two ids in a stanza', ['[Term]', 'id: X:1', 'id: X:2'], 3, 'one id in a stanza'],
    ['an empty id', ['[Term]', 'id: ! nothing'], 2, 'an id'],
    ['a definition that breaks off', ['[Term]', 'id: X:1', 'def: "A cell tha'], 3, 'a closing quote'],
    [
      'a synonym that breaks off',
      ['[Term]', 'id: X:1', String.raw`synonym: "a\" EXACT []`],
      3,
      'a closing quote',
    ],
    ['a synonym without quotes', ['[Term]', 'id: X:1', 'synonym: a EXACT []'], 3, 'a text in quotes'],
    ['an empty parent', ['[Term]', 'id: X:1', 'is_a: ! root'], 3, 'an id'],
    [
      'a relationship without an object',
      ['[Term]', 'id: X:1', 'relationship: part_of'],
      3,
      'a relation and the id of a term',
    ],
    ['a mistake after a continued line', ['[Term]', 'id: \\', 'X:1', 'oops'], 4, 'a tag followed by a colon'],
  ])('%s is an error with its line', (_, lines, line, expectation) => {
    expect(() => read(...lines)).toThrow(
      expect.objectContaining({
        code: 'ONTOLOGY_SYNTAX',
        syntax: 'obo',
        path: 'made.obo',
        line,
        expectation,
      }),
    )
  })

  it('that is not UTF-8 is an error with its line', () => {
    const parser = new OboParser('made.obo', new OntologyBuilder())
    const bytes = Buffer.concat([Buffer.from('[Term]\nid: X:1\nname: '), Buffer.from([0xff, 0xfe, 0x0a])])
    expect(() => parser.write(bytes)).toThrow(
      expect.objectContaining({ line: 3, expectation: 'text in UTF-8' }),
    )
  })

  it('shortens what it found', () => {
    expect(() => read('x'.repeat(1000))).toThrow(`found '${'x'.repeat(40)}…'`)
  })
})
