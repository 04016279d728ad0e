import type { Table } from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../errors.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import { logged, openTest, writeText, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { listOf } from '../registries/feature/dtype-argument.ts'
import { databases } from '../testing/index.ts'

const columns = (table: Table): string[] => table.schema.fields.map(({ name }) => name)

const values = (table: Table, column: string): unknown[] =>
  [...(table.getChild(column) ?? [])].map((value: unknown) =>
    typeof value === 'object' && value !== null && Symbol.iterator in value
      ? [...(value as Iterable<unknown>)]
      : value,
  )

async function measured(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  await db.save(['a', 'b'].map((name) => db.ULabel.create({ name })))
  for (const [name, dtype] of [
    ['count', 'int'],
    ['score', 'float'],
    ['day', 'date'],
    ['about', 'dict'],
    ['tags', listOf('str')],
    ['label', db.ULabel],
    ['labels', listOf(db.ULabel)],
  ] as const)
    await db.Feature.create({ name, dtype }).save()
  const make = async (key: string, given: { [name: string]: unknown }) => {
    const artifact = await db.Artifact.create(await writeText(test.files, key, key), { key }).save()
    await artifact.features.addValues(given)
    return artifact
  }
  const full = await make('full', {
    count: 3,
    score: 1.5,
    day: new CalendarDate(2026, 1, 2),
    about: { k: 'v' },
    tags: ['x', 'y'],
    label: 'a',
    labels: ['b', 'a'],
  })
  await make('empty', {})
  return { test, db, full }
}

async function sheet(database: TestDatabase, { isIndexed }: { readonly isIndexed: boolean }) {
  const test = await openTest(database)
  const { db } = test
  const sample = await db.Feature.create({ name: 'sample', dtype: 'str' }).save()
  const score = await db.Feature.create({ name: 'score', dtype: 'float' }).save()
  const note = await db.Feature.create({ name: 'note', dtype: 'str' }).save()
  const schema = await db.Schema.create({
    name: 'rows',
    features: [score, note.withConfig({ optional: true })],
    ...(isIndexed && { index: sample }),
  }).save()
  const type = await db.Record.create({ name: 'Sheet', isType: true, schema }).save()
  const row = (name: string, value: number) =>
    db.Record.create(
      isIndexed
        ? { type, features: { sample: name, score: value } }
        : { type, name, features: { score: value } },
    ).save()
  await row('s2', 2)
  await row('s1', 1)
  return { test, db, type }
}

describe.each(databases)('data frames with features on %s', (database) => {
  it('have a column for each feature that was measured, of the type of its values', async () => {
    const { test, db } = await measured(database)
    await using _ = test
    const table = await db.Artifact.filter().toDataFrame({ include: 'features', orderBy: 'id' })
    expect(columns(table)).toEqual([
      'uid',
      'id',
      'key',
      'count',
      'score',
      'day',
      'about',
      'tags',
      'label',
      'labels',
    ])
    expect(values(table, 'count')).toEqual([3n, null])
    expect(values(table, 'score')).toEqual([1.5, null])
    expect(values(table, 'about')).toEqual(['{"k": "v"}', null])
    expect(values(table, 'tags')).toEqual([['x', 'y'], null])
    expect(values(table, 'label')).toEqual(['a', null])
    expect(values(table, 'labels')).toEqual([['b', 'a'], null])
    expect(table.schema.fields.map(({ type }) => String(type)).slice(3)).toEqual([
      'Int64',
      'Float64',
      'Date32<DAY>',
      'Utf8',
      'List<Utf8>',
      'Dictionary<Int32, Utf8>',
      'List<Utf8>',
    ])
  })

  it('show features by name, beside what is included, and warn of unknown names', async () => {
    const { test, db } = await measured(database)
    await using _ = test
    const include = ['createdBy.handle'] as const
    const table = await db.Artifact.filter().toDataFrame({ include, features: ['label', 'nope'] })
    expect(columns(table)).toEqual(['uid', 'id', 'key', 'created_by__handle', 'label'])
    expect(logged(test, 'warning').join()).toContain("'nope'")
    expect(columns(await db.Artifact.filter().toDataFrame({ features: 'nope' }))).toEqual([
      'uid',
      'id',
      'key',
    ])
  })

  it('make a column one of lists where a record has several values, without labels of other branches', async () => {
    const { test, db, full } = await measured(database)
    await using _ = test
    await full.features.addValues({ score: 2.5, label: 'b' })
    const dev = await db.Branch.create({ name: 'dev' }).save()
    const features = ['score', 'label']
    const table = await db.Artifact.filter({ key: 'full' }).toDataFrame({ features })
    expect([values(table, 'score'), values(table, 'label')]).toEqual([[[1.5, 2.5]], [['a', 'b']]])
    const label = await db.ULabel.get({ name: 'b' })
    await label.set({ branch: dev }).save()
    expect(values(await db.Artifact.filter({ key: 'full' }).toDataFrame({ features }), 'label')).toEqual([
      'a',
    ])
  })

  it('take one of several features of a name, and give columns of records another one', async () => {
    const { test, db, full } = await measured(database)
    await using _ = test
    const type = await db.Feature.create({ name: 'T', isType: true }).save()
    await db.Feature.create({ name: 'score', dtype: 'int', type }).save()
    const key = await db.Feature.create({ name: 'key', dtype: 'str' }).save()
    await full.features.addValues(new Map([[key, 'k']]))
    const table = await db.Artifact.filter({ key: 'full' }).toDataFrame({ include: 'features' })
    expect(columns(table).slice(0, 3)).toEqual(['uid', 'id', '__lamindb_artifact_key__'])
    expect(values(table, 'key')).toEqual(['k'])
    await expect(db.Artifact.filter().toDataFrame({ features: 'score' })).rejects.toThrow(InvalidArgument)
    await expect(db.ULabel.filter().toDataFrame({ include: 'features' })).rejects.toThrow(InvalidArgument)
  })

  it('of a type whose schema has an index are the sheet, by its labels', async () => {
    const { test, db, type } = await sheet(database, { isIndexed: true })
    await using _ = test
    const table = await type.toDataFrame()
    expect(columns(table)).toEqual(['sample', 'score', 'note'])
    expect([values(table, 'sample'), values(table, 'score')]).toEqual([
      ['s1', 's2'],
      [1, 2],
    ])
    expect(JSON.parse(table.schema.metadata.get('pandas') ?? '')).toMatchObject({ index_columns: ['sample'] })
    const same = await db.Record.filter({ type }).toDataFrame({ include: 'features' })
    expect(columns(same)).toEqual(columns(table))
    const path = await db.Artifact.fromDataFrame(table, { key: 'sheet.parquet' }).save()
    expect(path.nObservations).toBe(2)
  })

  it('of a type without index tell which record a row is', async () => {
    const { test, db, type } = await sheet(database, { isIndexed: false })
    await using _ = test
    const run = await db.track({ key: 'job.ts', sourceCode: '1' })
    const table = await type.toDataFrame({ orderBy: 'id' })
    expect(columns(table)).toEqual([
      '__lamindb_record_id__',
      'score',
      'note',
      '__lamindb_record_uid__',
      '__lamindb_record_name__',
    ])
    expect(values(table, '__lamindb_record_name__')).toEqual(['s2', 's1'])
    expect((await run?.inputRecords)?.map(({ name }) => name).sort()).toEqual(['Sheet', 's1', 's2'])
    const record = await db.Record.get({ name: 's1' })
    await expect(record.toDataFrame()).rejects.toThrow(InvalidArgument)
  })

  it('show in sheets what comes from fields of the records', async () => {
    const { test, db } = await measured(database)
    await using _ = test
    const made = await db.Feature.create({
      name: 'made',
      dtype: 'datetime64[ns, UTC]',
      valuesThrough: 'created_at',
    }).save()
    const origin = await db.Feature.create({
      name: 'origin',
      dtype: 'str',
      valuesThrough: 'reference',
    }).save()
    const schema = await db.Schema.create({
      name: 'rows',
      features: [made.withConfig({ optional: true }), origin],
    }).save()
    const type = await db.Record.create({ name: 'Sheet', isType: true, schema }).save()
    const record = await db.Record.create({ name: 'r', type, features: { origin: 'lab 1' } }).save()
    const table = await type.toDataFrame()
    expect(values(table, 'origin')).toEqual(['lab 1'])
    expect(values(table, 'made')).toEqual([Math.floor(Number(record.createdAt.toMicroseconds()) / 1000)])
  })

  it('of records of several types are no sheet', async () => {
    const { test, db } = await sheet(database, { isIndexed: true })
    await using _ = test
    await db.Record.create({ name: 'free' }).save()
    const table = await db.Record.filter().toDataFrame({ include: 'features' })
    expect(columns(table)).toEqual(['uid', 'id', 'name', 'score'])
    expect(logged(test, 'warning').join()).toContain('not all of one type')
  })

  it('are those of the members of a schema too', async () => {
    const { test, db } = await sheet(database, { isIndexed: true })
    await using _ = test
    const schema = await db.Schema.get({ name: 'rows' })
    expect(values(await schema.members.toDataFrame(), 'name')).toEqual(['sample', 'score', 'note'])
  })
})
