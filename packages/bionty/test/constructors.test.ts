import { describe, expect, it } from 'vitest'

import { databases } from '@lamindb/core/testing'

import { pendingParentsOf } from '../src/index.ts'
import type { Organism } from '../src/registries/organism.ts'
import { addCells, openBionty } from './support.ts'

describe.each(databases)('a constructor of a biological registry on %s', (database) => {
  it('tells records by their identifier, and by their name where none is given', async () => {
    await using test = await openBionty(database)
    const { CellType } = test.db.bionty
    const first = await CellType.create({ name: 'a', ontologyId: 'X:1' }).save()
    const second = await CellType.create({ name: 'a', ontologyId: 'X:2' }).save()
    expect(second.id).not.toBe(first.id)
    expect((await CellType.create({ name: 'a' })).id).toBe(first.id)
    const described = await CellType.create({ name: 'a', ontologyId: 'X:2', description: 'd' })
    expect([described.id, described.description]).toEqual([second.id, 'd'])
    expect(await CellType.filter().count()).toBe(2)
  })

  it('gives the row that has the identifier when a record of another name is saved', async () => {
    await using test = await openBionty(database)
    const { db, log } = test
    const { CellType } = db.bionty
    const first = await CellType.create({ name: 'a', ontologyId: 'CL:0000084' }).save()
    const second = await CellType.create({ name: 'b', ontologyId: 'CL:0000084' })
    expect(second.id).toBeUndefined()
    await second.save()
    expect([second.id, second.name]).toEqual([first.id, 'a'])
    const [third] = await db.save([CellType.create({ name: 'c', ontologyId: 'CL:0000084' })])
    expect([third?.id, third?.name]).toEqual([first.id, 'a'])
    expect(log.filter(({ message }) => message.startsWith('returning CellType with same uid'))).toHaveLength(
      2,
    )
  })

  it('keeps the genes of two organisms apart', async () => {
    await using test = await openBionty(database)
    const { db } = test
    const { Gene, settings } = db.bionty
    const human = (await settings.setOrganism('human')) as Organism
    const mouse = (await settings.setOrganism('mouse')) as Organism
    settings.organism = null
    const first = await Gene.create({
      symbol: 'TCF7',
      ensemblGeneId: 'ENSG00000081059',
      organism: human,
    }).save()
    const second = await Gene.create({ symbol: 'TCF7', organism: mouse }).save()
    expect([second.uid, second.id === first.id]).toEqual(['3LNMrsSI1rWq5g', false])
    expect((await Gene.create({ symbol: 'TCF7', organism: human })).id).toBe(first.id)
    await expect(
      Gene.create({ symbol: 'TCF7', ensemblGeneId: 'ENSG00000081059', organism: mouse }),
    ).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
    const other = await Gene.create({ symbol: 'other', ensemblGeneId: 'ENSG00000081059', organism: mouse })
    await expect(other.save()).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
    await expect(Gene.create({ symbol: 'TCF7', organism: 'human' as never })).rejects.toThrow(
      'organism must be a `bionty.Organism` record.',
    )
  })

  it('needs something to tell a record by', async () => {
    await using test = await openBionty(database)
    const { CellType } = test.db.bionty
    await expect(CellType.create({})).rejects.toThrow('must provide ontology_id or name')
    await expect(CellType.create({ name: null as never })).rejects.toMatchObject({
      code: 'FIELD_VALIDATION_ERROR',
    })
    await expect(CellType.create({ ontologyId: 'X:1' })).rejects.toMatchObject({
      code: 'FIELD_VALIDATION_ERROR',
    })
    for (const notFields of ['T cell', 1, null, undefined])
      await expect(CellType.create(notFields as never)).rejects.toThrow('A CellType is made from its fields')
    await expect(CellType.create({ name: 'x', nofield: 1 } as never)).rejects.toMatchObject({
      code: 'FIELD_VALIDATION_ERROR',
    })
  })

  it('keeps ontology ids of parents for the save, which takes them from the source of the record', async () => {
    await using test = await openBionty(database)
    const { db, log } = test
    await addCells(db)
    const { CellType } = db.bionty
    const cell = await CellType.create({ name: 'my T cell', parents: ['CL:0000084', 'CL:9999999'] })
    expect(pendingParentsOf(cell)?.ontologyIds).toEqual(['CL:0000084', 'CL:9999999'])
    await cell.save()
    expect((await cell.parents).map(({ name }) => name)).toEqual(['T cell'])
    expect(await CellType.filter().count()).toBe(5)
    expect(log.map(({ message }) => message)).toContain('ontology ID CL:9999999 not found in DataFrame')
    for (const parents of [[1], 'CL:0000084', [cell]])
      await expect(CellType.create({ name: 'x', parents: parents as never })).rejects.toThrow(
        'Invalid parents kwarg passed. Provide a list of ontology ids.',
      )
  })

  it('takes a term of a public table with its source, description and parents', async () => {
    await using test = await openBionty(database)
    const { db, log } = test
    const source = await addCells(db)
    const { CellType } = db.bionty
    const lookup = (await CellType.public()).lookup()
    const cell = await CellType.create([lookup.t_cell, lookup.b_cell].filter((term) => term !== undefined))
    expect(cell).toMatchObject({
      uid: '22LvKd01YyNA1a',
      sourceId: source.id,
      description: 'A Lymphocyte Of The Thymus.',
    })
    expect(pendingParentsOf(cell)?.ontologyIds).toEqual(['CL:0000542'])
    expect(log.map(({ message }) => message).join()).toContain('Only returning record from the first entry')
    await cell.save()
    const [found] = (await CellType.public()).search('T cell')
    expect((await CellType.create(found as never)).id).toBe(cell.id)
  })
})
