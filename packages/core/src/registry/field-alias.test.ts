import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../errors.ts'
import { createTestInstance } from '../testing/index.ts'

describe('another name of a column', () => {
  it('asks for the version tag of versioned records as `version`', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const tagged = await db.Transform.create({ key: 'a', version: '1' }).save()
    await db.Transform.create({ key: 'b' }).save()
    expect((await db.Transform.filter({ version: '1' })).map(({ id }) => id)).toEqual([tagged.id])
    expect(await db.Run.filter({ transform: { version: { $in: ['1', '2'] } } }).count()).toBe(0)
  })

  it('translates names of statuses to their codes, in lists and comparisons too', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const project = await db.Project.create({ name: 'Atlas' }).save()
    expect([project.status, project._statusCode]).toEqual(['planned', -3])
    project.status = 'active'
    await project.save()
    expect(await db.Project.filter({ status: 'active' }).count()).toBe(1)
    expect(await db.Project.filter({ status: { $in: ['paused', 'active'] } }).count()).toBe(1)
    expect(await db.Project.filter({ status: { $ne: 'active' } }).count()).toBe(0)
    expect(await db.Branch.filter({ status: 'standalone' }).count()).toBe(3)
    await expect(db.Project.filter({ status: 'nope' as never })).rejects.toThrow(InvalidArgument)
    expect(() => {
      project.status = 'nope' as never
    }).toThrow("Invalid Project status 'nope'. Expected one of: 'planned', 'up-next',")
  })
})
