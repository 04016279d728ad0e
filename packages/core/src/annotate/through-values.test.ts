import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../errors.ts'
import { openTest, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { listOf } from '../registries/feature/dtype-argument.ts'
import { databases } from '../testing/index.ts'

async function withBooks(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  const authors = await db.Record.create({ name: 'Authors', isType: true }).save()
  const books = await db.Record.create({ name: 'Books', isType: true }).save()
  const author = await db.Feature.create({ name: 'author', dtype: authors }).save()
  const written = await db.Feature.create({
    name: 'books',
    dtype: listOf(books),
    valuesThrough: author,
  }).save()
  const [ann, bob] = await db.save(['ann', 'bob'].map((name) => db.Record.create({ name, type: authors })))
  await db.save(['b1', 'b2'].map((name) => db.Record.create({ name, type: books })))
  const book = (name: string) => db.Record.get({ name })
  return { test, db, author, written, ann: ann as typeof authors, bob: bob as typeof authors, book }
}

describe.each(databases)('values of records that come through something else, on %s', (database) => {
  it('are the links of another feature, seen from the other end', async () => {
    const { test, db, author, written, ann, bob, book } = await withBooks(database)
    await using _ = test
    expect([written._aux, (await db.Feature.get(author.uid))._aux]).toEqual([
      { vf: author.uid },
      { rf: written.uid },
    ])
    expect((await author.relatedFeature)?.uid).toBe(written.uid)
    expect(((await written.valuesThrough) as typeof author).uid).toBe(author.uid)
    await ann.features.setValues({ books: ['b1', 'b2'] })
    expect(await ann.features.getValues()).toEqual({ books: ['b1', 'b2'] })
    expect(await (await book('b1')).features.getValues()).toEqual({ author: 'ann', books: [] })
    await bob.features.setValues({ books: ['b2'] })
    expect([await ann.features.getValues(), await bob.features.getValues()]).toEqual([
      { books: ['b1'] },
      { books: ['b2'] },
    ])
    await ann.features.updateValues({ books: null })
    expect(await (await book('b1')).features.getValues()).toEqual({ books: [] })
    const links = await db.queries.selectFrom('lamindb_recordrecord').select('feature_id').execute()
    expect(links.map((row) => row['feature_id'])).toEqual([author.id])
  })

  it('are fields of the record', async () => {
    await using test = await openTest(database)
    const { db } = test
    const id = await db.Feature.create({
      name: 'external_id',
      dtype: 'str',
      valuesThrough: 'reference',
    }).save()
    expect([id._aux, await id.valuesThrough]).toEqual([{ sf: 'reference' }, 'reference'])
    const type = await db.Record.create({ name: 'T', isType: true }).save()
    const row = await db.Record.create({ name: 'r', type, features: { external_id: 'X1' } }).save()
    expect([row.reference, await row.features.getValues()]).toEqual(['X1', { external_id: 'X1' }])
    await row.features.updateValues({ external_id: 'X2' })
    expect((await db.Record.get(row.uid)).reference).toBe('X2')
    await row.features.updateValues({ external_id: null })
    expect(await (await db.Record.get(row.uid)).features.getValues()).toEqual({})
    expect(await db.queries.selectFrom('lamindb_recordjson').select('id').execute()).toEqual([])
  })

  it('need a dtype that suits, and features that suit one another', async () => {
    const { test, db, author, ann, book } = await withBooks(database)
    await using _ = test
    const made = (dtype: 'int' | 'str' | 'datetime', valuesThrough: string) =>
      db.Feature.create({ name: `${dtype} ${valuesThrough}`, dtype, valuesThrough })
    await expect(made('int', 'reference')).rejects.toThrow("requires feature dtype 'str'")
    await expect(made('str', 'uid')).rejects.toThrow(
      "Unsupported feature field mapping 'uid'. Allowed values are: created_at",
    )
    await expect(made('str', 'createdAt')).rejects.toThrow("requires feature dtype 'datetime'")
    await expect(made('str', 'createdBy')).rejects.toThrow('requires a non-list categorical dtype')
    expect((await made('datetime', 'createdAt'))._aux).toEqual({ sf: 'created_at' })
    const other = db.Feature.create({ name: 'other', dtype: listOf(db.Record), valuesThrough: author })
    await expect(other).rejects.toThrow('related to another one already')
    await (await book('b1')).features.setValues({ author: ann })
    author.valuesThrough = null
    await expect(author.save()).rejects.toThrow(InvalidArgument)
  })
})
