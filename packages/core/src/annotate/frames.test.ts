import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { InvalidArgument, ValidationError } from '../errors.ts'
import { openTest, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { listOf } from '../registries/feature/dtype-argument.ts'
import { statementsOf } from '../registry/test-statements.ts'
import { databases } from '../testing/index.ts'

async function withSheet(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  await db.ULabel.create({ name: 'u' }).save()
  const id = await db.Feature.create({ name: 'sample', dtype: 'str' }).save()
  const score = await db.Feature.create({ name: 'score', dtype: 'float' }).save()
  const lab = await db.Feature.create({ name: 'lab', dtype: db.ULabel }).save()
  const tags = await db.Feature.create({ name: 'tags', dtype: listOf('str') }).save()
  const schema = await db.Schema.create({
    name: 'sheet schema',
    features: [score, lab.withConfig({ optional: true }), tags.withConfig({ optional: true })],
    index: id,
  }).save()
  const sheet = await db.Record.create({ name: 'Sheet', schema }).save()
  return { test, db, schema, sheet, score }
}

describe.each(databases)('rows of a sheet on %s', (database) => {
  it('are written with their values; the index is the name', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    expect(sheet.isType).toBe(true)
    const row = await db.Record.create({
      type: sheet,
      features: { sample: 's1', score: 1, lab: 'u', tags: ['a', 'b'] },
    }).save()
    expect(row.name).toBe('s1')
    const read = await db.Record.get({ name: 's1' })
    expect(await read.features.getValues()).toEqual({ lab: 'u', score: 1, tags: ['a', 'b'], sample: 's1' })
    const stored = await db.queries
      .selectFrom('lamindb_recordjson')
      .select(sql<string>`cast(value as text)`.as('text'))
      .orderBy('id')
      .execute()
    expect(stored.map(({ text }) => text)).toEqual(['1.0', '["a", "b"]'])
  })

  it('must have what the schema requires, when they are made and when they join later', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    await expect(db.Record.create({ name: 's0', type: sheet })).rejects.toThrow(
      "Cannot set type to 'Sheet' on Record 's0': missing required features 'score'",
    )
    const wrong = db.Record.create({ type: sheet, features: { sample: 's0', score: 'high' } })
    await expect(wrong).rejects.toThrow(
      /^Cannot set type to 'Sheet' on Record uid=\w+: .*to have type float, got object/s,
    )
    const loose = await db.Record.create({ name: 'loose' }).save()
    loose.set({ type: sheet })
    await expect(loose.save()).rejects.toThrow(ValidationError)
    expect((await db.Record.get({ name: 'loose' })).typeId).toBeNull()
    await loose.refresh()
    await loose.features.setValues({ score: 2.5 })
    loose.set({ type: sheet })
    await loose.save()
    expect(await loose.features.getValues()).toEqual({ score: 2.5, sample: 'loose' })
  })

  it('leave nothing behind when their values do not fit', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    const draft = db.Record.create({ name: 's1', type: sheet, features: { score: 1 } })
    await expect(draft.save()).rejects.toThrow(/^Failed to set features on Record 's1'/)
    expect(await db.Record.filter({ isType: false }).count()).toBe(0)
  })

  it('are checked as a whole when one value changes', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    const row = await db.Record.create({ type: sheet, features: { sample: 's1', score: 1 } }).save()
    await row.features.updateValues({ score: 3.5 })
    await expect(row.features.updateValues({ score: 'x' })).rejects.toThrow(ValidationError)
    await expect(row.features.setValues({ sample: 's1' })).rejects.toThrow(ValidationError)
    await expect(row.features.setValues({ nope: 1 })).rejects.toThrow("not in the provided schema: ['nope']")
    expect(await row.features.getValues()).toEqual({ score: 3.5, sample: 's1' })
    await row.features.updateValues({ sample: 's2' })
    expect((await db.Record.get(row.uid)).name).toBe('s2')
  })

  it('are checked together when there are many, with no more questions than for few', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    const rows = (from: number, n: number) =>
      Array.from({ length: n }, (_one, i) =>
        db.Record.create({ type: sheet, features: { sample: `s${from + i}`, score: i, lab: 'u' } }),
      )
    const few = await statementsOf(db, () => db.save(rows(0, 5)))
    const many = await statementsOf(db, () => db.save(rows(100, 100)))
    expect(many.length).toBeLessThan(few.length * 8)
    expect(await db.Record.filter({ isType: false }).count()).toBe(105)
    expect(await db.queries.selectFrom('lamindb_recordulabel').select('id').execute()).toHaveLength(105)
    const bad = [...rows(500, 2), db.Record.create({ type: sheet, features: { sample: 's9', score: 'x' } })]
    await expect(db.save(bad)).rejects.toThrow(ValidationError)
    expect(await db.Record.filter({ isType: false }).count()).toBe(105)
  })

  it('take their name from an index of texts only', async () => {
    const { test, db, score } = await withSheet(database)
    await using _ = test
    const schema = await db.Schema.create({ index: score }).save()
    await expect(db.Record.create({ name: 'numbered', schema }).save()).rejects.toThrow(InvalidArgument)
  })
})
