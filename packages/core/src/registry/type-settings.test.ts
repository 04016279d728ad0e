import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../errors.ts'
import { createTestInstance } from '../testing/index.ts'

describe('the single-space policy of a type', () => {
  it('says where new records go that name no space themselves', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const space = await db.Space.create({ name: 'lab' }).save()
    const type = await db.ULabel.create({ name: 'T', isType: true, space }).save()
    expect(type.settings.singleSpace).toBe(false)
    expect((await db.ULabel.create({ name: 'a', type })).spaceId).toBe(1)
    type.settings.singleSpace = true
    await type.save()
    const read = await db.ULabel.get(type.id)
    expect([read.settings.singleSpace, read._aux]).toEqual([true, { ss: 1 }])
    expect((await db.ULabel.create({ name: 'b', type: read })).spaceId).toBe(space.id)
    expect((await db.ULabel.create({ name: 'c', type: read, spaceId: 1 })).spaceId).toBe(1)
  })

  it('may name another space', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const space = await db.Space.create({ name: 'lab' }).save()
    const type = await db.Record.create({ name: 'T', isType: true }).save()
    type.settings.singleSpace = space
    expect(type.settings.singleSpace).toBe(space.uid)
    expect((await db.Record.create({ name: 'r', type })).spaceId).toBe(space.id)
    type.settings.singleSpace = false
    expect(type._aux).toBeNull()
  })

  it('is for types alone', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const label = await db.ULabel.create({ name: 'l' })
    expect(() => (label.settings.singleSpace = true)).toThrow(InvalidArgument)
    const type = await db.ULabel.create({ name: 'T', isType: true })
    expect(() => (type.settings.singleSpace = 'lab' as never)).toThrow(InvalidArgument)
  })
})
