import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { provideValue } from '@lamindb/core'
import { databases, statementsOf } from '@lamindb/core/testing'

import { fetchToken } from '../src/content/download-file.ts'
import type { ImportProgress } from '../src/index.ts'
import { addCells, cells, fixture, linksOf, openBionty, putContent, putTables } from './support.ts'

const firstLinks = [
  'CL:0000084 CL:0000542',
  'CL:0000182 CL:0000000',
  'CL:0000236 CL:0000542',
  'CL:0000542 CL:0000738',
  'CL:0000649 CL:0000000',
  'CL:0000711 CL:0000000',
  'CL:0000738 CL:0000000',
]

describe.each(databases)('importing an ontology on %s', (database) => {
  it('makes rows, uids, synonyms, definitions and links, and a source of the version that the file says', async () => {
    await using test = await openBionty(database)
    const { CellType, Source } = test.db.bionty
    const result = await CellType.importSource({ file: fixture('cells-1.obo') })
    expect(result).toMatchObject({ rows: 9, inserted: 9, linked: 7, updated: 0 })
    expect(await linksOf(CellType)).toEqual(firstLinks)
    const cell = await CellType.get({ name: 'T cell' })
    expect(cell).toMatchObject({
      uid: '22LvKd01YyNA1a',
      ontologyId: 'CL:0000084',
      description: 'A Lymphocyte Of The Thymus.',
      synonyms: 'T lymphocyte|T-cell',
    })
    expect(await Source.get({ id: cell.sourceId as number })).toMatchObject({
      version: 'releases/2024-01-01',
      url: 'cells-1.obo',
      inDb: true,
      currentlyUsed: false,
    })
  })

  it('says what a file without rows for the registry holds, and refuses options that are none', async () => {
    await using test = await openBionty(database)
    const { CellType, Disease } = test.db.bionty
    const file = join(test.files, 'cells.csv')
    await writeFile(file, 'donor,cell\nD1,T cell\n')
    await expect(CellType.importSource({ file })).rejects.toThrow('its columns are donor, cell.')
    await expect(Disease.importSource({ file: fixture('cells-1.obo') })).rejects.toThrow(
      "its header says that it is the ontology 'cl'.",
    )
    await expect(CellType.importSource({ fil: file } as never)).rejects.toThrow("has no option 'fil'")
    expect(await CellType.filter({}).count()).toBe(0)
  })

  it('finds the same source again, keeps what is there and fills what is missing', async () => {
    await using test = await openBionty(database)
    const { CellType, Source } = test.db.bionty
    const first = await CellType.importSource({ file: fixture('cells-1.obo') })
    const leukocyte = await CellType.get({ name: 'leukocyte' })
    await (await CellType.get({ name: 'lymphocyte' })).delete({ permanent: true })
    await (await CellType.get({ name: 'T cell' })).delete()
    leukocyte.description = 'mine'
    await leukocyte.save()
    const again = await CellType.importSource({ file: fixture('cells-1.obo') })
    expect(again).toMatchObject({ rows: 9, inserted: 1 })
    expect(again.source.id).toBe(first.source.id)
    expect(await Source.filter({ version: 'releases/2024-01-01' }).count()).toBe(1)
    expect(await CellType.filter().count()).toBe(9)
    expect((await CellType.get({ name: 'leukocyte' })).description).toBe('mine')
    expect(await linksOf(CellType)).toEqual(firstLinks)
  })

  it('leaves old terms to their release and gives new ones all their links', async () => {
    await using test = await openBionty(database)
    const { CellType } = test.db.bionty
    const first = await CellType.importSource({ file: fixture('cells-1.obo') })
    const second = await CellType.importSource({ file: fixture('cells-2.obo') })
    expect(second).toMatchObject({ inserted: 2, linked: 2, updated: 0 })
    expect((await CellType.get({ ontologyId: 'CL:0000649' })).name).toBe('prickle cell')
    expect((await CellType.get({ name: 'T cell' })).sourceId).toBe(first.source.id)
    expect(await linksOf(CellType)).toEqual(
      [...firstLinks, 'CL:0000623 CL:0000542', 'CL:0000939 CL:0000623'].toSorted(),
    )
    const nothingNew = await CellType.importSource({ file: fixture('cells-1.obo') })
    expect(nothingNew).toMatchObject({ inserted: 0, linked: 0 })
  })

  it('upgrades terms to a release, but for renamed ones that annotate artifacts', async () => {
    await using test = await openBionty(database)
    const { db, files, log } = test
    const { CellType } = db.bionty
    const old = await addCells(db)
    await CellType.importSource({ source: old })
    await writeFile(join(files, 'a.csv'), 'a\n1\n')
    const artifact = await db.Artifact.create(join(files, 'a.csv'), { key: 'a.csv' }).save()
    await artifact.cellTypes.add(
      await CellType.get({ name: 'prickle cell' }),
      await CellType.get({ name: 'cell' }),
    )
    const uids = new Map((await CellType.filter()).map((cell) => [cell.ontologyId, cell.uid]))
    await putContent(db, cells('2025-01-01'), 'cells-2.obo')
    const source = await db.bionty.Source.create(cells('2025-01-01')).save()

    const result = await CellType.importSource({ source, updateRecords: true })
    expect(result).toMatchObject({ rows: 10, inserted: 2, updated: 7 })
    const after = new Map((await CellType.filter()).map((cell) => [cell.ontologyId, cell]))
    const [kept, renamed, used, gone, reworded] = ['649', '711', '000', '003', '084'].map((id) =>
      after.get(`CL:0000${id}`),
    )
    expect([kept?.name, kept?.sourceId]).toEqual(['prickle cell', old.id])
    expect([renamed?.name, renamed?.sourceId]).toEqual(['cumulus granulosa cell', source.id])
    expect([used?.name, used?.sourceId]).toEqual(['cell', source.id])
    expect([gone?.name, gone?.sourceId]).toEqual(['obsolete native cell', old.id])
    expect([reworded?.synonyms, reworded?.description]).toEqual([
      'T lymphocyte',
      'A Lymphocyte That The Thymus Has Taught.',
    ])
    for (const [id, uid] of uids) expect(after.get(id)?.uid).toBe(uid)
    expect(await linksOf(CellType)).toContain('CL:0000939 CL:0000623')
    expect(await db.bionty.Source.get({ id: source.id })).toMatchObject({ currentlyUsed: true, inDb: true })
    expect(await db.bionty.Source.get({ id: old.id })).toMatchObject({ currentlyUsed: false, inDb: true })
    expect(log.map(({ message }) => message).join()).toContain("under their old names: 'prickle cell'")
    expect((await artifact.cellTypes).map(({ name }) => name).toSorted()).toEqual(['cell', 'prickle cell'])
  })

  it('takes the same number of statements whatever the number of rows', async () => {
    await using test = await openBionty(database)
    const { CellType } = test.db.bionty
    const rows = (count: number, from: number) =>
      Array.from({ length: count }, (_, i) => ({
        ontology_id: `CL:${from + i}`,
        name: `cell ${from + i}`,
        parents: i === 0 ? [] : [`CL:${from}`],
      }))
    await CellType.importSource({ rows: rows(3, 0) })
    const few = await statementsOf(test.db, () => CellType.importSource({ rows: rows(5, 1000) }))
    const many = await statementsOf(test.db, () => CellType.importSource({ rows: rows(900, 2000) }))
    expect(many.length).toBeLessThanOrEqual(few.length)
    expect(await CellType.filter().count()).toBe(908)
  })
})

describe.each(databases)('importing tables on %s', (database) => {
  it('joins the rows of a gene and takes the organism of the source', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await putTables(db)
    const { rows } = await db.bionty.Gene.importSource({ organism: 'human' })
    expect(rows).toBe(7)
    const gene = await db.bionty.Gene.get({ symbol: 'A1BG' })
    expect([gene.ncbiGeneIds, gene.uid, (await gene.organism).name]).toEqual([
      '1|100',
      expect.stringMatching(/^[0-9A-Za-z]{14}$/),
      'human',
    ])
    const yeast = await db.bionty.Gene.importSource({ organism: 'saccharomyces cerevisiae' })
    expect(yeast.inserted).toBe(2)
    expect(await db.bionty.Gene.get({ stableId: 'HRA1' })).toMatchObject({
      uid: '3q3qM0WtBgHkkn',
      ensemblGeneId: null,
      ncbiGeneIds: '9164918',
    })
  })

  it('reads proteins and cell markers with their numbers and identifiers', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await putTables(db)
    await db.bionty.Protein.importSource({ organism: 'human' })
    expect(await db.bionty.Protein.get({ uniprotkbId: 'P01730' })).toMatchObject({
      length: 458,
      geneSymbol: 'CD4',
      synonyms: 'T-cell surface antigen T4/Leu-3',
    })
    const source = await db.bionty.Source.get({ entity: 'bionty.CellMarker', organism: 'human' })
    await db.bionty.CellMarker.importSource({ source })
    expect(await db.bionty.CellMarker.get({ name: 'CD8' })).toMatchObject({
      uid: '1xRpnOHIkdyEXB',
      ncbiGeneId: '925',
      synonyms: 'CD8a|Cd8',
    })
  })

  it('asks for an organism where records belong to one', async () => {
    await using test = await openBionty(database)
    await expect(test.db.bionty.Gene.importSource()).rejects.toMatchObject({
      code: 'ORGANISM_NOT_SET',
      message: '`organism` is required to get Source record for Gene!',
    })
  })
})

describe.each(databases)('an import that cannot be on %s', (database) => {
  it.each([
    [
      'broken OBO',
      'broken.obo',
      'format-version: 1.2\n[Term]\nid: CL:1\nname: a\nsynonym: "x\n',
      'ONTOLOGY_SYNTAX',
    ],
    [
      'OWL that is no XML',
      'x.owl',
      '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><owl:',
      'ONTOLOGY_SYNTAX',
    ],
    ['prose', 'x.txt', 'hello, this is nothing\n', 'UNKNOWN_ONTOLOGY_SYNTAX'],
    ['an empty file', 'empty.obo', '', 'EMPTY_ONTOLOGY_FILE'],
    ['a web page', 'page.owl', '<!DOCTYPE html><html></html>', 'UNKNOWN_ONTOLOGY_SYNTAX'],
    [
      'terms of another ontology',
      'go.obo',
      'format-version: 1.2\n\n[Term]\nid: GO:1\nname: x\n',
      'INVALID_ARGUMENT',
    ],
    ['a table without names', 'x.csv', 'ensembl_gene_id,symbol\nENSG1,A\n', 'INVALID_ARGUMENT'],
    ['a broken table', 'x.parquet', 'not parquet at all', 'WRONG_FORMAT'],
    [
      'a name that is too long',
      'long.csv',
      `ontology_id,name\nCL:1,a\nCL:2,${'x'.repeat(256)}\n`,
      'VALIDATION_ERROR',
    ],
  ])('ends in a named error and writes nothing: %s', async (_, name, content, code) => {
    await using test = await openBionty(database)
    const { db, files } = test
    const file = join(files, name)
    await writeFile(file, content)
    const sources = await db.bionty.Source.filter().count()
    await expect(db.bionty.CellType.importSource({ file })).rejects.toMatchObject({ code })
    expect(await db.bionty.CellType.all().count()).toBe(0)
    expect(await db.bionty.Source.filter().count()).toBe(sources)
  })

  it('names a missing file, a folder, and a source without content', async () => {
    await using test = await openBionty(database)
    const { db, files } = test
    const { CellType, CellLine } = db.bionty
    await expect(CellType.importSource({ file: join(files, 'no.obo') })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
    await expect(CellType.importSource({ file: files })).rejects.toMatchObject({
      code: 'ONTOLOGY_PATH_IS_DIRECTORY',
    })
    await expect(CellLine.importSource()).rejects.toMatchObject({
      code: 'SOURCE_CONTENT_UNAVAILABLE',
      hint: expect.stringContaining(db.bionty.settings.sourceFolder),
    })
  })

  it('refuses a source of another registry, and a name in place of a source', async () => {
    await using test = await openBionty(database)
    const { CellType, Source } = test.db.bionty
    const source = await Source.get({ entity: 'bionty.Tissue' })
    await expect(CellType.importSource({ source, file: fixture('cells-1.obo') })).rejects.toThrow(
      'please pass a source record of the same entity: bionty.CellType',
    )
    await expect(CellType.importSource({ source: 'cl' as never })).rejects.toThrow(
      'import_source() expects a `bt.Source` object, not a str.',
    )
  })

  it('leaves nothing behind when it is aborted', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const { CellType } = db.bionty
    const stages: string[] = []
    for (const stage of ['reading', 'writing', 'linking']) {
      const abort = new AbortController()
      const onProgress = (progress: ImportProgress): void => {
        stages.push(progress.stage)
        if (progress.stage === stage) abort.abort()
      }
      const file = fixture('cells-1.obo')
      await expect(CellType.importSource({ file, signal: abort.signal, onProgress })).rejects.toMatchObject({
        name: 'AbortError',
      })
      expect(await CellType.all().count()).toBe(0)
    }
    expect(new Set(stages)).toEqual(new Set(['reading', 'writing', 'linking']))
  })
})

describe('importing from an address', () => {
  it('downloads the file, reports bytes, and keeps the name of the file', async () => {
    await using test = await openBionty('sqlite')
    const { db } = test
    const { readFile } = await import('node:fs/promises')
    const content = await readFile(fixture('cells-1.obo'))
    provideValue(db.container, fetchToken, async (url) =>
      url === 'https://example.org/cl.obo'
        ? new Response(content, { headers: { 'content-length': String(content.length) } })
        : new Response('no', { status: 404 }),
    )
    const stages: ImportProgress[] = []
    const { source } = await db.bionty.CellType.importSource({
      file: 'https://example.org/cl.obo',
      onProgress: (progress) => stages.push(progress),
    })
    expect(source.url).toBe('cl.obo')
    expect(stages[0]).toEqual({ stage: 'downloading', done: content.length, total: content.length })
    await expect(
      db.bionty.CellType.importSource({ file: 'https://example.org/other.obo' }),
    ).rejects.toMatchObject({ code: 'SOURCE_DOWNLOAD_FAILED', status: 404 })
  })
})
