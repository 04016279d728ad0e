import { describe, expect, it } from 'vitest'

import { DoesNotExist, FieldError, InvalidArgument } from '../errors.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import type { Artifact } from '../registries/artifact.ts'
import { openTest, writeText, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { listOf } from '../registries/feature/dtype-argument.ts'
import { conditionFromLookups } from '../registry/lookups.ts'
import type { Where } from '../registry/record-types.ts'
import { databases } from '../testing/index.ts'

async function annotated(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  await db.save(['a', 'b', 'c'].map((name) => db.ULabel.create({ name })))
  const features = {
    temperature: await db.Feature.create({ name: 'temperature', dtype: 'float' }).save(),
    day: await db.Feature.create({ name: 'day', dtype: 'date' }).save(),
    lab: await db.Feature.create({ name: 'lab', dtype: db.ULabel }).save(),
    labs: await db.Feature.create({ name: 'labs', dtype: listOf(db.ULabel) }).save(),
    note: await db.Feature.create({ name: 'note', dtype: 'str' }).save(),
  }
  const make = async (name: string, values: { [name: string]: unknown }): Promise<void> => {
    const artifact = await db.Artifact.create(await writeText(test.files, name, name), { key: name }).save()
    await artifact.features.addValues(values)
  }
  await make('1', {
    temperature: 21,
    day: new CalendarDate(2026, 1, 1),
    lab: 'a',
    labs: ['a', 'b'],
    note: 'Was ok',
  })
  await make('2', { temperature: 25.5, lab: 'b', labs: ['a'] })
  await make('3', {})
  const keys = async (where: object): Promise<string> =>
    (await db.Artifact.filter(where as Where<Artifact>).orderBy('id')).map(({ key }) => key).join(' ')
  return { test, db, keys, ...features }
}

describe.each(databases)('conditions on features on %s', (database) => {
  it('compare numbers as numbers, dates as dates, texts by their parts', async () => {
    const { test, keys, temperature, day } = await annotated(database)
    await using _ = test
    expect(await keys(temperature.eq(21))).toBe('1')
    expect(await keys(temperature.gt(21))).toBe('2')
    expect(await keys(temperature.gte(21))).toBe('1 2')
    expect(await keys(temperature.lt(100))).toBe('1 2')
    expect(await keys(temperature.lte(21))).toBe('1')
    expect(await keys({ temperature: { $range: [20, 22] } })).toBe('1')
    expect(await keys({ temperature: { $in: [21, 25.5] } })).toBe('1 2')
    expect(await keys(day.eq(new CalendarDate(2026, 1, 1)))).toBe('1')
    expect(await keys(day.lt(new CalendarDate(2026, 1, 2)))).toBe('1')
    expect(await keys({ note: { $contains: 'was' } })).toBe('1')
  })

  it('tell a float from an int, as the stored values do', async () => {
    const { test, keys } = await annotated(database)
    await using _ = test
    expect(await keys({ temperature: 21 })).toBe('1')
    // Postgres compares the numbers themselves.
    expect(await keys({ temperature: 21n })).toBe(database === 'sqlite' ? '' : '1')
  })

  it('find what has no value', async () => {
    const { test, keys, temperature, lab } = await annotated(database)
    await using _ = test
    expect(await keys(temperature.isNull())).toBe('3')
    expect(await keys(temperature.isNull(false))).toBe('1 2')
    expect(await keys(lab.eq(null))).toBe('3')
    expect(await keys(temperature.ne(21))).toBe('2 3')
  })

  it('resolve labels by name, and take records and lists', async () => {
    const { test, db, keys, lab, labs } = await annotated(database)
    await using _ = test
    expect(await keys({ lab: 'a' })).toBe('1')
    expect(await keys(lab.eq(await db.ULabel.get({ name: 'b' })))).toBe('2')
    expect(await keys(lab.ne('a'))).toBe('2 3')
    expect(await keys({ lab: { $in: ['a', 'b', 'unknown'] } })).toBe('1 2')
    expect(await keys(labs.eq(['b', 'a']))).toBe('1')
    expect(await keys(labs.eq(['a']))).toBe('2')
    await expect(keys({ lab: 'unknown' })).rejects.toThrow(DoesNotExist)
    await expect(keys({ lab: { $in: ['unknown'] } })).rejects.toThrow(DoesNotExist)
  })

  it('go together with conditions on fields, and with one another', async () => {
    const { test, db, keys, temperature, lab } = await annotated(database)
    await using _ = test
    expect(await keys({ $or: [temperature.gt(25), lab.eq('a')] })).toBe('1 2')
    expect(await keys({ key: '2', $features: { temperature: { $gt: 1 }, lab: 'b' } })).toBe('2')
    expect(await keys({ $not: lab.eq('a') })).toBe('2 3')
    const set = db.Artifact.filter(temperature.gt(1))
    expect([await set.count(), (await set.toDataFrame()).numRows]).toEqual([2, 2])
    expect(await db.Artifact.filter(lab.eq('a')).filter({ key: '1' }).exists()).toBe(true)
  })

  it('may be written as Python writes them', async () => {
    const { test, db, keys } = await annotated(database)
    await using _ = test
    const from = (lookups: [string, unknown][]): object =>
      conditionFromLookups(db.registryNamed('Artifact').meta, lookups)
    expect(await keys(from([['temperature__gt', 22]]))).toBe('2')
    expect(
      await keys(
        from([
          ['lab__in', ['a', 'b']],
          ['temperature__lt', 22],
        ]),
      ),
    ).toBe('1')
    expect(await keys(from([['temperature__isnull', true]]))).toBe('3')
  })

  it('say which names are neither fields nor features', async () => {
    const { test, db, keys, temperature } = await annotated(database)
    await using _ = test
    await expect(keys({ nope: 1 })).rejects.toThrow(
      /available fields: .*\nOr fix invalid feature names: 'nope'/s,
    )
    await expect(keys({ temperature: 1, key: 'x' })).rejects.toThrow("Or fix invalid feature names: 'key'")
    await expect(db.ULabel.filter(temperature.gt(1) as never)).rejects.toThrow(FieldError)
    await db.Feature.create({ name: 'T', isType: true }).save()
    const type = await db.Feature.get({ name: 'T' })
    await db.Feature.create({ name: 'temperature', dtype: 'float', type }).save()
    await expect(keys({ temperature: 1 })).rejects.toThrow(InvalidArgument)
    expect(await keys(temperature.gt(1))).toBe('1 2')
  })

  it('find records by their own values and runs by theirs', async () => {
    const { test, db, temperature } = await annotated(database)
    await using _ = test
    const record = await db.Record.create({ name: 'r' }).save()
    await record.features.setValues({ temperature: 4, lab: 'c' })
    expect((await db.Record.filter(temperature.lt(5))).map(({ name }) => name)).toEqual(['r'])
    expect(await db.Record.filter({ $features: { lab: 'a' } }).count()).toBe(0)
    const transform = await db.Transform.create({ key: 't.py' }).save()
    const run = await db.Run.create({ transform }).save()
    await run.features.addValues({ temperature: 9 })
    expect((await db.Run.filter(temperature.eq(9))).map(({ uid }) => uid)).toEqual([run.uid])
  })
})
