import { DataType } from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { dialects, freshDatabaseUrl } from '../../database/test-databases.ts'
import type { Dialect } from '../../database/dialect.ts'
import { FieldError } from '../../errors.ts'
import { createTestInstance, type TestInstance } from '../../testing/index.ts'
import { statementsOf } from '../test-statements.ts'

const instance = async (dialect: Dialect): Promise<TestInstance> =>
  createTestInstance({ databaseUrl: await freshDatabaseUrl(dialect) })

const names = (table: { schema: { fields: { name: string }[] } }): string[] =>
  table.schema.fields.map((field) => field.name)

describe.each(dialects)('a data frame on %s', (dialect) => {
  it('of all rows is read page by page, without those in the trash', async () => {
    await using test = await instance(dialect)
    const { ULabel } = test.db
    const labels = await test.db.save(
      Array.from({ length: 16_400 }, (_, n) => ULabel.create({ name: `l${n}` })),
    )
    await labels[7]?.delete()
    const table = await ULabel.toDataFrame({ limit: null })
    const kept = labels.filter((_, n) => n !== 7).map(({ id }) => id)
    expect([...(table.getChild('id') ?? [])]).toEqual(kept.toReversed())
    expect(table.getChild('name')?.get(0)).toBe('l16399')
    const ascending = await ULabel.filter({}).toDataFrame({ limit: null, orderBy: 'id' })
    expect([...(ascending.getChild('id') ?? [])]).toEqual(kept)
    const statements = await statementsOf(test.db, () => ULabel.toDataFrame({ limit: null }))
    expect(statements).toHaveLength(3)
  })

  it('has the columns of the registry, newest record first', async () => {
    await using test = await instance(dialect)
    const { ULabel } = test.db
    await test.db.save(['a', 'ä→😀', 'c'].map((name) => ULabel.create({ name })))
    await (await ULabel.get({ name: 'c' })).delete()
    const table = await ULabel.toDataFrame()
    expect(names(table)).toEqual(
      'uid id name description reference reference_type is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id'.split(
        ' ',
      ),
    )
    const rows = table.toArray().map((row) => row.toJSON())
    const [first, second] = await ULabel.filter().orderBy('-id')
    expect(rows).toMatchObject([
      {
        uid: first?.uid,
        id: first?.id,
        name: 'ä→😀',
        description: null,
        is_locked: false,
        branch_id: 1,
        run_id: null,
      },
      { uid: second?.uid, id: second?.id, name: 'a' },
    ])
    expect(rows[0]?.['created_at']).toBe(first?.createdAt.getTime())
  })

  it('has the same types on both databases', async () => {
    await using test = await instance(dialect)
    const { Artifact, Run, Project } = test.db
    const types = async (registry: typeof Artifact | typeof Run | typeof Project) =>
      Object.fromEntries(
        (await registry.filter().toDataFrame()).schema.fields.map((field) => [
          field.name,
          String(field.type),
        ]),
      )
    expect(await types(Artifact)).toMatchObject({
      id: 'Int32',
      size: 'Int64',
      run_id: 'Int32',
      is_latest: 'Bool',
      extra_data: 'Utf8',
      created_at: 'Timestamp<MICROSECOND, UTC>',
    })
    expect(await types(Run)).toMatchObject({
      id: 'Int32',
      started_at: 'Timestamp<MICROSECOND, UTC>',
      params: 'Utf8',
    })
    expect(await types(Project)).toMatchObject({ start_date: 'Date32<DAY>', url: 'Utf8' })
  })

  it('keeps numbers beyond 32 bits, days, JSON and microseconds', async () => {
    await using test = await instance(dialect)
    const { Feature, Project, Reference } = test.db
    await Reference.create({ name: 'r', pubmedId: 3_000_000_000, date: '1969-12-31' }).save()
    await Project.create({ name: 'p', startDate: '2026-02-28' }).save()
    await Feature.create({ name: 'f', dtype: 'dict', defaultValue: { a: [1, null] } }).save()
    const [reference] = (await Reference.toDataFrame()).toArray()
    expect(reference).toMatchObject({ pubmed_id: 3_000_000_000n, date: -86_400_000 })
    const projects = await Project.toDataFrame()
    expect(projects.getChild('start_date')?.get(0)).toBe(Date.UTC(2026, 1, 28))
    expect(DataType.isDate(projects.getChild('start_date')?.type)).toBe(true)
    const features = (await Feature.toDataFrame()).toArray()
    expect(JSON.parse(String(features[0]?.['default_value']))).toEqual({ a: [1, null] })
    expect(features[0]?.['_dtype_str']).toBe('dict')
    expect(features[0]?.['array_shape']).toBeNull()
  })

  it('shows 20 records and says so, unless a limit is given', async () => {
    await using test = await instance(dialect)
    const { ULabel } = test.db
    await test.db.save(Array.from({ length: 25 }, (_, i) => ULabel.create({ name: `label ${i}` })))
    test.log.length = 0
    expect((await ULabel.toDataFrame()).numRows).toBe(20)
    expect(test.log.map((line) => line.level)).toEqual(['warning'])
    test.log.length = 0
    expect((await ULabel.toDataFrame({ limit: 3 })).numRows).toBe(3)
    expect((await ULabel.toDataFrame({ limit: null })).numRows).toBe(25)
    expect((await ULabel.filter().limit(2).toDataFrame()).numRows).toBe(2)
    expect((await ULabel.filter({ name: 'label 1' }).toDataFrame()).numRows).toBe(1)
    expect((await ULabel.filter({ name: 'none' }).toDataFrame()).numRows).toBe(0)
    expect(test.log).toEqual([])
  })

  it('keeps the order of the set before any other', async () => {
    await using test = await instance(dialect)
    const { ULabel } = test.db
    await test.db.save(['b', 'c', 'a'].map((name) => ULabel.create({ name })))
    const order = async (table: Promise<{ getChild(name: string): Iterable<unknown> | null }>) => [
      ...((await table).getChild('name') ?? []),
    ]
    expect(await order(ULabel.toDataFrame())).toEqual(['a', 'c', 'b'])
    expect(await order(ULabel.toDataFrame({ orderBy: 'name' }))).toEqual(['a', 'b', 'c'])
    expect(await order(ULabel.toDataFrame({ orderBy: { name: 'desc' } }))).toEqual(['c', 'b', 'a'])
    expect(await order(ULabel.filter().orderBy('-name').toDataFrame({ orderBy: 'name' }))).toEqual([
      'c',
      'b',
      'a',
    ])
  })

  it('adds private columns on demand', async () => {
    await using test = await instance(dialect)
    const table = await test.db.Run.toDataFrame({ include: 'privates' })
    expect(names(table)).toContain('_status_code')
    expect(names(await test.db.Run.toDataFrame())).not.toContain('_status_code')
  })

  it('puts included fields behind the first three columns', async () => {
    await using test = await instance(dialect)
    const { ULabel } = test.db
    const parent = await ULabel.create({ name: 'parent', isType: true }).save()
    const child = await ULabel.create({ name: 'child', type: parent, description: 'x' }).save()
    const other = await ULabel.create({ name: 'other' }).save()
    await child.parents.add(parent, other)
    const table = await ULabel.toDataFrame({
      include: [
        'parents.name',
        'type.name',
        'createdBy.handle',
        'description',
        'parents',
        'type.createdBy.id',
        'type',
      ],
      orderBy: 'id',
    })
    expect(names(table)).toEqual([
      'uid',
      'id',
      'name',
      'parents__name',
      'type__name',
      'created_by__handle',
      'description',
      'parents',
      'type__created_by__id',
      'type',
    ])
    const rows = table.toArray().map((row) => row.toJSON())
    expect(rows.map((row) => [...(row['parents__name'] as Iterable<string>)])).toEqual([
      [],
      ['parent', 'other'],
      [],
    ])
    expect(rows.map((row) => [...(row['parents'] as Iterable<number>)])).toEqual([
      [],
      [parent.id, other.id],
      [],
    ])
    expect(rows.map((row) => row['type__name'])).toEqual([null, 'parent', null])
    expect(rows.map((row) => row['type'])).toEqual([null, parent.id, null])
    expect(rows.map((row) => row['description'])).toEqual([null, 'x', null])
    expect(rows.map((row) => row['created_by__handle'])).toEqual(['anonymous', 'anonymous', 'anonymous'])
  })

  it('reads included fields with a number of queries that does not depend on the rows', async () => {
    await using test = await instance(dialect)
    const { ULabel } = test.db
    const labels = await test.db.save(
      Array.from({ length: 12 }, (_, i) => ULabel.create({ name: `label ${i}` })),
    )
    for (const label of labels) await label.parents.add(labels[0] as never)
    const include = ['createdBy.handle', 'parents.name'] as const
    expect(await statementsOf(test.db, () => ULabel.toDataFrame({ include }))).toHaveLength(5)
  })

  it('refuses fields and relations that do not exist', async () => {
    await using test = await instance(dialect)
    const { ULabel } = test.db
    await expect(ULabel.toDataFrame({ include: 'nofield' as never })).rejects.toThrow(FieldError)
    await expect(ULabel.toDataFrame({ include: 'name.x' as never })).rejects.toThrow(FieldError)
    await expect(ULabel.toDataFrame({ include: ['type.name', 'type.name'] })).rejects.toThrow(
      'included twice',
    )
  })

  it('leaves out artifacts that LaminDB makes for itself, unless the set speaks of kinds', async () => {
    await using test = await instance(dialect)
    const { Artifact, Storage } = test.db
    const [storage] = await Storage.all()
    await test.db.transaction(async (trx) => {
      for (const [index, kind] of [null, 'dataset', '__lamindb_run__'].entries())
        await trx
          .insertInto('lamindb_artifact')
          .values({
            uid: `0000000000000000000${index}`,
            suffix: '.txt',
            kind,
            storage_id: storage?.id,
            created_by_id: test.db.userId,
            _key_is_virtual: dialect === 'sqlite' ? 1 : true,
            _overwrite_versions: dialect === 'sqlite' ? 0 : false,
            is_latest: dialect === 'sqlite' ? 1 : true,
            branch_id: 1,
            created_on_id: 1,
            space_id: 1,
          })
          .execute()
    })
    const kinds = async (set: {
      toDataFrame(): Promise<{ getChild(name: string): Iterable<unknown> | null }>
    }) => [...((await set.toDataFrame()).getChild('kind') ?? [])]
    expect(await kinds(Artifact.filter())).toEqual(['dataset', null])
    expect(await kinds(Artifact.filter({ kind: { $startsWith: '__lamindb' } }))).toEqual(['__lamindb_run__'])
    expect(await kinds(Artifact.filter().orderBy('-id').limit(1))).toEqual(['__lamindb_run__'])
  })
})
