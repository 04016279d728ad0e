import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { openTest, type TestDatabase } from '../artifact/test-artifacts.ts'

async function withRows(database: TestDatabase) {
  const answers: string[] = []
  const test = await openTest(database, {
    prompt: {
      confirm: async (question) => {
        answers.push(question)
        return true
      },
      choose: async () => 0,
    },
  })
  const { db } = test
  const sample = await db.Feature.create({ name: 'sample', dtype: 'str' }).save()
  const score = await db.Feature.create({ name: 'score', dtype: 'float' }).save()
  const schema = await db.Schema.create({ name: 's', features: [sample, score] }).save()
  const type = await db.Record.create({ name: 'Sheet', schema }).save()
  const make = (name: string | null, key: string) =>
    db.Record.create({ ...(name !== null && { name }), type, features: { sample: key, score: 1 } }).save()
  await make(null, 'ä1')
  await make('other', 's2')
  const rows = async () => {
    const found = await db.Record.filter({ isType: false }).orderBy('id')
    const values = await Promise.all(found.map((row) => row.features.getValues()))
    return found.map(({ name }, i) => [name, values[i]?.['sample']])
  }
  return { test, db, schema, sample, score, rows, answers }
}

describe.each(databases)('another index of a schema on %s', (database) => {
  it('makes values of the feature the names of the rows of sheets, and back', async () => {
    const { test, schema, sample, rows, answers } = await withRows(database)
    await using _ = test
    schema.index = sample
    await schema.save({ indexNameConflict: 'keepFeature' })
    expect(await rows()).toEqual([
      ['ä1', 'ä1'],
      ['s2', 's2'],
    ])
    schema.index = null
    await schema.save()
    expect(await rows()).toEqual([
      [null, 'ä1'],
      [null, 's2'],
    ])
    expect(answers).toEqual([])
  })

  it('asks what is to stay where both are there and differ', async () => {
    const { test, schema, sample, rows, answers } = await withRows(database)
    await using _ = test
    schema.index = sample
    await schema.save()
    expect(await rows()).toEqual([
      ['ä1', 'ä1'],
      ['other', 'other'],
    ])
    expect(answers).toHaveLength(1)
    expect(answers[0]).toContain("1 data record(s) have both Record.name and 'sample' values that differ.")
  })

  it('must be a text', async () => {
    const { test, schema, score, rows } = await withRows(database)
    await using _ = test
    schema.index = score
    await expect(schema.save()).rejects.toThrow(InvalidArgument)
    expect((await rows()).map(([name]) => name)).toEqual([null, 'other'])
  })
})
