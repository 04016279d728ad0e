import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Ontology, OntologyTerm } from './ontology.ts'
import type { OntologyProgress, OntologySource } from './ontology-source.ts'
import { type ImportResolver, readOntology } from './read-ontology.ts'

const fixtures = new URL('../../test/fixtures/ontologies/', import.meta.url)
const syntaxes = ['obo', 'owl', 'json', 'ttl'] as const

function fixture(name: string): Buffer {
  return readFileSync(new URL(name, fixtures))
}

function source(content: string | Uint8Array, chunkSize = 64 * 1024, name = 'made'): OntologySource {
  const bytes = Buffer.from(content)
  return {
    name,
    sizeBytes: bytes.length,
    async *open() {
      for (let i = 0; i < bytes.length; i += chunkSize) yield bytes.subarray(i, i + chunkSize)
    },
  }
}

/** Terms with their lists sorted, as some syntaxes have no order. */
function sortedTerms({ terms }: Ontology): OntologyTerm[] {
  const all = [...terms.values()].map(({ ...term }) => ({
    ...term,
    exactSynonyms: term.exactSynonyms.toSorted(),
    parents: term.parents.toSorted(),
  }))
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function expectedTerms(): OntologyTerm[] {
  const none = {
    name: undefined,
    definition: undefined,
    exactSynonyms: [],
    parents: [],
    partOf: [],
    isObsolete: false,
    replacedBy: [],
    consider: [],
    alternativeIds: [],
  }
  const terms = JSON.parse(fixture('tea.expected.json').toString()) as OntologyTerm[]
  return terms.map((term) => ({ ...none, ...term })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

describe.each(syntaxes)('the ontology of tea as .%s', (suffix) => {
  const content = fixture(`tea.${suffix}`)

  it('has the same terms as in the other syntaxes', async () => {
    expect(sortedTerms(await readOntology(source(content)))).toEqual(expectedTerms())
  })

  it('tells its name, its version and that part-of is transitive', async () => {
    const { header } = await readOntology(source(content))
    const common = { name: 'tea', versionInfo: '2024-05-06', partOfIsTransitive: true, imports: [] }
    const iri = 'http://purl.obolibrary.org/obo/tea/releases/2024-05-06/tea.owl'
    const version = suffix === 'obo' ? { dataVersion: 'releases/2024-05-06' } : { versionIri: iri }
    expect(header).toMatchObject({ ...common, ...version })
  })

  it('reports the parent that is declared nowhere', async () => {
    const { warnings } = await readOntology(source(content))
    expect(warnings).toEqual([{ kind: 'undeclared-parents', ids: ['HERB:0000001'] }])
  })

  it.each([1, 7, 1000])('reads the same in chunks of %i bytes', async (chunkSize) => {
    expect(sortedTerms(await readOntology(source(content, chunkSize)))).toEqual(expectedTerms())
  })

  it.each([1, 50, 64 * 1024])('reads the same gzipped, in chunks of %i bytes', async (chunkSize) => {
    expect(sortedTerms(await readOntology(source(gzipSync(content), chunkSize)))).toEqual(expectedTerms())
  })

  it('reads the same with a byte order mark, and with Windows line ends where they mean nothing', async () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), content])
    expect(sortedTerms(await readOntology(source(marked)))).toEqual(expectedTerms())
    if (suffix === 'ttl') return // a line end within """…""" belongs to the text
    const windows = content.toString().replaceAll('\n', '\r\n')
    expect(sortedTerms(await readOntology(source(windows)))).toEqual(expectedTerms())
  })
})

describe.each(['owl', 'json'] as const)('a download of .%s that broke off', (suffix) => {
  const content = fixture(`tea.${suffix}`)

  it.each([0.3, 0.5, 0.7, 0.999])('after %d of its bytes ends in a named error', async (part) => {
    const cut = content.subarray(0, Math.floor(content.length * part))
    await expect(readOntology(source(cut))).rejects.toMatchObject({ code: 'ONTOLOGY_SYNTAX', path: 'made' })
  })
})

describe('reading an ontology', () => {
  it('reads several gzip members as one content', async () => {
    const content = fixture('tea.obo')
    const members = [gzipSync(content.subarray(0, 900)), gzipSync(content.subarray(900))]
    expect(gunzipSync(Buffer.concat(members))).toEqual(content)
    expect(sortedTerms(await readOntology(source(Buffer.concat(members))))).toEqual(expectedTerms())
  })

  it('reports stored bytes and terms as it goes', async () => {
    const seen: OntologyProgress[] = []
    const content = Buffer.from('[Term]\nid: X:1\n\n[Term]\nid: X:2\n'.padEnd(9000, '\n'))
    await readOntology(source(content, 4500), { onProgress: (progress) => seen.push(progress) })
    expect(seen).toEqual([
      { bytesRead: 4500, totalBytes: 9000, terms: 1 },
      { bytesRead: 9000, totalBytes: 9000, terms: 1 },
      { bytesRead: 9000, totalBytes: 9000, terms: 2 },
    ])
  })

  const block = Buffer.from('[Term]\nid: X:1\n\n'.repeat(400))

  it.each([
    ['plain', block],
    ['gzipped', gzipSync(block)],
  ])('stops between chunks when it is aborted, and closes the source: %s', async (_, chunk) => {
    const controller = new AbortController()
    const reason = new Error('no longer wanted')
    let isClosed = false
    const endless: OntologySource = {
      name: 'endless',
      async *open() {
        try {
          for (;;) yield chunk
        } finally {
          isClosed = true
        }
      },
    }
    const reading = readOntology(endless, {
      signal: controller.signal,
      onProgress: ({ terms }) => {
        if (terms > 0) controller.abort(reason)
      },
    })
    await expect(reading).rejects.toBe(reason)
    await expect.poll(() => isClosed).toBe(true)
  })

  it('does not open the source when it is aborted from the start', async () => {
    const refuses: OntologySource = {
      name: 'never',
      open: () => {
        throw new Error('was opened')
      },
    }
    await expect(readOntology(refuses, { signal: AbortSignal.abort(new Error('at once')) })).rejects.toThrow(
      'at once',
    )
  })

  it('passes on the error of a source, gzipped or not', async () => {
    const failing = (first: Uint8Array): OntologySource => ({
      name: 'failing',
      async *open() {
        yield first
        throw new Error('the line went dead')
      },
    })
    const long = Buffer.from(`format-version: 1.2\n${'! comment\n'.repeat(1000)}`)
    await expect(readOntology(failing(long))).rejects.toThrow('the line went dead')
    await expect(readOntology(failing(gzipSync(long).subarray(0, 30)))).rejects.toThrow('the line went dead')
  })
})

describe('what is no ontology', () => {
  const gzipped = gzipSync(Buffer.from('format-version: 1.2\n'.repeat(500)))
  const damaged = Buffer.from(gzipped)
  damaged.fill(0xff, 12, 30)

  it.each([
    ['nothing', '', { code: 'EMPTY_ONTOLOGY_FILE' }],
    ['blanks', ' \n\n ', { code: 'EMPTY_ONTOLOGY_FILE' }],
    ['an empty gzip file', gzipSync(''), { code: 'EMPTY_ONTOLOGY_FILE' }],
    [
      'gzip that is cut',
      gzipped.subarray(0, -6),
      { code: 'CORRUPT_GZIP', truncated: true, byte: gzipped.length - 6 },
    ],
    ['gzip that is damaged', damaged, { code: 'CORRUPT_GZIP', truncated: false }],
    ['plain text', 'hello world', { code: 'UNKNOWN_ONTOLOGY_SYNTAX', found: '"hello world"' }],
    ['a page', '<!DOCTYPE html><html></html>', { code: 'UNKNOWN_ONTOLOGY_SYNTAX', found: 'an HTML page' }],
    ['JSON without graphs', '{"graph": [1, {}]}', { code: 'NOT_AN_ONTOLOGY', syntax: 'obo-graph' }],
    [
      'XML that is no RDF',
      '<?xml version="1.0"?>\n<svg xmlns="urn:svg"/>',
      { code: 'NOT_AN_ONTOLOGY', line: 2 },
    ],
    [
      'OWL/XML',
      '<?xml version="1.0"?><Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="urn:x"/>',
      { code: 'NOT_AN_ONTOLOGY', syntax: 'rdf-xml' },
    ],
    [
      'RDF without classes',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
      { code: 'NOT_AN_ONTOLOGY', syntax: 'rdf-xml' },
    ],
    [
      'triples without classes',
      '@prefix a: <urn:a> .\n<urn:x> a <urn:y> .',
      { code: 'NOT_AN_ONTOLOGY', syntax: 'turtle' },
    ],
  ])('is refused by one error: %s', async (_, content, error) => {
    await expect(readOntology(source(content, 64))).rejects.toMatchObject({ path: 'made', ...error })
  })
})

describe('imports', () => {
  const pot = fixture('pot.obo')
  const resolveTea: ImportResolver = async (reference) =>
    reference === 'tea' ? source(fixture('tea.owl'), 1000, 'tea.owl') : undefined

  it('are listed as missing when nothing resolves them', async () => {
    const { header, warnings, terms } = await readOntology(source(pot))
    expect(header.imports).toEqual(['tea', 'http://example.org/nowhere.obo'])
    expect(warnings).toContainEqual({
      kind: 'unresolved-imports',
      references: ['tea', 'http://example.org/nowhere.obo'],
    })
    expect([...terms.keys()]).toEqual(['POT:0000001', 'TEA:0000006'])
  })

  it('add their terms, in whatever syntax, while header and names of the importing file hold', async () => {
    const { header, warnings, terms } = await readOntology(source(pot), { resolveImport: resolveTea })
    expect(header).toMatchObject({ syntax: 'obo', name: 'pot' })
    expect(terms.size).toBe(21)
    expect(terms.get('TEA:0000006')).toMatchObject({ name: 'tea pot', parents: ['TEA:0000010'] })
    expect(warnings).toContainEqual({ kind: 'defined-twice', ids: ['TEA:0000006'] })
    expect(warnings).toContainEqual({
      kind: 'unresolved-imports',
      references: ['http://example.org/nowhere.obo'],
    })
  })

  it('of each other end', async () => {
    const circular = source('ontology: a\nimport: b\n[Term]\nid: A:1\n', 10, 'a')
    const other = source('ontology: b\nimport: a\n[Term]\nid: B:1\n', 10, 'b')
    const resolveImport: ImportResolver = async (reference) => (reference === 'a' ? circular : other)
    const { terms } = await readOntology(circular, { resolveImport })
    expect([...terms.keys()]).toEqual(['A:1', 'B:1'])
  })
})
