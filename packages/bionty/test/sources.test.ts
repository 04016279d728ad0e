import { describe, expect, it } from 'vitest'

import { provideValue } from '@lamindb/core'
import { databases } from '@lamindb/core/testing'

import { fetchToken } from '../src/content/download-file.ts'
import { addCells, cells, fixture, openBionty, putContent } from './support.ts'

const listed = { entity: 'bionty.CellType', name: 'cl', organism: 'all', version: '2026-06-08' }

describe.each(databases)('sources on %s', (database) => {
  it('are in use one at a time for a name, entity and organism', async () => {
    await using test = await openBionty(database)
    const { Source } = test.db.bionty
    const older = await Source.create({ ...cells('2020-01-01'), currentlyUsed: true }).save()
    const inUse = async (): Promise<string[]> =>
      (await Source.filter({ entity: 'bionty.CellType', currentlyUsed: true }))
        .map(({ version }) => version)
        .toSorted()
    expect(await inUse()).toEqual(['2020-01-01', '2026-06-08'])
    await older.save()
    expect(await inUse()).toEqual(['2020-01-01'])
    const lines = await Source.filter({ entity: 'bionty.CellLine' })
    for (const line of lines) {
      line.currentlyUsed = true
      await line.save()
    }
    expect(await Source.filter({ entity: 'bionty.CellLine', currentlyUsed: true }).count()).toBe(lines.length)
  })

  it('come back, and are brought into use on demand, when they are synchronised with the list', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const { Source } = db.bionty
    await (await Source.get(listed)).delete({ permanent: true })
    await (await Source.get({ entity: 'bionty.Tissue' })).delete()
    const older = await Source.create({ ...cells('2020-01-01'), currentlyUsed: true }).save()
    const clo = await Source.get({ name: 'clo' })
    clo.description = 'changed'
    await clo.save()
    await db.bionty.syncPublicSources()
    expect(await Source.filter().count()).toBe(44)
    expect((await Source.get(listed)).currentlyUsed).toBe(false)
    expect((await Source.get({ name: 'clo' })).description).toBe('Cell Line Ontology')
    await db.bionty.syncPublicSources({ updateCurrentlyUsed: true })
    expect((await Source.get(listed)).currentlyUsed).toBe(true)
    expect((await Source.get({ id: older.id })).currentlyUsed).toBe(false)
    expect(await Source.filter({ currentlyUsed: true }).count()).toBe(37)
  })

  it('are added with a file, whose table becomes a hidden artifact', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const { CellType } = db.bionty
    const source = await CellType.addSource('cl', { file: fixture('cells-1.obo'), version: '2024-01-01' })
    expect(source).toMatchObject({
      version: '2024-01-01',
      url: 'http://purl.obolibrary.org/obo/cl/releases/2024-01-01/cl.owl',
      currentlyUsed: false,
      inDb: false,
    })
    const artifact = await source.dataframeArtifact
    expect(artifact).toMatchObject({
      key: 'df_all__cl__2024-01-01__CellType.parquet',
      kind: '__lamindb_run__',
      nObservations: 9,
      runId: null,
    })
    const table = await CellType.public({ source })
    expect([table.constructor.name, table.length]).toEqual(['StaticReference', 9])
    expect(table.toDataFrame()[4]).toMatchObject({
      name: 'T cell',
      parents: ['CL:0000542'],
      synonyms: 'T lymphocyte|T-cell',
    })
    expect((await CellType.addSource('cl', { version: '2024-01-01' })).id).toBe(source.id)
    expect(await CellType.importSource({ source })).toMatchObject({ rows: 9, inserted: 9, linked: 7 })
    await expect(CellType.addSource('cl')).rejects.toThrow('please specify `version`')
  })

  it('of another registry are taken over', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const cellSource = await addCells(db)
    const added = await db.bionty.Tissue.addSource(cellSource)
    expect(added).toMatchObject({ entity: 'bionty.Tissue', name: 'cl', currentlyUsed: true, url: null })
    await expect(db.bionty.Gene.addSource('mine')).rejects.toThrow(
      'organism must be provided for organism-specific entities.',
    )
    await expect(db.bionty.Gene.addSource('mine', { organism: 'human' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    })
  })
})

describe('the content of a source', () => {
  it('is downloaded once, from the first place that has it', async () => {
    await using test = await openBionty('sqlite')
    const { db } = test
    db.bionty.settings.download = true
    const { readFile } = await import('node:fs/promises')
    const content = await readFile(fixture('cells-1.obo'))
    const asked: string[] = []
    provideValue(db.container, fetchToken, async (url) => {
      asked.push(url)
      return url.endsWith('cl.owl') ? new Response(content) : new Response('', { status: 404 })
    })
    expect(await db.bionty.CellType.standardize(['T-cell'])).toEqual(['T cell'])
    expect(asked).toEqual([
      'https://bionty-assets.s3.amazonaws.com/df_all__cl__2026-06-08__CellType.parquet',
      'https://bionty-assets.s3.amazonaws.com/ontology_all__cl__2026-06-08__CellType',
      'http://purl.obolibrary.org/obo/cl/releases/2026-06-08/cl.owl',
    ])
    const { source, inserted } = await db.bionty.CellType.importSource()
    expect([source.version, inserted, source.inDb]).toEqual(['2026-06-08', 9, true])
    expect(asked).toHaveLength(3)
  })

  it('is asked for once by look-ups when there is no way to it', async () => {
    await using test = await openBionty('sqlite')
    const { db, log } = test
    db.bionty.settings.download = true
    let asked = 0
    provideValue(db.container, fetchToken, async () => {
      asked += 1
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') })
    })
    for (let i = 0; i < 3; i++) expect(await db.bionty.CellType.standardize(['T-cell'])).toEqual(['T-cell'])
    expect(asked).toBe(3)
    expect(
      log.filter(({ level, message }) => level === 'warning' && message.includes('ENOTFOUND')),
    ).toHaveLength(1)
    await expect(db.bionty.CellType.importSource()).rejects.toMatchObject({
      code: 'SOURCE_CONTENT_UNAVAILABLE',
      message: expect.stringContaining('getaddrinfo ENOTFOUND'),
    })
    await putContent(db, listed, 'cells-1.obo')
    expect(await db.bionty.CellType.standardize(['T-cell'])).toEqual(['T cell'])
  })

  it('is downloaded again when its md5 is wrong, and refused when it stays wrong', async () => {
    await using test = await openBionty('sqlite')
    const { db, log } = test
    db.bionty.settings.download = true
    const url = 'https://example.org/cl.obo'
    const source = await db.bionty.Source.create({ ...cells('1'), url, md5: 'f'.repeat(32) }).save()
    let served = 0
    provideValue(db.container, fetchToken, async (address) => {
      if (address !== url) return new Response('', { status: 404 })
      served += 1
      return new Response('format-version: 1.2\n')
    })
    await expect(db.bionty.CellType.importSource({ source })).rejects.toMatchObject({
      code: 'SOURCE_CHECKSUM_MISMATCH',
      expected: 'f'.repeat(32),
    })
    expect(served).toBe(2)
    expect(log.map(({ message }) => message).join()).toContain('downloading it again')
    db.bionty.settings.download = false
    await expect(db.bionty.CellType.public({ source })).rejects.toMatchObject({
      code: 'SOURCE_CONTENT_UNAVAILABLE',
    })
  })

  it('may be a file that the source names', async () => {
    await using test = await openBionty('sqlite')
    const { db } = test
    const source = await db.bionty.Source.create({
      ...cells('1'),
      url: `file://${fixture('cells-1.obo')}`,
    }).save()
    expect((await db.bionty.CellType.public({ source })).length).toBe(9)
    const gone = await db.bionty.Source.create({ ...cells('2'), url: '/nowhere/cl.obo' }).save()
    await expect(db.bionty.CellType.public({ source: gone })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
  })
})

describe('a source that is not in the list', () => {
  const answers: { readonly [url: string]: string } = {
    'https://www.ebi.ac.uk/ols4/api/ontologies/uo': JSON.stringify({
      config: { versionIri: 'http://purl.obolibrary.org/obo/uo/releases/2023-05-25/uo.owl', version: null },
    }),
    'http://purl.obolibrary.org/obo/uo/releases/2023-05-25/uo.owl': '',
    'http://purl.obolibrary.org/obo/ma/releases/2017-02-07/ma.owl': '',
  }

  it('is found by its prefix, in the version asked for or the latest one', async () => {
    await using test = await openBionty('sqlite')
    const { db } = test
    provideValue(db.container, fetchToken, async (url) =>
      url in answers ? new Response(answers[url]) : new Response('', { status: 404 }),
    )
    const { Tissue, CellType } = db.bionty
    expect(await Tissue.addSource('uo')).toMatchObject({ version: '2023-05-25', organism: 'all' })
    expect(await Tissue.addSource('ma', { version: 'v2017-02-07', organism: 'mouse' })).toMatchObject({
      url: 'http://purl.obolibrary.org/obo/ma/releases/2017-02-07/ma.owl',
      organism: 'mouse',
      description: 'ma Ontology',
    })
    await expect(Tissue.addSource('nope')).rejects.toMatchObject({
      code: 'ONTOLOGY_NOT_FOUND',
      name: 'OntologyNotFoundError',
    })
    await expect(CellType.addSource('ma', { version: '1' })).rejects.toMatchObject({
      code: 'ONTOLOGY_VERSION_NOT_FOUND',
      version: '1',
    })
  })
})
