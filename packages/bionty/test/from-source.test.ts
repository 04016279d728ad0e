import { describe, expect, it } from 'vitest'

import { databases, statementsOf } from '@lamindb/core/testing'

import { pendingParentsOf } from '../src/index.ts'
import type { CellType } from '../src/registries/cell-type.ts'
import { addCells, cells, linksOf, openBionty, putContent, putTables } from './support.ts'

describe.each(databases)('records from a source on %s', (database) => {
  it('are found by name, casing and synonym, unsaved and with the parents to come', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const source = await addCells(db)
    for (const term of ['T cell', 'T-cell', 't CELL']) {
      const cell = (await db.bionty.CellType.fromSource(term)) as CellType
      expect(cell).toMatchObject({ ontologyId: 'CL:0000084', uid: '22LvKd01YyNA1a', sourceId: source.id })
      expect(cell.id).toBeUndefined()
      expect(pendingParentsOf(cell)?.ontologyIds).toEqual(['CL:0000542'])
    }
    expect(await db.bionty.CellType.all().count()).toBe(0)
  })

  it('are found by exactly one field, as it is written', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await addCells(db)
    const { CellType } = db.bionty
    expect((await CellType.fromSource({ ontologyId: 'CL:0000236' }).one()).name).toBe('B cell')
    expect((await CellType.fromSource({ ontology_id: 'CL:0000236' }).one()).name).toBe('B cell')
    await expect(CellType.fromSource({ name: 'T-cell' })).rejects.toMatchObject({
      code: 'DOES_NOT_EXIST',
      message: "no CellType found in source for the given field value: name='T-cell'",
    })
    await expect(CellType.fromSource('xyz')).rejects.toThrow("given field value: 'xyz'")
    await expect(CellType.fromSource({ name: 'a', ontologyId: 'b' })).rejects.toThrow(
      'Only one field can be passed to generate records from source',
    )
    await expect(CellType.fromSource({ name: null })).rejects.toThrow(
      'No field passed to generate records from source',
    )
    for (const field of ['description', 'abbr', 'nofield'])
      await expect(CellType.fromSource({ [field]: 'x' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    await expect(CellType.fromSource({ name: 'T cell' }, { organism: 'human' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    })
  })

  it('come from the registry first, whatever source its rows have', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const first = await addCells(db)
    await db.bionty.CellType.fromSource('T cell').save()
    await putContent(db, cells('2025-01-01'), 'cells-2.obo')
    const second = await db.bionty.Source.create(cells('2025-01-01')).save()
    const cell = await db.bionty.CellType.fromSource({ name: 'T cell' }, { source: second }).one()
    expect([cell.id, cell.sourceId]).toEqual([expect.any(Number), first.id])
  })

  it('complete a row that has a name only', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const source = await addCells(db)
    const { CellType } = db.bionty
    const bare = await CellType.create({ name: 'T cell', description: 'mine' }).save()
    const term = await CellType.fromSource({ name: 'T cell' }).one()
    expect([term.id, term.uid, term.ontologyId]).toEqual([bare.id, bare.uid, 'CL:0000084'])
    await term.save()
    const stored = await CellType.get({ name: 'T cell' })
    expect(stored).toMatchObject({
      id: bare.id,
      ontologyId: 'CL:0000084',
      sourceId: source.id,
      description: 'mine',
      synonyms: 'T lymphocyte|T-cell',
    })
    expect(await linksOf(CellType)).toContain('CL:0000084 CL:0000542')
  })

  it('are one for each term of an ambiguous synonym', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await putTables(db)
    const { Gene } = db.bionty
    const genes = await Gene.fromValues(['ABC1', 'PDCD1'], { organism: 'human' })
    expect(new Set(genes.map(({ symbol }) => symbol))).toEqual(new Set(['HEATR6', 'PDCD1']))
    const found = await Gene.fromSource({ symbol: 'A1BG' }, { organism: 'human' }).all()
    expect(found.map(({ ncbiGeneIds }) => ncbiGeneIds)).toEqual(['1|100'])
    await expect(Gene.fromSource({ symbol: 'TCF7' })).rejects.toMatchObject({
      code: 'ORGANISM_NOT_SET',
      message: '`organism` is required to create new Gene records from source!',
    })
  })

  it('say why there are none when the content of the source is not there', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await expect(db.bionty.CellLine.fromSource('HeLa')).rejects.toMatchObject({
      code: 'DOES_NOT_EXIST',
      hint: expect.stringContaining('are not on this machine'),
    })
  })
})

describe.each(databases)('saving records of terms on %s', (database) => {
  it('adds parents, their parents and all links, and does not claim the whole source', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const source = await addCells(db)
    const { CellType } = db.bionty
    await CellType.fromValues(['B cell', 'T cell']).save()
    const names = (await CellType.filter()).map(({ name }) => name).toSorted()
    expect(names).toEqual(['B cell', 'T cell', 'cell', 'leukocyte', 'lymphocyte'])
    expect(await linksOf(CellType)).toEqual([
      'CL:0000084 CL:0000542',
      'CL:0000236 CL:0000542',
      'CL:0000542 CL:0000738',
      'CL:0000738 CL:0000000',
    ])
    expect((await db.bionty.Source.get({ id: source.id })).inDb).toBe(false)
    const [cell] = await CellType.filter({ name: 'T cell' })
    expect(cell && pendingParentsOf(cell)).toBeUndefined()
  })

  it('links to parents that stand there already, from whatever release they come', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await addCells(db)
    const { CellType } = db.bionty
    await CellType.fromSource('T cell').save()
    await addCells(db, '2025-01-01', 'cells-2.obo')
    await CellType.fromSource('CD16 NK cell').save()
    expect(await linksOf(CellType)).toEqual([
      'CL:0000084 CL:0000542',
      'CL:0000542 CL:0000738',
      'CL:0000623 CL:0000542',
      'CL:0000738 CL:0000000',
      'CL:0000939 CL:0000623',
    ])
  })

  it('brings terms and parents back from the trash, with new values', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await addCells(db)
    const { CellType } = db.bionty
    await CellType.fromSource('T cell').save()
    const before = new Map((await CellType.filter()).map((cell) => [cell.name, cell.uid]))
    for (const cell of await CellType.filter()) await cell.delete()
    expect(await CellType.filter().count()).toBe(0)
    const cell = await CellType.fromSource({ name: 'T cell' }).one()
    cell.description = 'new'
    await cell.save()
    expect(new Map((await CellType.filter()).map((one) => [one.name, one.uid]))).toEqual(before)
    expect(await CellType.all().count()).toBe(4)
    expect((await CellType.get({ name: 'T cell' })).description).toBe('new')
    for (const one of await CellType.filter()) await one.delete()
    await CellType.fromValues(['T cell', 'B cell']).save()
    expect(await CellType.filter().count()).toBe(5)
    expect(await CellType.all().count()).toBe(5)
  })

  it('forgets nothing when the transaction is rolled back', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await addCells(db)
    const { CellType } = db.bionty
    const cell = await CellType.fromSource({ name: 'T cell' }).one()
    const bad = await CellType.create({ name: 'x' })
    bad.name = 'y'.repeat(300)
    await expect(db.save([cell, bad])).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
    expect(await CellType.all().count()).toBe(0)
    await cell.save()
    expect(await CellType.filter().count()).toBe(4)
  })

  it('takes the same number of statements whatever the number of terms', async () => {
    await using test = await openBionty(database)
    const { db } = test
    await addCells(db)
    const { CellType } = db.bionty
    const few = await CellType.fromValues(['hepatocyte'])
    const one = await statementsOf(db, () => db.save(few))
    const more = await CellType.fromValues(['T cell', 'B cell', 'prickle cell', 'cumulus cell'])
    const many = await statementsOf(db, () => db.save(more))
    expect(many.length).toBeLessThanOrEqual(one.length + 1)
  })
})
