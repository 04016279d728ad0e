import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readOntologyFile } from './ontology-file.ts'

const fixtures = fileURLToPath(new URL('../../test/fixtures/ontologies/', import.meta.url))

describe('an ontology file', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ontology-'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  function write(name: string, content: string | Uint8Array): string {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }

  it('is read with the md5 and the size of its stored bytes', async () => {
    const stored = gzipSync(readFileSync(join(fixtures, 'tea.owl')))
    const file = await readOntologyFile(write('tea.owl.gz', stored))
    expect(file.ontology.terms.size).toBe(20)
    expect(file.sizeBytes).toBe(stored.length)
    expect(file.md5).toBe(createHash('md5').update(stored).digest('hex'))
  })

  it('is told by its content, whatever its name says', async () => {
    copyFileSync(join(fixtures, 'tea.obo'), join(folder, 'tea.owl'))
    const { ontology } = await readOntologyFile(join(folder, 'tea.owl'))
    expect(ontology.header.syntax).toBe('obo')
  })

  it('finds imports beside itself, in any syntax, and leaves others unresolved', async () => {
    copyFileSync(join(fixtures, 'pot.obo'), join(folder, 'pot.obo'))
    write('tea.json.gz', gzipSync(readFileSync(join(fixtures, 'tea.json'))))
    const { ontology } = await readOntologyFile(join(folder, 'pot.obo'))
    expect(ontology.terms.size).toBe(21)
    expect(ontology.warnings).toContainEqual({
      kind: 'unresolved-imports',
      references: ['http://example.org/nowhere.obo'],
    })
  })

  it('finds imports named by a file address', async () => {
    const other = write('other.obo', '[Term]\nid: X:2\n')
    const path = write('made.obo', `import: ${pathToFileURL(other).href}\n[Term]\nid: X:1\n`)
    const { ontology } = await readOntologyFile(path)
    expect([...ontology.terms.keys()]).toEqual(['X:1', 'X:2'])
  })

  it('that is missing is an error with its path', async () => {
    const path = join(folder, 'missing.obo')
    await expect(readOntologyFile(path)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', path })
    await expect(readOntologyFile(join(write('a.obo', ''), 'b.obo'))).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
  })

  it('that is a directory is an error with its path', async () => {
    const path = join(folder, 'cl.obo')
    mkdirSync(path)
    await expect(readOntologyFile(path)).rejects.toMatchObject({ code: 'ONTOLOGY_PATH_IS_DIRECTORY', path })
  })

  it('that is empty is an error with its path', async () => {
    const path = write('empty.obo', '')
    await expect(readOntologyFile(path)).rejects.toMatchObject({ code: 'EMPTY_ONTOLOGY_FILE', path })
  })

  it('that breaks off within its gzip is an error with its path and byte', async () => {
    const path = write('cut.obo.gz', gzipSync(readFileSync(join(fixtures, 'tea.obo'))).subarray(0, 1000))
    await expect(readOntologyFile(path)).rejects.toMatchObject({
      code: 'CORRUPT_GZIP',
      path,
      byte: 1000,
      truncated: true,
    })
  })

  it('is not read when aborted', async () => {
    const signal = AbortSignal.abort(new Error('not now'))
    await expect(readOntologyFile(join(fixtures, 'tea.obo'), { signal })).rejects.toThrow('not now')
  })
})
