import { describe, expect, it } from 'vitest'

import { addCells, cells, openBionty, putContent, putTables } from './support.ts'

const open = async () => {
  const test = await openBionty('sqlite')
  await addCells(test.db)
  await putTables(test.db)
  return test
}

describe('a public table', () => {
  it('says what it is of, and shows the terms of its source', async () => {
    await using test = await open()
    const table = await test.db.bionty.CellType.public()
    expect(String(table)).toBe(
      'PublicOntology\nEntity: CellType\nOrganism: all\nSource: cl, 2024-01-01\n#terms: 9\n\n',
    )
    expect(table.fields).toEqual(['ontologyId', 'name', 'definition', 'synonyms', 'parents'])
    expect(table.toDataFrame()[3]).toEqual({
      ontologyId: 'CL:0000542',
      name: 'lymphocyte',
      definition: null,
      synonyms: null,
      parents: ['CL:0000738'],
    })
  })

  it('looks values up exactly, and finds the names of others', async () => {
    await using test = await open()
    const table = await test.db.bionty.CellType.public()
    const values = ['T cell', 't cell', 'T-cell', 'x', '', null, 'T cell']
    expect(table.validate(values)).toEqual([true, false, false, false, false, false, true])
    expect(table.validate('CL:0000084', { field: 'ontology_id' })).toEqual([true])
    expect(await table.inspect(values)).toMatchObject({
      validated: ['T cell'],
      nonValidated: ['t cell', 'T-cell', 'x'],
      fracValidated: 25,
      nEmpty: 3,
      nUnique: 4,
      synonymsMapper: { 't cell': 'T cell', 'T-cell': 'T cell' },
    })
    expect((await table.inspect(values, { standardize: false })).synonymsMapper).toEqual({})
    expect(await table.standardize(values)).toEqual(['T cell', 'T cell', 'T cell', 'x', '', null, 'T cell'])
    expect(await table.standardize(['T-cell', 'T cell', 'x'], { returnField: 'ontologyId' })).toEqual([
      'CL:0000084',
      'CL:0000084',
      'x',
    ])
    expect(await table.standardize(['t cell', 'T-cell'], { caseSensitive: true })).toEqual([
      't cell',
      'T cell',
    ])
  })

  it('keeps the first, the last or all terms with a synonym', async () => {
    await using test = await open()
    const table = await test.db.bionty.Gene.public({ organism: 'human' })
    const keep = (which: 'first' | 'last' | false) => table.standardize(['ABC1', 'GCS'], { keep: which })
    expect(await keep('first')).toEqual(['HEATR6', 'GCLC'])
    expect(await keep('last')).toEqual(['ABCA1', 'UGCG'])
    expect(await keep(false)).toEqual([
      ['HEATR6', 'ABCA1'],
      ['GCLC', 'UGCG'],
    ])
  })

  it('refuses numbers for texts, unknown columns and searches for nothing', async () => {
    await using test = await open()
    const table = await test.db.bionty.CellType.public()
    const mismatch = "Type mismatch: identifiers are 'numeric' but field_values are 'str/categorical'."
    expect(() => table.validate([1, 2])).toThrow(mismatch)
    await expect(table.inspect([true])).rejects.toThrow(mismatch)
    await expect(table.standardize([1])).rejects.toThrow(mismatch)
    expect(() => table.validate(['x'], { field: 'nofield' })).toThrow('No nofield column exists!')
    expect(() => table.search(null as never)).toThrow(
      'Cannot search for None value! Please pass a valid string.',
    )
  })

  it('finds the difference of two releases', async () => {
    await using test = await open()
    const { db } = test
    await putContent(db, cells('2025-01-01'), 'cells-2.obo')
    const source = await db.bionty.Source.create(cells('2025-01-01')).save()
    const [older, newer] = [await db.bionty.CellType.public(), await db.bionty.CellType.public({ source })]
    const { onlyInOne, changed, changedColumns } = newer.diff(older)
    expect(changed.map(({ id }) => id)).toEqual(['CL:0000084', 'CL:0000649', 'CL:0000711'])
    expect(changed[1]?.changes).toEqual({ name: ['spinous cell', 'prickle cell'] })
    expect(changedColumns).toEqual(['name', 'definition', 'synonyms'])
    expect(onlyInOne.map(({ name }) => name)).toEqual([
      'T cell',
      'spinous cell',
      'cumulus granulosa cell',
      'natural killer cell',
      'CD16 NK cell',
      'obsolete native cell',
      'T cell',
      'prickle cell',
      'cumulus cell',
    ])
    expect(() => older.diff(older)).toThrow('The versions of the PublicOntology objects must differ.')
    const genes = await db.bionty.Gene.public({ organism: 'human' })
    expect(() => older.diff(genes)).toThrow('Both PublicOntology objects must be of the same class.')
  })

  it('gives the graph with what tables leave out', async () => {
    await using test = await open()
    const table = await test.db.bionty.CellType.public()
    const ontology = await table.toOntology()
    expect(ontology.terms.get('CL:0000003')?.isObsolete).toBe(true)
    const genes = await test.db.bionty.Gene.public({ organism: 'human' })
    await expect(genes.toOntology()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })

  it('is read again when its file changes, and gone when the cache is cleared', async () => {
    await using test = await open()
    const { CellType } = test.db.bionty
    expect((await CellType.public()).length).toBe(9)
    await putContent(test.db, cells('2024-01-01'), 'cells-2.obo')
    const table = await CellType.public()
    expect(table.length).toBe(10)
    await table.clearCache()
    expect((await CellType.public()).length).toBe(0)
  })

  it('needs an organism where terms belong to one, and is empty for a source of nothing', async () => {
    await using test = await open()
    const { Gene, Source } = test.db.bionty
    await expect(Gene.public()).rejects.toMatchObject({ code: 'ORGANISM_NOT_SET' })
    const source = await Source.create({
      entity: 'bionty.Gene',
      name: 'mine',
      organism: 'rabbit',
      version: '1',
    }).save()
    expect((await Gene.public({ source })).length).toBe(0)
    expect(await Gene.fromValues(['X'], { source, organism: 'rabbit' })).toEqual([])
    await Gene.addSource(source, { rows: [{ symbol: 'X', ensembl_gene_id: 'ENSOCUG1' }] })
    const [gene] = await Gene.fromValues(['X'], {
      source: await Source.get({ id: source.id }),
      organism: 'rabbit',
    })
    expect(gene?.ensemblGeneId).toBe('ENSOCUG1')
  })
})
