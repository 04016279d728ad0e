import { inspect } from 'node:util'

import { expect, it } from 'vitest'

import { InvalidArgument } from '../errors.ts'
import { createTestInstance } from '../testing/index.ts'

it('takes nothing for a record that would mean any of them', async () => {
  await using test = await createTestInstance()
  const { db } = test
  await db.ULabel.create({ name: 'raw' }).save()
  await db.Artifact.create([{ a: 1 }], { key: 'a.parquet' }).save()
  for (const nothing of ['', null, undefined]) {
    await expect(db.ULabel.get(nothing as never)).rejects.toThrow(InvalidArgument)
    await expect(db.Artifact.get(nothing as never)).rejects.toThrow(InvalidArgument)
  }
})

it('shows sets, registries and instances by their names, for those who forget to await', async () => {
  await using test = await createTestInstance()
  const { db } = test
  expect(inspect(db.ULabel.filter({}))).toBe('QuerySet(ULabel), to be awaited for its records')
  expect(inspect(db.ULabel)).toBe('[registry ULabel]')
  expect(String(db)).toBe(inspect(db))
})

it('names arguments that are none', async () => {
  await using test = await createTestInstance()
  const { db } = test
  const calls: (() => unknown)[] = [
    () => db.ULabel.filter(null as never),
    () => db.ULabel.filter({}).exclude('raw' as never),
    () => db.ULabel.filter({}).limit(-1),
    () => db.ULabel.filter({}).offset(1.5),
  ]
  for (const call of calls) expect(call).toThrow(InvalidArgument)
  for (const notFields of ['raw', 1, null, undefined])
    await expect(db.ULabel.create(notFields as never)).rejects.toThrow('A ULabel is made from its fields')
  await expect(db.save(['raw'] as never)).rejects.toThrow('Only records can be saved, got raw.')
  expect(await db.ULabel.filter({}).limit(0)).toEqual([])
})
