import { databases } from '@lamindb/core/testing'
import { describe, expect, it } from 'vitest'

import { expectSameRows } from './same-rows.ts'
import { SharedInstance } from './shared-instance.ts'

const EACH = 60

describe.each(databases)('both languages at once on %s', (database) => {
  it('write without losing a row or refusing each other', async () => {
    await using shared = await SharedInstance.create(database)
    const { db, python } = shared
    const theirs = python.run<string[]>(`
      result = []
      for i in range(${EACH}):
          label = ln.ULabel(name=f'theirs {i}').save()
          result.append(label.uid)`)
    const ours: string[] = []
    for (let i = 0; i < EACH; i++) ours.push((await db.ULabel.create({ name: `ours ${i}` }).save()).uid)
    const saved = [...ours, ...(await theirs)]
    const all = await db.ULabel.filter().values('uid')
    expect(all.toSorted()).toEqual(saved.toSorted())
    expect(all).toHaveLength(2 * EACH)
    await expectSameRows(db, python)
  })

  it('leave whole rows when they save the same content', async () => {
    await using shared = await SharedInstance.create(database)
    const { db, python } = shared
    const path = await shared.file('content.txt', 'the same content')
    const theirs = python.run<string>(`
      result = ln.Artifact('content.txt', key='content.txt', run=False).save().uid`)
    const { uid } = await db.Artifact.create(path, { key: 'content.txt', run: false }).save()
    const saved = new Set([uid, await theirs])
    expect(saved.size).toBe(await db.Artifact.filter().count())
    for (const artifact of await db.Artifact.filter()) expect(await artifact.load()).toBe('the same content')
  })
})
