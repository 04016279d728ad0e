import { describe, expect, it } from 'vitest'

import { FieldError, InvalidArgument } from '../errors.ts'
import { openTest } from '../registries/artifact/test-artifacts.ts'
import { databases } from '../testing/index.ts'
import { conditionFromLookups } from './lookups.ts'

describe.each(databases)('a set of records on %s', (database) => {
  async function withLabels() {
    const test = await openTest(database)
    const { db } = test
    const fruit = await db.ULabel.create({ name: 'Fruit', isType: true, description: 'z' }).save()
    await db.ULabel.create({ name: 'apple', type: fruit, description: 'red' }).save()
    await db.ULabel.create({ name: 'plain' }).save()
    const names = async (set: PromiseLike<readonly { name: string }[]>) => (await set).map(({ name }) => name)
    return { test, db, fruit, names }
  }

  it('leaves out what meets a condition; no value meets none', async () => {
    const { test, db, fruit, names } = await withLabels()
    await using _ = test
    const all = db.ULabel.filter().orderBy('id')
    expect(await names(all.exclude({ description: 'red' }))).toEqual(['Fruit', 'plain'])
    expect(await names(all.exclude({ type: fruit }))).toEqual(['Fruit', 'plain'])
    expect(await names(all.filter({ $not: { description: { $startsWith: 'r' } } }))).toEqual([
      'Fruit',
      'plain',
    ])
    expect(await names(all.filter({ description: { $ne: 'red' } }))).toEqual(['Fruit', 'plain'])
    expect(await names(all.filter({ description: { $nin: ['red', 'z'] } }))).toEqual(['plain'])
    expect(await names(all.filter({ $not: { $not: { description: 'red' } } }))).toEqual(['apple'])
  })

  it('stays on its branches when it says which records are not meant', async () => {
    const { test, db, names } = await withLabels()
    await using _ = test
    const plain = await db.ULabel.get({ name: 'plain' })
    const gone = await db.ULabel.create({ name: 'gone' }).save()
    await gone.delete()
    expect(await names(db.ULabel.filter({ id: gone.id }))).toEqual(['gone'])
    expect(await names(db.ULabel.filter({ $not: { id: plain.id } }).orderBy('id'))).toEqual([
      'Fruit',
      'apple',
    ])
  })

  it('takes joined conditions on the related record', async () => {
    const { test, db, names } = await withLabels()
    await using _ = test
    const where = { type: { $or: [{ name: 'Fruit' }, { name: 'nothing' }] } }
    expect(await names(db.ULabel.filter(where))).toEqual(['apple'])
    expect(await names(db.ULabel.filter({ type: { $not: { name: 'Fruit' } } }))).toEqual([])
    const { meta } = db.registryNamed('ULabel')
    const nothing = conditionFromLookups(meta, [['type__type__name__isnull', true]])
    expect(await names(db.ULabel.filter(nothing).orderBy('id'))).toEqual(['Fruit', 'apple', 'plain'])
  })

  it('is ordered by fields of related records', async () => {
    const { test, db, names } = await withLabels()
    await using _ = test
    await db.ULabel.create({ name: 'Colour', isType: true }).save()
    const colour = await db.ULabel.get({ name: 'Colour' })
    await db.ULabel.create({ name: 'red', type: colour }).save()
    const typed = db.ULabel.filter({ type: { isType: true } })
    expect(await names(typed.orderBy('type.name'))).toEqual(['red', 'apple'])
    expect(await names(typed.orderBy('-type.name'))).toEqual(['apple', 'red'])
    expect(await names(typed.orderBy('type.createdBy.handle', '-type.type.name', 'name'))).toEqual([
      'apple',
      'red',
    ])
    await expect(typed.orderBy('type.nope')).rejects.toThrow(FieldError)
    await expect(typed.orderBy('artifacts.key')).rejects.toThrow(FieldError)
  })

  it('is found by lookups as in Django where there is no value', async () => {
    const { test, db, names } = await withLabels()
    await using _ = test
    const { meta } = db.registryNamed('ULabel')
    const found = (name: string, value: unknown) =>
      names(db.ULabel.filter(conditionFromLookups(meta, [[name, value]])).orderBy('id'))
    expect(await found('type__description__isnull', true)).toEqual(['Fruit', 'plain'])
    expect(await found('type__description', null)).toEqual(['Fruit', 'plain'])
    expect(await found('type__description__isnull', false)).toEqual(['apple'])
    expect(await found('description__iexact', null)).toEqual(['plain'])
    expect(await found('description__in', ['red', null])).toEqual(['apple'])
    expect(() => conditionFromLookups(meta, [['name__contains', null]])).toThrow(InvalidArgument)
    expect(await names(db.ULabel.filter({ $and: [{ name: 'apple' }, { branch: null }] }))).toEqual(['apple'])
  })

  it('takes flags at the beginning of a pattern', async () => {
    const { test, db, names } = await withLabels()
    await using _ = test
    expect(await names(db.ULabel.filter({ name: { $regex: '(?i)^APP' } }))).toEqual(['apple'])
    await expect(db.ULabel.filter({ name: { $regex: '[' } })).rejects.toThrow(/regular expression/)
  })

  it('is searched in some field, for no negative number of rows', async () => {
    const { test, db } = await withLabels()
    await using _ = test
    await expect(db.ULabel.search('a', { field: [] })).rejects.toThrow(InvalidArgument)
    await expect(db.ULabel.search('a', { limit: -1 })).rejects.toThrow(InvalidArgument)
  })
})
