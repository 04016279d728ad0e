import { describe, expect, it } from 'vitest'

import { createTestInstance } from '../testing/index.ts'
import { conditionFromLookups } from './lookups.ts'

describe('lookups', () => {
  it('become condition objects with the values that the columns hold', async () => {
    await using test = await createTestInstance()
    const { meta } = test.db.registryNamed('Artifact')
    const translate = (lookups: object) => conditionFromLookups(meta, Object.entries(lookups))
    expect(translate({ key: 'a.csv' })).toEqual({ key: 'a.csv' })
    expect(translate({ size__gt: '3', size__lte: '10' })).toEqual({ size: { $gt: 3, $lte: 10 } })
    expect(translate({ n_files__isnull: 'True' })).toEqual({ nFiles: { $isNull: true } })
    expect(translate({ is_latest: 'false' })).toEqual({ isLatest: false })
    expect(translate({ suffix__in: '.csv, .h5ad' })).toEqual({ suffix: { $in: ['.csv', '.h5ad'] } })
    expect(translate({ size__range: [1, 5] })).toEqual({ size: { $range: [1, 5] } })
    expect(translate({ hash: 'None' })).toEqual({ hash: 'None' })
    expect(translate({ n_observations: 'None' })).toEqual({ nObservations: null })
    expect(translate({ description__icontains: '1' })).toEqual({ description: { $icontains: '1' } })
    expect(translate({ _key_is_virtual: '1' })).toEqual({ _keyIsVirtual: true })
    expect(translate({ createdAt__gt: '2026-01-01' })).toEqual({ createdAt: { $gt: '2026-01-01' } })
  })

  it('span relations, which are merged into one related row', async () => {
    await using test = await createTestInstance()
    const { meta } = test.db.registryNamed('Artifact')
    const translate = (lookups: object) => conditionFromLookups(meta, Object.entries(lookups))
    expect(translate({ ulabels__name: 'raw', ulabels__uid__startswith: 'ab' })).toEqual({
      ulabels: { name: 'raw', uid: { $startsWith: 'ab' } },
    })
    expect(translate({ run__transform__key: 'x.py' })).toEqual({ run: { transform: { key: 'x.py' } } })
    expect(translate({ transform__key: 'x.py' })).toEqual({ run: { transform: { key: 'x.py' } } })
    expect(translate({ run: 'None' })).toEqual({ run: null })
    expect(translate({ run__isnull: 'false' })).toEqual({ $not: { run: null } })
    expect(translate({ ulabels: '3' })).toEqual({ ulabels: { id: 3 } })
    expect(translate({ ulabels__in: '3,4' })).toEqual({ ulabels: { id: { $in: [3, 4] } } })
    expect(translate({ run_id: '3' })).toEqual({ runId: 3 })
    expect(translate({ version: '1' })).toEqual({ versionTag: '1' })
  })

  it('take the names of a status, which are no columns', async () => {
    await using test = await createTestInstance()
    const { meta } = test.db.registryNamed('Branch')
    expect(conditionFromLookups(meta, [['status', 'draft']])).toEqual({ status: 'draft' })
    expect(conditionFromLookups(meta, [['status__in', 'draft,standalone']])).toEqual({
      status: { $in: ['draft', 'standalone'] },
    })
    const where = conditionFromLookups(meta, [['status', 'standalone']])
    expect((await test.db.Branch.filter(where)).map(({ name }) => name)).toContain('main')
  })

  it('keep two comparisons of one kind apart', async () => {
    await using test = await createTestInstance()
    const { meta } = test.db.registryNamed('ULabel')
    const condition = conditionFromLookups(meta, [
      ['name__contains', 'a'],
      ['name__contains', 'b'],
      ['uid', 'x'],
    ])
    expect(condition).toEqual({
      $and: [{ name: { $contains: 'a' }, uid: 'x' }, { name: { $contains: 'b' } }],
    })
    expect(
      conditionFromLookups(meta, [
        ['run__isnull', false],
        ['type__isnull', false],
      ]),
    ).toEqual({ $and: [{ $not: { run: null } }, { $not: { type: null } }] })
  })

  it('take days and years as ranges of moments', async () => {
    await using test = await createTestInstance()
    const { meta } = test.db.registryNamed('ULabel')
    expect(conditionFromLookups(meta, [['created_at__year', '2026']])).toEqual({
      createdAt: { $gte: '2026-01-01', $lt: '2027-01-01' },
    })
    expect(conditionFromLookups(meta, [['created_at__date', '2026-02-28']])).toEqual({
      createdAt: { $gte: '2026-02-28', $lt: '2026-03-01' },
    })
    expect(() => conditionFromLookups(meta, [['created_at__year', '26']])).toThrow(/takes a year/)
  })

  it('find the rows that they describe', async () => {
    await using test = await createTestInstance()
    const { db } = test
    await db.save(['raw', 'cooked', 'frozen'].map((name) => db.ULabel.create({ name })))
    const find = async (name: string, value: string) => {
      const where = conditionFromLookups(db.registryNamed('ULabel').meta, [[name, value]])
      return (await db.ULabel.filter(where).orderBy('name')).map((label) => label.name)
    }
    expect(await find('name__in', 'raw,frozen')).toEqual(['frozen', 'raw'])
    expect(await find('id__gt', '1')).toEqual(['cooked', 'frozen'])
    expect(await find('created_at__year', '2026')).toEqual(['cooked', 'frozen', 'raw'])
    expect(await find('created_by__handle', 'anonymous')).toHaveLength(3)
    expect(await find('created_at__year', '2025')).toEqual([])
  })

  it('look below the keys of JSON', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const { meta } = db.registryNamed('JsonValue')
    const translate = (lookups: object) => conditionFromLookups(meta, Object.entries(lookups))
    expect(translate({ value__a: '1' })).toEqual({ value: { $key: { a: 1 } } })
    expect(translate({ value__a__gt: 1 })).toEqual({ value: { $key: { a: { $gt: 1 } } } })
    expect(translate({ value__a__0__isnull: true })).toEqual({
      value: { $key: { a: { $key: { 0: { $isNull: true } } } } },
    })
    const { meta: artifacts } = db.registryNamed('Artifact')
    expect(conditionFromLookups(artifacts, [['meta__a__gt', 1]])).toEqual({
      $features: { meta: { $key: { a: { $gt: 1 } } } },
    })
  })

  it('name the field or the comparison that there is not', async () => {
    await using test = await createTestInstance()
    const { meta } = test.db.registryNamed('ULabel')
    expect(() => conditionFromLookups(meta, [['colour', 'red']])).toThrow(/Unknown field 'colour'/)
    expect(() => conditionFromLookups(meta, [['artifacts__colour', 'red']])).toThrow(/Unknown field 'colour'/)
    expect(() => conditionFromLookups(meta, [['constructor', 'x']])).toThrow(/Unknown field 'constructor'/)
    expect(() => conditionFromLookups(meta, [['type__constructor', 'x']])).toThrow(/Unknown field/)
    expect(() => conditionFromLookups(meta, [['type', 'Kind']])).toThrow(
      "Invalid lookup 'Kind' for type. Did you mean type__name?",
    )
    expect(() => conditionFromLookups(meta, [['name__like', 'x']])).toThrow(/Unsupported lookup 'name__like'/)
    expect(() => conditionFromLookups(meta, [['id__gt', 'x']])).toThrow(/expected a number but got 'x'/)
    expect(() => conditionFromLookups(meta, [['is_type', 'maybe']])).toThrow(/takes true or false/)
    expect(() => conditionFromLookups(meta, [['id__range', '1']])).toThrow(/takes two values/)
  })
})
