import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { InvalidArgument, ValidationError } from '../errors.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import { Timestamp } from '../identity/timestamp.ts'
import type { Instance } from '../instance/instance.ts'
import { logged, openTest, writeText, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { listOf } from '../registries/feature/dtype-argument.ts'
import type { Feature } from '../registries/feature.ts'
import { databases, type TestInstance } from '../testing/index.ts'

interface Features {
  readonly [name: string]: Feature
}

async function features(db: Instance): Promise<Features> {
  await db.save(['u1', 'u2', 'u3'].map((name) => db.ULabel.create({ name })))
  const made: { [name: string]: Feature } = {}
  for (const [name, dtype] of [
    ['n', 'int'],
    ['x', 'float'],
    ['text', 'str'],
    ['yes', 'bool'],
    ['day', 'date'],
    ['time', 'datetime'],
    ['about', 'dict'],
    ['many', listOf('float')],
    ['label', db.ULabel],
    ['labels', listOf(db.ULabel)],
  ] as const)
    made[name] = await db.Feature.create({ name, dtype }).save()
  return made
}

async function withArtifact(database: TestDatabase) {
  const test: TestInstance = await openTest(database)
  const made = await features(test.db)
  const path = await writeText(test.files, 'a.txt', 'a')
  const artifact = await test.db.Artifact.create(path, { key: 'a.txt' }).save()
  return { test, db: test.db, made, artifact }
}

describe.each(databases)('values of features on %s', (database) => {
  it('are read back as they were given, by name, categorical ones first', async () => {
    const { test, artifact, db } = await withArtifact(database)
    await using _ = test
    const values = {
      n: 1,
      x: 27.5,
      text: 'ä',
      yes: true,
      day: new CalendarDate(2026, 1, 2),
      time: new Timestamp(Date.UTC(2026, 0, 2, 3, 4, 5)),
      about: { b: 1, a: [1.5] },
      many: [1, 2.5],
      label: 'u1',
      labels: ['u2', 'u1'],
    }
    await artifact.features.addValues(values)
    const read = await artifact.features.getValues()
    expect(Object.keys(read)).toEqual([
      'label',
      'labels',
      'about',
      'day',
      'many',
      'n',
      'text',
      'time',
      'x',
      'yes',
    ])
    expect(read).toEqual(values)
    expect(await artifact.features.get('n')).toBe(1)
    expect(((await artifact.features.get('label')) as { name: string }).name).toBe('u1')
    expect(await db.JsonValue.filter().count()).toBe(8)
  })

  it('are stored as Python would write them and shared by all that have them', async () => {
    const { test, db, artifact, made } = await withArtifact(database)
    await using _ = test
    await artifact.features.addValues({ x: 100, about: { b: 1, a: 2 } })
    const other = await db.Artifact.create(await writeText(test.files, 'b.txt', 'b'), { key: 'b.txt' }).save()
    await other.features.addValues({ x: 100, about: { a: 2, b: 1 } })
    const rows = await db.queries
      .selectFrom('lamindb_jsonvalue')
      .select(['feature_id', 'hash', sql<string>`cast(value as text)`.as('text')])
      .orderBy('id')
      .execute()
    expect(rows.map((row) => [row['feature_id'], row['hash'], row.text])).toEqual([
      [made['x']?.id, 'YtyknweBvya0MFvdsEFL6g', '100.0'],
      [made['about']?.id, rows[1]?.['hash'], database === 'sqlite' ? '{"b": 1, "a": 2}' : '{"a": 2, "b": 1}'],
    ])
    const again = await db.JsonValue.getOrCreate(made['x'] as Feature, 100)
    expect((await again.artifacts).map(({ key }) => key)).toEqual(['a.txt', 'b.txt'])
  })

  it('take times as objects and as ISO texts, alone and in lists', async () => {
    const { test, db, artifact } = await withArtifact(database)
    await using _ = test
    await db.Feature.create({ name: 'moment', dtype: 'datetime64[ns, UTC]' }).save()
    await db.Feature.create({ name: 'days', dtype: listOf('date') }).save()
    const days = [new CalendarDate(2026, 1, 1), new CalendarDate(2026, 1, 2)]
    await artifact.features.addValues({ moment: '2026-01-01T10:20:30+02:00', days })
    const { moment, days: found } = await artifact.features.getValues()
    expect([(moment as Timestamp).toIso(), found]).toEqual(['2026-01-01T10:20:30+02:00', days])
    await expect(artifact.features.addValues({ moment: 'soon' })).rejects.toThrow(ValidationError)
  })

  it('accumulate when they are added, and replace all others when they are set', async () => {
    const { test, artifact } = await withArtifact(database)
    await using _ = test
    await artifact.features.addValues({ n: 1, label: 'u1', x: 1.5 })
    await artifact.features.addValues({ n: 1, label: 'u1' })
    await artifact.features.addValues({ n: 2, label: 'u2' })
    expect(await artifact.features.getValues()).toEqual({
      n: new Set([1, 2]),
      label: new Set(['u1', 'u2']),
      x: 1.5,
    })
    await artifact.features.setValues({ text: 'z' })
    expect(await artifact.features.getValues()).toEqual({ text: 'z' })
    await artifact.features.setValues({})
    expect(await artifact.features.getValues()).toEqual({})
  })

  it('are updated one by one; null takes a value away', async () => {
    const { test, artifact } = await withArtifact(database)
    await using _ = test
    await artifact.features.addValues({ n: 1, x: 1.5, labels: ['u1', 'u2'] })
    await artifact.features.updateValues({ n: 2, x: null, labels: ['u3', 'u1'] })
    expect(await artifact.features.getValues()).toEqual({ n: 2, labels: ['u3', 'u1'] })
  })

  it('are refused by records that are not saved, and nothing is written', async () => {
    const { test, db } = await withArtifact(database)
    await using _ = test
    const unsaved = await db.Artifact.create(await writeText(test.files, 'b.txt', 'b'), { key: 'b.txt' })
    await expect(unsaved.features.addValues({ n: 1 })).rejects.toThrow(InvalidArgument)
    expect(await db.JsonValue.filter().count()).toBe(0)
  })

  it('come as records by id, whatever the order in which they were given', async () => {
    const { test, artifact } = await withArtifact(database)
    await using _ = test
    await artifact.features.addValues({ labels: ['u2', 'u1'] })
    const records = (await artifact.features.get('labels')) as readonly { name: string }[]
    expect(records.map(({ name }) => name)).toEqual(['u1', 'u2'])
    expect(await artifact.features.getValues()).toEqual({ labels: ['u2', 'u1'] })
  })

  it('are removed by name, by label, or altogether, with a warning where there is nothing', async () => {
    const { test, db, artifact, made } = await withArtifact(database)
    await using _ = test
    await artifact.features.addValues({ n: 1, x: 1.5, labels: ['u1', 'u2'] })
    await artifact.features.removeValues('labels', { value: await db.ULabel.get({ name: 'u1' }) })
    await artifact.features.removeValues(made['x'])
    expect(await artifact.features.getValues()).toEqual({ labels: ['u2'], n: 1 })
    await artifact.features.removeValues('x')
    expect(logged(test, 'warning').at(-1)).toContain("no feature 'x' found on artifact")
    await artifact.features.removeValues()
    expect(await artifact.features.getValues()).toEqual({})
  })

  it('must fit the dtype, and everything that does not is named', async () => {
    const { test, artifact } = await withArtifact(database)
    await using _ = test
    const message = async (values: { [name: string]: unknown }): Promise<string> => {
      const error: unknown = await artifact.features.addValues(values).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(ValidationError)
      return (error as ValidationError).message
    }
    const wrong = await message({ n: 'x', yes: 1 })
    expect(wrong).toContain(
      `Failed to add features on Artifact (uid=${artifact.uid}): 'n' (int)='x', 'yes' (bool)=1. `,
    )
    expect(wrong).toContain("expected series 'n' to have type int, got object")
    expect(wrong).toContain("Column 'yes' failed dtype check for 'bool'")
    expect(await message({ n: 1.5 })).toContain('to have type int, got float64')
    expect(await message({ x: 1n })).toContain('to have type float, got int64')
    expect(await message({ label: 'u9' })).toContain("1 term not validated in feature 'label': 'u9'")
    expect(await message({ nope: 'a', other: 2.5 })).toBe(
      "These keys could not be validated: ['nope', 'other']\nHere is how to create a feature:\n\n  ln.Feature(name='nope', dtype='cat ? str').save()\n  ln.Feature(name='other', dtype='float').save()",
    )
    expect(await artifact.features.getValues()).toEqual({})
  })

  it('go by the topmost of several features of one name, and by the feature itself', async () => {
    const { test, db, artifact } = await withArtifact(database)
    await using _ = test
    const [a, b] = [
      await db.Feature.create({ name: 'LabA', isType: true }).save(),
      await db.Feature.create({ name: 'LabB', isType: true }).save(),
    ]
    const own = await db.Feature.create({ name: 'sample', dtype: 'str', type: a }).save()
    await db.Feature.create({ name: 'sample', dtype: 'str', type: b }).save()
    await expect(artifact.features.addValues({ sample: 'x' })).rejects.toThrow(
      "Ambiguous match for Feature 'sample': found 2 features at depth 1 (under types: ['LabA', 'LabB'])",
    )
    await artifact.features.addValues(new Map([[own, 'y']]))
    await db.Feature.create({ name: 'sample', dtype: 'str', type: null }).save()
    await artifact.features.addValues({ sample: 'x' })
    expect(await artifact.features.getValues()).toEqual({ sample: new Set(['y', 'x']) })
  })

  it('belong to runs and records as well; records hold one value per feature', async () => {
    const { test, db } = await withArtifact(database)
    await using _ = test
    const transform = await db.Transform.create({ key: 'align.py' }).save()
    const run = await db.Run.create({ transform }).save()
    await run.features.addValues({ n: 4, text: 'fast' })
    expect(await run.features.getValues()).toEqual({ n: 4, text: 'fast' })
    await expect(run.features.addValues({ label: 'u1' })).rejects.toThrow(ValidationError)
    const record = await db.Record.create({ name: 'sample 1' }).save()
    await expect(record.features.addValues({ n: 1 })).rejects.toThrow(
      "Cannot use add_values() for to-one features on a Record: ['n']. Use set_values() to replace all feature annotations.",
    )
    await record.features.setValues({ n: 1, label: 'u1', many: [1, 2] })
    await record.features.updateValues({ n: 2 })
    expect(await record.features.getValues()).toEqual({ label: 'u1', many: [1, 2], n: 2 })
  })

  it('of new artifacts are written with them, or with nothing', async () => {
    const { test, db } = await withArtifact(database)
    await using _ = test
    const path = await writeText(test.files, 'c.txt', 'c')
    const artifact = await db.Artifact.create(path, { key: 'c.txt', features: { x: 5, label: 'u2' } }).save()
    expect(await artifact.features.getValues()).toEqual({ label: 'u2', x: 5 })
    const other = await writeText(test.files, 'd.txt', 'd')
    const draft = db.Artifact.create(other, { key: 'd.txt', features: { x: 'no' } })
    await expect(draft.save()).rejects.toThrow(ValidationError)
    expect(await db.Artifact.filter({ key: 'd.txt' }).count()).toBe(0)
  })

  it('need saved features and saved records', async () => {
    const { test, db, artifact, made } = await withArtifact(database)
    await using _ = test
    const unsaved = await db.Feature.create({ name: 'new', dtype: 'int' })
    await expect(artifact.features.addValues(new Map([[unsaved, 1]]))).rejects.toThrow(ValidationError)
    const label = await db.ULabel.create({ name: 'new' })
    await expect(artifact.features.addValues(new Map([[made['label'] as Feature, label]]))).rejects.toThrow(
      'ULabel new is not saved.',
    )
    await expect(artifact.features.addValues(new Map([[1 as never, 1]]))).rejects.toThrow(InvalidArgument)
  })
})
