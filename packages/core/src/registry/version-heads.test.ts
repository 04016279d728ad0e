import { describe, expect, inject, it } from 'vitest'

import type { Transform } from '../registries/transform.ts'
import { createTestInstance, databases, type TestInstance } from '../testing/index.ts'
import { statementsOf } from './test-statements.ts'

const open = (database: (typeof databases)[number]): Promise<TestInstance> =>
  createTestInstance({ database, postgresServerUrl: inject('postgresServerUrl') })

/** A family of versions, oldest first. */
async function family(
  { db }: TestInstance,
  key: string,
  length: number,
  fields: object = {},
): Promise<Transform[]> {
  const versions: Transform[] = []
  for (let i = 0; i < length; i++) {
    versions.push(await db.Transform.create({ key, sourceCode: `${key} ${i}`, ...fields }).save())
  }
  return versions
}

const heads = async ({ db }: TestInstance): Promise<(string | null)[]> =>
  (await db.Transform.all().filter({ isLatest: true, branch: null }).orderBy('id')).map(
    ({ sourceCode, branchId }) => `${sourceCode ?? ''} on ${branchId}`,
  )

describe.each(databases)('the latest of versions on %s', (database) => {
  it('is the newest one that remains on the branch, whatever the object says that is deleted', async () => {
    await using test = await open(database)
    const [, second] = (await family(test, 'a', 2)) as [Transform, Transform]
    const third = await test.db.Transform.create({ key: 'a', sourceCode: 'a 2', revises: second }).save()
    await third.delete()
    expect(second.isLatest).toBe(false)
    expect(await heads(test)).toEqual(['a 1 on 1'])
    await second.delete({ permanent: true })
    expect(await heads(test)).toEqual(['a 0 on 1'])
  })

  it('stays the trashed one when none remains, and comes back with it', async () => {
    await using test = await open(database)
    const [only] = (await family(test, 'a', 1)) as [Transform]
    await only.delete()
    expect(await heads(test)).toEqual(['a 0 on -1'])
    await only.restore()
    expect(await heads(test)).toEqual(['a 0 on 1'])
  })

  it('is found per branch', async () => {
    await using test = await open(database)
    const { db } = test
    const branch = await db.Branch.create({ name: 'dev' }).save()
    const [first] = (await family(test, 'a', 1)) as [Transform]
    const onBranch = { branch, revises: first }
    const second = await db.Transform.create({ key: 'a', sourceCode: 'a 1', ...onBranch }).save()
    const third = await db.Transform.create({ key: 'a', sourceCode: 'a 2', branch, revises: second }).save()
    expect(await heads(test)).toEqual(['a 0 on 1', `a 2 on ${branch.id}`])
    await third.delete()
    expect(await heads(test)).toEqual(['a 0 on 1', `a 1 on ${branch.id}`])
  })

  it('is found for many families at once, all or none, in a number of statements that does not depend on it', async () => {
    await using test = await open(database)
    const { db } = test
    const counts: number[] = []
    for (const size of [2, 7]) {
      for (let i = 0; i < size; i++) await family(test, `${size}-${i}`, 3)
      const newest = db.Transform.filter({ key: { $startsWith: `${size}-` }, isLatest: true })
      counts.push((await statementsOf(db, () => newest.delete({ permanent: true }))).length)
      expect((await heads(test)).filter((head) => head?.startsWith(`${size}-`))).toEqual(
        Array.from({ length: size }, (_, i) => `${size}-${i} 1 on 1`),
      )
    }
    expect(counts[1]).toBe(counts[0])
    await db.Transform.filter({ key: '2-0' }).delete()
    expect((await db.Transform.filter({ key: '2-0', branchId: -1 })).map(({ isLatest }) => isLatest)).toEqual(
      [false, true],
    )
  })
})

describe.each(databases)('deleting for good on %s', (database) => {
  it('tells how many rows went, by registry', async () => {
    await using test = await open(database)
    const { db } = test
    const parent = await db.ULabel.create({ name: 'parent' }).save()
    const child = await db.ULabel.create({ name: 'child' }).save()
    await child.parents.add(parent)
    expect(await parent.delete()).toBeUndefined()
    expect(await child.delete({ permanent: true })).toEqual({
      total: 2,
      byRegistry: { ULabelParents: 1, ULabel: 1 },
    })
    expect(await db.ULabel.all().delete({ permanent: true })).toEqual({ total: 1, byRegistry: { ULabel: 1 } })
  })
})
