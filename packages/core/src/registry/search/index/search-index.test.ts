import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../database/dialect.ts'
import { dialects } from '../../../database/test-databases.ts'
import { openInstance } from '../../../instance/open-instance.ts'
import { ArrayTerms, Trait, zooInstance, zooModule, type ZooInstance } from '../../can-curate/test-terms.ts'
import { statementsOf } from '../../test-statements.ts'
import { indexNames } from './index-names.ts'
import { INDEXED_FROM_ROWS } from './limits.ts'

const exact = { fuzzy: false } as const

const KINDS = [
  'neuron',
  'hepatocyte',
  'fibroblast',
  'keratinocyte',
  'astrocyte',
  'macrophage',
  'monocyte',
  'platelet',
]
const PLACES = [
  'retinal',
  'cortical',
  'dermal',
  'hepatic',
  'splenic',
  'thoracic',
  'lumbar',
  'pulmonary',
  'cardiac',
]

const nameOf = (i: number): string =>
  `${PLACES[i % PLACES.length]} ${KINDS[i % KINDS.length]} ${String.fromCharCode(97 + (i % 26))}${i}`

async function fill(zoo: ZooInstance, count: number, from = 0): Promise<void> {
  const numbers = Array.from({ length: count }, (_, i) => from + i)
  await zoo.db.save(
    numbers.map((i) =>
      zoo.Trait.create({ name: nameOf(i), ontologyId: `X:${i}`, synonyms: i % 10 ? null : `syn|no ${i}` }),
    ),
  )
}

async function largeZoo(dialect: Dialect): Promise<ZooInstance> {
  const zoo = await zooInstance(dialect)
  zoo.db.settings.creation.searchNames = false
  await fill(zoo, INDEXED_FROM_ROWS)
  return zoo
}

const hasIndex = async (zoo: ZooInstance): Promise<boolean> => {
  const { vocabulary } = indexNames(zoo.db.registryNamed('Trait').meta)
  const tables = await zoo.db.queries.introspection.getTables()
  return tables.some((table) => table.name === vocabulary)
}

/** Whether a plain look at the text columns finds the text. */
const holds = (row: Trait, text: string): boolean =>
  [row.uid, row.name, row.ontologyId, row.synonyms].some((value) =>
    value?.toLowerCase().includes(text.toLowerCase()),
  )

const names = async (result: PromiseLike<{ name: string }[]>) => (await result).map(({ name }) => name)

describe.each(dialects)('the search index on %s', (dialect) => {
  it('is not made for a small table', async () => {
    await using zoo = await zooInstance(dialect)
    await fill(zoo, 100)
    await zoo.Trait.search('neuron')
    expect(await hasIndex(zoo)).toBe(false)
  })

  it('is made by the first search of a large table and gives the hits of a plain scan', async () => {
    await using zoo = await largeZoo(dialect)
    const texts = [
      'neuron',
      'X:499',
      'l neu',
      'no 490',
      'syn|no',
      'retinal neuron',
      'NEURON',
      'k1',
      'zz',
      '"',
      'a OR b',
      '😀😀😀',
    ]
    const rows = await zoo.Trait.all().all()
    const scanned = texts.map((text) => rows.filter((row) => holds(row, text)).length)
    expect(await hasIndex(zoo)).toBe(false)
    await zoo.Trait.search('neuron')
    expect(await hasIndex(zoo)).toBe(true)
    const found: number[] = []
    for (const text of texts) found.push(await zoo.Trait.search(text, { ...exact, limit: null }).count())
    expect(found).toEqual(scanned)
    expect(await names(zoo.Trait.search('no 490', exact))).toEqual([nameOf(490), nameOf(4900)])
  })

  it('finds what others write at once', async () => {
    await using zoo = await largeZoo(dialect)
    await zoo.Trait.search('neuron')
    const run = (statement: string) => sql.raw(statement).execute(zoo.db.queries)
    await run(`insert into zoo_trait (uid, name, created_by_id) values ('new0000000000', 'quokka cell', 1)`)
    expect(await names(zoo.Trait.search('quokka', exact))).toEqual(['quokka cell'])
    await run(`update zoo_trait set synonyms = 'wombat|numbat' where name = '${nameOf(7)}'`)
    expect(await names(zoo.Trait.search('wombat', exact))).toEqual([nameOf(7)])
    await run(`update zoo_trait set synonyms = null where name = '${nameOf(7)}'`)
    expect(await names(zoo.Trait.search('wombat', exact))).toEqual([])
    await run(`delete from zoo_trait where name = 'quokka cell'`)
    expect(await names(zoo.Trait.search('quokka', exact))).toEqual([])
  })

  it('takes in many new and changed rows', async () => {
    await using zoo = await largeZoo(dialect)
    await zoo.Trait.search('neuron')
    await fill(zoo, 1100, 10_000)
    const run = (statement: string) => sql.raw(statement).execute(zoo.db.queries)
    await run(`update zoo_trait set description = 'platypus ' || ontology_id where id % 4 = 0`)
    expect(await zoo.Trait.search('platypus', { ...exact, limit: null }).count()).toBe(
      Number(
        (
          await sql<{ n: number }>`select count(*) as n from zoo_trait where description is not null`.execute(
            zoo.db.queries,
          )
        ).rows[0]?.n,
      ),
    )
    expect(await names(zoo.Trait.search(nameOf(10_500), exact))).toEqual([nameOf(10_500)])
    expect((await names(zoo.Trait.search('playtpus'))).length).toBe(20)
    expect(await names(zoo.Trait.search('neuron k10', exact))).not.toEqual([])
  })

  it('finds words with wrong letters, also of rows that are not in the index yet', async () => {
    await using zoo = await largeZoo(dialect)
    expect((await names(zoo.Trait.search('hepatocite')))[0]).toContain('hepatocyte')
    expect((await names(zoo.Trait.search('nueron retinal')))[0]).toMatch(/retinal neuron/)
    await zoo.Trait.create({ name: 'thylacine cell' }).save()
    expect(await names(zoo.Trait.search('thylacin cel'))).toContain('thylacine cell')
    expect((await zoo.Trait.search('thylaicne').hits())[0]).toMatchObject({ isFuzzy: true })
  })

  it('needs four statements for a text that is contained often enough', async () => {
    await using zoo = await largeZoo(dialect)
    await zoo.Trait.search('neuron')
    expect(await statementsOf(zoo.db, () => zoo.Trait.search('retinal neuron'))).toHaveLength(4)
    expect((await statementsOf(zoo.db, () => zoo.Trait.search('hepatocite dermel'))).length).toBeLessThan(16)
  })

  it('is used by, but never made through, an instance that may not write', async () => {
    await using zoo = await largeZoo(dialect)
    const readOnly = () => openInstance({ ...zoo.config, readOnly: true }, [zooModule(new ArrayTerms({}))])
    {
      await using db = await readOnly()
      expect(await db.registry(Trait).search('hepatocyte')).toHaveLength(20)
      expect((await db.registry(Trait).search('hepatocite'))[0]?.name).toContain('hepatocyte')
    }
    expect(await hasIndex(zoo)).toBe(false)
    await zoo.Trait.search('neuron')
    await zoo.Trait.create({ name: 'thylacine cell' }).save()
    await using db = await readOnly()
    expect(await names(db.registry(Trait).search('thylacine', exact))).toEqual(['thylacine cell'])
  })

  it('is made anew when the table lost what keeps it right', async () => {
    await using zoo = await largeZoo(dialect)
    await zoo.Trait.search('neuron')
    const { trigger, vocabulary } = indexNames(zoo.db.registryNamed('Trait').meta)
    const run = (statement: string) => sql.raw(statement).execute(zoo.db.queries)
    await run(dialect === 'sqlite' ? `drop trigger ${trigger}` : `drop table ${vocabulary}`)
    await run(`update zoo_trait set synonyms = 'wombat' where name = '${nameOf(7)}'`)
    expect(await names(zoo.Trait.search('wombat', exact))).toEqual([nameOf(7)])
    expect(await hasIndex(zoo)).toBe(true)
  })
})
