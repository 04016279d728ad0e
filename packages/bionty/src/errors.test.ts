import { isLaminError, LaminError } from '@lamindb/core/errors'
import { describe, expect, it } from 'vitest'
import * as catalogue from './errors.ts'

const examples: Readonly<Record<string, LaminError>> = {
  OntologySyntaxError: new catalogue.OntologySyntaxError(
    { path: 'cl.obo', line: 7 },
    'obo',
    'an id',
    'nothing',
  ),
  UnknownOntologySyntax: new catalogue.UnknownOntologySyntax('cl.obo', '"hello"'),
  NotAnOntology: new catalogue.NotAnOntology({ path: 'cl.json' }, 'obo-graph', "'graphs'", 'other JSON'),
  EmptyOntologyFile: new catalogue.EmptyOntologyFile('cl.obo'),
  OntologyPathIsDirectory: new catalogue.OntologyPathIsDirectory('cl'),
  UnreadableOntologyFile: new catalogue.UnreadableOntologyFile(
    'cl.obo',
    new Error('EACCES: permission denied'),
  ),
  CorruptGzip: new catalogue.CorruptGzip('cl.obo.gz', 12, true, undefined),
  OrganismNotSet: new catalogue.OrganismNotSet('Gene', '`organism` is required'),
  SourceNotFound: new catalogue.SourceNotFound('bionty.Gene', undefined),
  SourceDownloadFailed: new catalogue.SourceDownloadFailed('https://example.org/cl.obo', 404),
  SourceChecksumMismatch: new catalogue.SourceChecksumMismatch('https://example.org/cl.obo', 'a', 'b'),
  SourceContentUnavailable: new catalogue.SourceContentUnavailable(
    { entity: 'bionty.CellType', name: 'cl', version: '1', url: null },
    '/cache',
  ),
  OntologyNotFoundError: new catalogue.OntologyNotFoundError('xyz'),
  OntologyVersionNotFoundError: new catalogue.OntologyVersionNotFoundError('xyz', '1', [
    'https://example.org/xyz.owl',
  ]),
}

describe('the errors of this package', () => {
  const classes = Object.entries(catalogue).filter(([, value]) => value.prototype instanceof LaminError)

  it('each have an example here', () => {
    expect(Object.keys(examples).toSorted()).toEqual(classes.map(([name]) => name).toSorted())
  })

  it('have codes of their own', () => {
    const codes = Object.values(examples).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it.each(Object.entries(examples))('%s is named after its class and says what to do', (name, error) => {
    expect(isLaminError(error)).toBe(true)
    expect(error.name).toBe(name)
    expect(error.hint).toMatch(/\.$/)
  })

  it('say where: path, line or byte', () => {
    expect(examples['OntologySyntaxError']?.message).toBe(
      "File 'cl.obo' is not valid OBO (line 7): expected an id, found nothing.",
    )
    const atByte = new catalogue.OntologySyntaxError(
      { path: 'a.json', byte: 9 },
      'obo-graph',
      'valid JSON',
      '"]"',
    )
    expect(atByte.message).toContain('(byte 9)')
  })
})
