import { Float64, Table, Utf8, vectorFromArray } from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { InvalidArgument, ValidationError } from '../../errors.ts'
import { statementsOf } from '../../registry/test-statements.ts'
import { databases } from '../../testing/index.ts'
import { openTest, type TestDatabase } from '../artifact/test-artifacts.ts'

async function withSheet(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  await db.save(['u', 'v'].map((name) => db.ULabel.create({ name })))
  const sample = await db.Feature.create({ name: 'sample', dtype: 'str' }).save()
  const score = await db.Feature.create({ name: 'score', dtype: 'float' }).save()
  const lab = await db.Feature.create({ name: 'lab', dtype: db.ULabel }).save()
  const schema = await db.Schema.create({
    features: [score, lab.withConfig({ optional: true })],
    index: sample,
  }).save()
  const sheet = await db.Record.create({ name: 'Sheet', schema }).save()
  return { test, db, sheet }
}

describe.each(databases)('rows of a table as records on %s', (database) => {
  it('are written with their values, all at once', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    const rows = [
      { sample: 's1', score: 1, lab: 'u' },
      { sample: 's2', score: 2.5, lab: null },
    ]
    const records = await db.Record.fromDataFrame(rows, { type: sheet }).save()
    expect(records.map(({ name }) => name)).toEqual(['s1', 's2'])
    const [first, second] = await db.Record.filter({ isType: false }).orderBy('id')
    expect([await first?.features.getValues(), await second?.features.getValues()]).toEqual([
      { lab: 'u', score: 1, sample: 's1' },
      { score: 2.5, sample: 's2' },
    ])
  })

  it('cost as many questions however many they are', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    const rows = (prefix: string, n: number) =>
      Array.from({ length: n }, (_one, i) => ({ sample: `${prefix}${i}`, score: i, lab: 'u' }))
    const few = await statementsOf(db, () => db.Record.fromDataFrame(rows('a', 2), { type: sheet }).save())
    const many = await statementsOf(db, () => db.Record.fromDataFrame(rows('b', 200), { type: sheet }).save())
    expect(many.length).toBeLessThanOrEqual(few.length)
    expect(await db.Record.filter({ isType: false }).count()).toBe(202)
  })

  it('are written together or not at all', async () => {
    const { test, db, sheet } = await withSheet(database)
    await using _ = test
    const missing = db.Record.fromDataFrame(
      [
        { sample: 's1', score: 1 },
        { sample: 's2', score: null },
      ],
      { type: sheet },
    )
    await expect(missing.save()).rejects.toThrow(
      "Cannot set type to 'Sheet' on Record 's2': missing required features 'score'",
    )
    const wrong = db.Record.fromDataFrame([{ sample: 's1', score: 1, lab: 'nope' }], { type: sheet })
    await expect(wrong.save()).rejects.toThrow(ValidationError)
    expect(await db.Record.filter({ isType: false }).count()).toBe(0)
  })

  it('make a frame of their own, with the features that the columns name', async () => {
    const { test, db } = await withSheet(database)
    await using _ = test
    const table = new Table({
      name: vectorFromArray(['r1', 'r2'], new Utf8()),
      score: vectorFromArray([1.5, 2], new Float64()),
    })
    const records = await db.Record.fromDataFrame(table, { type: 'My table' }).save()
    const type = await records[0]?.type
    expect([type?.name, (await type?.type)?.name, (await type?.type)?.uid]).toEqual([
      'My table',
      'Imports',
      'W3WdiFRZTvTJajNp',
    ])
    expect(
      (await (await type?.schema)?.members)?.map((member) => String((member as { name?: string }).name)),
    ).toEqual(['score'])
    await expect(db.Record.fromDataFrame(table, { type: 'My table' }).save()).rejects.toThrow(InvalidArgument)
    const gaps = [{ score: null }, { score: 1 }]
    await expect(db.Record.fromDataFrame(gaps, { type: 'Gaps' }).save()).rejects.toThrow(ValidationError)
    expect(await db.Record.filter({ name: 'Gaps' }).exists()).toBe(false)
    await expect(db.Record.fromDataFrame([{ unknown: 1 }], { type: 'Nothing' })).rejects.toThrow(
      'Could not infer a schema from dataframe columns.',
    )
  })
})
