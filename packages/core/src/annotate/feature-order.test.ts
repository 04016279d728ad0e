import { describe, expect, it } from 'vitest'

import { FieldError, InvalidArgument } from '../errors.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import type { Artifact } from '../registries/artifact.ts'
import { openTest, writeText, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { listOf } from '../registries/feature/dtype-argument.ts'
import type { QuerySet } from '../registry/query-set.ts'
import { databases } from '../testing/index.ts'

async function measured(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  const count = await db.Feature.create({ name: 'count', dtype: 'int' }).save()
  const day = await db.Feature.create({ name: 'day', dtype: 'date' }).save()
  const make = async (key: string, values: { [name: string]: unknown }): Promise<Artifact> => {
    const artifact = await db.Artifact.create(await writeText(test.files, key, key), { key }).save()
    await artifact.features.addValues(values)
    return artifact
  }
  const artifacts = [
    await make('a', { count: 10, day: new CalendarDate(2026, 3, 1) }),
    await make('b', { count: 2 }),
    await make('c', { day: new CalendarDate(2025, 12, 31) }),
    await make('d', { count: 9 }),
  ]
  return { test, db, count, day, artifacts }
}

const keys = async (set: QuerySet<Artifact>): Promise<string> => (await set).map(({ key }) => key).join(' ')

describe.each(databases)('orders by features on %s', (database) => {
  it('go by the value, numbers as numbers, and leave to the end what has none', async () => {
    const { test, db, count, day } = await measured(database)
    await using _ = test
    expect(await keys(db.Artifact.filter().orderBy(count.asc()))).toBe('b d a c')
    expect(await keys(db.Artifact.filter().orderBy(count.desc()))).toBe('a d b c')
    expect(await keys(db.Artifact.filter().orderBy(day.asc(), '-key'))).toBe('c a d b')
    expect((await db.Artifact.filter().orderBy(count.asc()).first())?.key).toBe('b')
    expect((await db.Artifact.filter().orderBy(count.asc()).last())?.key).toBe('c')
    expect(await keys(db.Artifact.filter().orderBy(count.desc()).limit(2))).toBe('a d')
  })

  it('show records once for each of their values, as far as a filter lets them through', async () => {
    const { test, db, count, artifacts } = await measured(database)
    await using _ = test
    await artifacts[1]?.features.addValues({ count: 20 })
    expect(await keys(db.Artifact.filter().orderBy(count.asc()))).toBe('b d a b c')
    expect(await keys(db.Artifact.filter(count.gt(2)).orderBy(count.asc()))).toBe('d a b')
  })

  it('are those of data frames and records too', async () => {
    const { test, db, count } = await measured(database)
    await using _ = test
    const table = await db.Artifact.filter().orderBy(count.desc()).toDataFrame()
    expect([...(table.getChild('key') ?? [])]).toEqual(['a', 'd', 'b', 'c'])
    for (const [name, value] of [
      ['x', 3],
      ['y', 1],
    ] as const)
      await (await db.Record.create({ name }).save()).features.setValues({ count: value })
    const records = await db.Record.filter().orderBy(count.asc())
    expect(records.map(({ name }) => name)).toEqual(['y', 'x'])
  })

  it('are refused where values have no order, records no features, or the set is a part', async () => {
    const { test, db, count } = await measured(database)
    await using _ = test
    const many = await db.Feature.create({ name: 'many', dtype: listOf('int') }).save()
    await expect(db.Artifact.filter().orderBy(many.asc()).all()).rejects.toThrow(FieldError)
    await expect(db.ULabel.filter().orderBy(count.asc()).all()).rejects.toThrow(FieldError)
    expect(() => db.Artifact.filter().limit(1).orderBy(count.asc())).toThrow(InvalidArgument)
  })
})
