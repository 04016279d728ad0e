import { describe, expect, it } from 'vitest'

import { openTest } from '../registries/artifact/test-artifacts.ts'
import { databases } from '../testing/index.ts'

describe.each(databases)('conditions below keys of JSON on %s', (database) => {
  it('tell null from nothing, and true from 1', async () => {
    await using test = await openTest(database)
    const { db } = test
    const values = {
      one: { a: 1 },
      yes: { a: true },
      none: { a: null },
      deep: { a: { b: ['x', { c: 'Y' }] } },
      list: [1],
    }
    for (const [hash, value] of Object.entries(values)) await db.JsonValue.create({ value, hash }).save()
    const found = async (value: object) =>
      (await db.JsonValue.filter({ value }).orderBy('id')).map(({ hash }) => hash)

    expect(await found({ $key: { a: 1 } })).toEqual(['one'])
    expect(await found({ $key: { a: true } })).toEqual(['yes'])
    expect(await found({ $key: { a: null } })).toEqual(['none'])
    expect(await found({ $key: { a: { $isNull: true } } })).toEqual(['list'])
    expect(await found({ $key: { a: { $in: [1, null] } } })).toEqual(['one', 'none'])
    expect(await found({ $key: { a: { b: ['x', { c: 'Y' }] } } })).toEqual(['deep'])
    expect(await found({ $key: { a: { $key: { b: { $key: { 0: 'x' } } } } } })).toEqual(['deep'])
    expect(
      await found({ $key: { a: { $key: { b: { $key: { 1: { $key: { c: { $iexact: 'y' } } } } } } } } }),
    ).toEqual(['deep'])
    expect(await found({ $hasKey: 'a' })).toEqual(['one', 'yes', 'none', 'deep'])
    expect(await found({ $key: { a: { $hasKeys: ['b'] } } })).toEqual(['deep'])
    expect(await found({ $hasKeys: ['a', 'z'] })).toEqual([])
    expect(await found({ $hasAnyKeys: ['z', 'a'] })).toHaveLength(4)
  })
})
