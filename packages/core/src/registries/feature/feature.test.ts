import {
  Bool,
  Dictionary,
  Field,
  Int32,
  List,
  Table,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { FieldValidationError, InvalidArgument, ValidationError } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { logged, openTest } from '../artifact/test-artifacts.ts'
import { listOf, type DtypeArgument } from './dtype-argument.ts'

describe.each(databases)('a feature on %s', (database) => {
  it('has a dtype from a text, a registry, a field, a type, a list or several of these', async () => {
    await using test = await openTest(database)
    const { db } = test
    const type = await db.Record.create({ name: 'Sample', isType: true }).save()
    const dtypes = await Promise.all(
      [
        'int' as const,
        listOf('float'),
        db.ULabel,
        db.ULabel.field('uid'),
        type,
        listOf(type),
        [db.ULabel, db.Record],
        'cat[ULabel]',
      ].map(async (dtype, i) => (await db.Feature.create({ name: `f${i}`, dtype })).dtype),
    )
    expect(dtypes).toEqual([
      'int',
      'list[float]',
      'cat[ULabel]',
      'cat[ULabel.uid]',
      `cat[Record[${type.uid}]]`,
      `list[cat[Record[${type.uid}]]]`,
      'cat[ULabel|Record]',
      'cat[ULabel]',
    ])
  })

  it('gives its dtype as what it was made from, and is found by it', async () => {
    await using test = await openTest(database)
    const { db } = test
    const type = await db.Record.create({ name: 'Sample', isType: true }).save()
    const object = async (dtype: DtypeArgument) =>
      (await db.Feature.create({ name: 'x', dtype })).dtypeAsObject
    expect(await object('int')).toBe('int')
    expect(await object(db.ULabel)).toBe(db.ULabel)
    expect(String(await object(db.ULabel.field('uid')))).toBe('ULabel.uid')
    expect(((await object(listOf(type))) as { listOf: typeof type }).listOf.uid).toBe(type.uid)
    expect(await object([db.ULabel, db.Record])).toEqual([db.ULabel, db.Record])
    await db.Feature.create({ name: 'y', dtype: db.ULabel }).save()
    expect((await db.Feature.filter({ dtype: 'cat[ULabel]' })).map(({ name }) => name)).toEqual(['y'])
  })

  it('is found again by its name, and keeps its dtype', async () => {
    await using test = await openTest(database)
    const { db } = test
    const feature = await db.Feature.create({ name: 'x', dtype: 'str' }).save()
    expect([feature.nullable, feature._aux]).toEqual([true, {}])
    expect((await db.Feature.create({ name: 'null', dtype: 'str', nullable: null }).save()).nullable).toBe(
      true,
    )
    expect((await db.Feature.create({ name: 'x', dtype: 'str' }).save()).id).toBe(feature.id)
    await expect(db.Feature.create({ name: 'x', dtype: db.ULabel })).rejects.toThrow(
      'Feature x already exists with dtype str, you passed cat[ULabel]',
    )
  })

  it('refuses what is no dtype, no dtype at all, and keywords that it does not know', async () => {
    await using test = await openTest(database)
    const { db } = test
    await expect(db.Feature.create({ name: 'x', dtype: 'cat ? str' })).rejects.toThrow(InvalidArgument)
    await expect(db.Feature.create({ name: 'x' })).rejects.toThrow(ValidationError)
    await expect(db.Feature.create({ name: 'x', dtype: 'int', nope: 1 } as never)).rejects.toThrow(
      FieldValidationError,
    )
    const unsaved = await db.ULabel.create({ name: 'T', isType: true })
    await expect(db.Feature.create({ name: 'x', dtype: unsaved })).rejects.toThrow(InvalidArgument)
    const label = await db.ULabel.create({ name: 'l' }).save()
    await expect(db.Feature.create({ name: 'x', dtype: label })).rejects.toThrow(InvalidArgument)
    expect((await db.Feature.create({ name: 'Group', isType: true })).dtype).toBeNull()
  })

  it('restricts its labels by filters', async () => {
    await using test = await openTest(database)
    const { db } = test
    const user = await db.User.filter().first()
    const feature = await db.Feature.create({
      name: 'mine',
      dtype: db.ULabel,
      catFilters: { createdBy: user as NonNullable<typeof user> },
    }).save()
    expect(feature.dtype).toBe(`cat[ULabel[created_by__uid=${user?.uid ?? ''}]]`)
    await db.ULabel.create({ name: 'a' }).save()
    const schema = await db.Schema.create({ features: [feature], coerce: true }).save()
    await db.curate([{ mine: 'a' }], schema).validate()
    await expect(
      db.Feature.create({ name: 'y', dtype: [db.ULabel, db.Record], catFilters: { name: 'a' } }),
    ).rejects.toThrow(ValidationError)
    await expect(
      db.Feature.create({ name: 'y', dtype: db.ULabel, catFilters: { name: ['a'] as never } }),
    ).rejects.toThrow('The filter name takes a text')
  })

  it('warns of tables that have it under its old name', async () => {
    await using test = await openTest(database)
    const { db } = test
    const feature = await db.Feature.create({ name: 'a', dtype: 'int' }).save()
    const schema = await db.Schema.create({ features: [feature] }).save()
    const { uid } = await db.curate([{ a: 1 }], schema).saveArtifact({ key: 'a.parquet' })
    feature.name = 'b'
    await feature.save()
    const warning = logged(test, 'warning').find((line) => line.includes("renaming feature from 'a' to 'b'"))
    expect(warning).toContain(uid)
  })

  it('is made for each column of a table and each key of a dictionary', async () => {
    await using test = await openTest(database)
    const { db } = test
    const table = new Table({
      n: vectorFromArray([1], new Int32()),
      yes: vectorFromArray([true], new Bool()),
      label: vectorFromArray(['a'], new Dictionary(new Utf8(), new Int32())),
      at: vectorFromArray([0], new TimestampMillisecond('UTC')),
      many: vectorFromArray([['a']], new List(new Field('item', new Utf8(), true))),
    })
    const made = await db.Feature.fromTable(table)
    expect(made.map(({ name, dtype }) => [name, dtype])).toEqual([
      ['n', 'int'],
      ['yes', 'bool'],
      ['label', 'cat[ULabel]'],
      ['at', 'datetime64[ns, UTC]'],
      ['many', 'list[str]'],
    ])
    const fromDict = await db.Feature.fromDict({ a: 1, b: 1.5, c: ['x'], d: { e: 1 } })
    expect(fromDict.map(({ dtype }) => dtype)).toEqual(['int', 'float', 'list[str]', 'dict'])
  })
})
