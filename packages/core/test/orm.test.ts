import { describe, expect, inject, it } from 'vitest'

import { createTestInstance, databases } from '../src/testing/index.ts'

interface PlainLabel {
  readonly name: string
  readonly isType: boolean
  readonly createdBy: { readonly handle: string }
}

describe.each(databases)('MikroORM on %s', (database) => {
  const open = () => createTestInstance({ database, postgresServerUrl: inject('postgresServerUrl') })

  it('reads the rows of the instance through entities of its own', async () => {
    await using test = await open()
    const label = await test.db.ULabel.create({ name: 'a' }).save()
    const orm = await test.db.orm()
    const found = (await orm.em.fork().findOneOrFail(
      'ULabel' as never,
      { createdBy: { handle: 'anonymous' } },
      {
        populate: ['createdBy'] as never,
      },
    )) as unknown as PlainLabel & { readonly createdAt: unknown }
    expect([found.name, found.isType, found.createdBy.handle]).toEqual(['a', false, 'anonymous'])
    expect(found.createdAt).toEqual(label.createdAt)
  })

  it('serves two instances of one process without mixing them up', async () => {
    await using one = await open()
    await using two = await open()
    await one.db.ULabel.create({ name: 'only in one' }).save()
    const names = async ({ db }: typeof one) =>
      ((await (await db.orm()).em.fork().find('ULabel' as never, {})) as unknown as PlainLabel[]).map(
        (l) => l.name,
      )
    expect([await names(two), await names(one), await names(two)]).toEqual([[], ['only in one'], []])
  })
})
