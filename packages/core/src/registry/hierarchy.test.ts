import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../errors.ts'
import { openTest, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { databases } from '../testing/index.ts'

async function labels(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  const root = await db.ULabel.create({ name: 'root', isType: true }).save()
  const below = await db.ULabel.create({ name: 'below', isType: true, type: root }).save()
  const [a, b] = await db.save(['a', 'b'].map((name) => db.ULabel.create({ name, type: below })))
  return { test, db, root, below, a: a as typeof root, b: b as typeof root }
}

const names = async (set: PromiseLike<readonly { readonly name: string }[]>): Promise<string[]> =>
  (await set).map(({ name }) => name).sort()

describe.each(databases)('hierarchies on %s', (database) => {
  it('lead from a type to everything below it, and back up', async () => {
    const { test, root, below, a } = await labels(database)
    await using _ = test
    expect(await names(root.queryUlabels())).toEqual(['a', 'b', 'below'])
    expect(await names(root.queryUlabels({ depth: 1 }))).toEqual(['below'])
    expect(await names(below.queryUlabels())).toEqual(['a', 'b'])
    expect((await a.queryTypes()).map(({ name }) => name)).toEqual(['below', 'root'])
    expect(() => root.queryUlabels({ depth: 0 })).toThrow(InvalidArgument)
  })

  it('lead from children to parents and back, however far and round', async () => {
    const { test, root, below, a, b } = await labels(database)
    await using _ = test
    await a.parents.add(b)
    await b.parents.add(below)
    await below.parents.add(a)
    expect(await names(a.queryParents())).toEqual(['b', 'below'])
    expect(await names(a.queryParents({ depth: 1 }))).toEqual(['b'])
    expect(await names(below.queryChildren({ depth: 2 }))).toEqual(['a', 'b'])
    expect(await names(root.queryChildren())).toEqual([])
  })

  it('pass over what is in the trash', async () => {
    const { test, root, below, a } = await labels(database)
    await using _ = test
    await a.delete()
    expect(await names(root.queryUlabels())).toEqual(['b', 'below'])
    expect(await names(below.queryUlabels().filter({ name: 'b' }))).toEqual(['b'])
  })
})
