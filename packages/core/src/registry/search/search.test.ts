import { describe, expect, it } from 'vitest'

import { dialects } from '../../database/test-databases.ts'
import { FieldError, InvalidArgument } from '../../errors.ts'
import { zooInstance, type Trait, type ZooInstance } from '../can-curate/test-terms.ts'
import { statementsOf } from '../test-statements.ts'
import type { SearchResult } from './search-result.ts'

/** Rows and scores as the reference gives them. */
const traits = [
  {
    name: 'T cell',
    ontologyId: 'CL:0000084',
    synonyms: 'T-cell|T lymphocyte|T-lymphocyte',
    description: 'A lymphocyte.',
  },
  { name: 'B cell', ontologyId: 'CL:0000236', synonyms: 'B-cell|B lymphocyte' },
  { name: 'PP cell', ontologyId: 'CL:0000696', synonyms: 'type F enteroendocrine cell' },
  {
    name: 'nodal myocyte',
    ontologyId: 'CL:1000409',
    synonyms: 'P cell|pacemaker cell',
    description: 'A myocyte.',
  },
  {
    name: 'CD8-positive, alpha-beta T cell',
    ontologyId: 'CL:0000625',
    synonyms: 'CD8-positive, alpha-beta T-cell|CD8 T cell',
  },
  { name: 'CD4-positive helper T cell', ontologyId: 'CL:0000492', description: 'T helper' },
  {
    name: 'stem cell',
    ontologyId: 'CL:0000034',
    synonyms: 'animal stem cell',
    description: 'A cell that can divide.',
  },
  { name: 'neuron', ontologyId: 'CL:0000540', synonyms: 'nerve cell' },
  { name: 'gamma-delta T cell', ontologyId: 'CL:0000798', synonyms: 'gd T cell|γδ T cell' },
  { name: 'T', description: 'single letter' },
  { name: 'cell', ontologyId: 'CL:0000000' },
  { name: 'a+b (special) [x]', synonyms: 'a.b|a*b', description: 'regex characters' },
  { name: 'Zelle', synonyms: 'Zelltyp', description: 'deutsch ä' },
  { name: 'Über-Zelle' },
]

async function withTraits(zoo: ZooInstance): Promise<void> {
  await zoo.db.save(traits.map((fields) => zoo.Trait.create(fields)))
}

/** Name and score of each hit. */
async function scored(result: SearchResult<Trait>): Promise<[string, number | undefined][]> {
  return (await result.hits()).map(({ record, score }) => [record.name, score])
}

const exact = { fuzzy: false } as const

describe.each(dialects)('searching on %s', (dialect) => {
  it('ranks records by the sum of their fields, equal ones in the order of their ids', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    expect(await scored(zoo.Trait.search('T cell', exact))).toEqual([
      ['T cell', 423],
      ['CD8-positive, alpha-beta T cell', 30],
      ['gamma-delta T cell', 30],
      ['CD4-positive helper T cell', 15],
    ])
    expect(await scored(zoo.Trait.search('P cell', exact))).toEqual([
      ['nodal myocyte', 223],
      ['PP cell', 3],
    ])
    expect(await scored(zoo.Trait.search('cell', exact))).toEqual([
      ['cell', 423],
      ['stem cell', 45],
      ['PP cell', 30],
      ['CD8-positive, alpha-beta T cell', 30],
      ['gamma-delta T cell', 30],
      ['T cell', 18],
      ['B cell', 18],
      ['nodal myocyte', 15],
      ['CD4-positive helper T cell', 15],
      ['neuron', 15],
    ])
    expect(await scored(zoo.Trait.search('zelle', exact))).toEqual([
      ['Zelle', 423],
      ['Über-Zelle', 3],
    ])
  })

  it('takes the text literally', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const found = async (text: string) =>
      scored(zoo.Trait.search(text, { ...exact, field: ['name', 'synonyms'] }))
    expect(await found('a.b')).toEqual([['a+b (special) [x]', 223]])
    expect(await found('a+b')).toEqual([['a+b (special) [x]', 15]])
    expect(await found('γδ')).toEqual([['gamma-delta T cell', 15]])
    expect(await found('Über')).toEqual([['Über-Zelle', 11]])
    for (const nothing of ['%', '_', '\\', "'", 'a_b', '(x)', '" OR "'])
      expect(await found(nothing)).toEqual([])
    expect((await found('|')).length).toBe(6)
  })

  it('looks at the fields that are named', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    expect(await scored(zoo.Trait.search('T', { ...exact, field: 'name' }))).toEqual([
      ['T', 423],
      ['T cell', 15],
      ['CD8-positive, alpha-beta T cell', 15],
      ['CD4-positive helper T cell', 15],
      ['gamma-delta T cell', 15],
      ['nodal myocyte', 1],
      ['stem cell', 1],
    ])
    expect(
      await scored(zoo.Trait.search('T cell', { ...exact, field: zoo.Trait.field('synonyms') })),
    ).toEqual([
      ['CD8-positive, alpha-beta T cell', 15],
      ['gamma-delta T cell', 15],
    ])
    expect(await scored(zoo.Trait.search('T', { ...exact, field: 'id' }))).toEqual([])
    expect((await zoo.Trait.search('1', { ...exact, field: 'id' })).length).toBeGreaterThan(0)
    expect(await scored(zoo.Trait.search('CL:0000084', exact))).toEqual([['T cell', 423]])
  })

  it('finds everything with an empty text', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const hits = await scored(zoo.Trait.search('', { field: ['name', 'abbr', 'description'], limit: null }))
    expect(hits).toHaveLength(traits.length)
    expect(hits[0]).toEqual(['CD8-positive, alpha-beta T cell', 423 + 423 + 15])
  })

  it('minds case on demand', async () => {
    await using zoo = await zooInstance(dialect)
    const { ULabel } = zoo.db
    await zoo.db.save(
      ['alpha', 'Alpha beta', 'ALPHA', 'äpfel', 'Äpfel'].map((name) => ULabel.create({ name })),
    )
    const hits = await ULabel.search('ALPHA', { ...exact, caseSensitive: true, field: 'name' }).hits()
    expect(hits.map(({ record, score }) => [record.name, score])).toEqual(
      dialect === 'sqlite'
        ? [
            ['ALPHA', 423],
            ['alpha', 1],
            ['Alpha beta', 1],
          ]
        : [['ALPHA', 423]],
    )
    const apples = (await ULabel.search('äpfel', exact)).map((label) => label.name)
    expect(dialect === 'sqlite' ? apples : apples.slice(0, 1)).toEqual(['äpfel'])
  })

  it('sees trash and other branches, but a query set keeps its conditions', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    await (await zoo.Trait.get({ name: 'neuron' })).delete()
    const names = async (result: PromiseLike<Trait[]>) => (await result).map(({ name }) => name)
    expect(await names(zoo.Trait.search('neuron', exact))).toEqual(['neuron'])
    expect(await names(zoo.Trait.filter().search('neuron', exact))).toEqual([])
    expect(await names(zoo.Trait.filter({ name: { $startsWith: 'P' } }).search('cell', exact))).toEqual([
      'PP cell',
    ])
    expect(await names(zoo.Trait.filter().orderBy('id').limit(3).search('cell', exact))).toEqual([
      'PP cell',
      'T cell',
      'B cell',
    ])
  })

  it('gives at most as many hits as asked for', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.save(Array.from({ length: 30 }, (_, i) => zoo.Trait.create({ name: `cell ${i}` })))
    expect(await zoo.Trait.search('cell')).toHaveLength(20)
    expect(await zoo.Trait.search('cell', { limit: 2 })).toHaveLength(2)
    expect(await zoo.Trait.search('cell', { limit: null })).toHaveLength(30)
    expect(await zoo.Trait.search('cell', { limit: null, fuzzy: true })).toHaveLength(30)
  })

  it('puts records with similar words behind those that contain the text', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const hits = await zoo.Trait.search('nodal myocite').hits()
    expect(hits[0]).toMatchObject({ isFuzzy: true, score: undefined })
    expect(hits[0]?.record.name).toBe('nodal myocyte')
    const neurons = await zoo.Trait.search('neuro').hits()
    expect(neurons[0]).toMatchObject({ isFuzzy: false, score: 11 })
    expect(neurons.slice(1).every((hit) => hit.isFuzzy)).toBe(true)
    expect(neurons.filter((hit) => hit.record.name === 'neuron')).toHaveLength(1)
    expect(await zoo.Trait.search('nodal myocite', exact)).toEqual([])
    expect(await zoo.Trait.search('nodal myocite', { limit: null })).toEqual([])
    expect((await zoo.Trait.search('nodal myocite', { limit: null, fuzzy: true }))[0]?.name).toBe(
      'nodal myocyte',
    )
    expect(await zoo.Trait.search('nodal myocite', { field: 'ontologyId' })).toEqual([])
    expect(await zoo.Trait.filter({ name: 'T' }).search('nodal myocite')).toEqual([])
  })

  it('can be counted, iterated and shown as a table in its order', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const result = zoo.Trait.search('T cell', exact)
    expect(await result.count()).toBe(4)
    expect((await result.first())?.name).toBe('T cell')
    const names: string[] = []
    for await (const record of result) names.push(record.name)
    expect(names).toEqual((await result).map(({ name }) => name))
    const table = await result.toDataFrame({ include: 'ontologyId' })
    expect([...(table.getChild('name') ?? [])]).toEqual(names)
    expect((await result.toDataFrame({ limit: 2 })).numRows).toBe(2)
  })

  it('refuses what is no text, unknown fields, and filters afterwards', async () => {
    await using zoo = await zooInstance(dialect)
    await expect(zoo.Trait.search(null as never)).rejects.toThrow(
      'Cannot search for None value! Please pass a valid string.',
    )
    await expect(zoo.Trait.search('T', { field: 'nofield' as never })).rejects.toThrow(FieldError)
    await expect(zoo.Trait.search('T', { field: 7 as never })).rejects.toThrow(InvalidArgument)
    expect(() => zoo.Trait.search('T').filter()).toThrow('Cannot filter a query once a slice has been taken.')
  })

  it('reads a small table with three statements, however many hits there are', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.save(Array.from({ length: 30 }, (_, i) => zoo.Trait.create({ name: `cell ${i}` })))
    expect(await statementsOf(zoo.db, () => zoo.Trait.search('cell'))).toHaveLength(3)
  })
})
