import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { DoesNotExist, InvalidArgument } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { openTest, writeText } from './test-artifacts.ts'

describe.each(databases)('finding an artifact by its path on %s', (database) => {
  it('goes by the uid in the managed folder, by the key elsewhere', async () => {
    await using test = await openTest(database)
    const { db, files, root } = test
    const managed = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    const named = await db.Artifact.create(await writeText(root, 'in/b.txt', 'b')).save()
    const renamed = await db.Artifact.create(await writeText(root, 'in/c.txt', 'c'), {
      key: 'other.txt',
    }).save()
    for (const artifact of [managed, named, renamed]) {
      expect((await db.Artifact.get({ path: await artifact.path() })).id).toBe(artifact.id)
    }
    await expect(db.Artifact.get({ path: join(root, 'in/d.txt') })).rejects.toThrow(DoesNotExist)
    await expect(db.Artifact.get({ path: '' })).rejects.toThrow(InvalidArgument)
  })

  it('gives the latest version of content that versions share, also for a file in it', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    await writeText(files, 'plate/a.txt', 'a')
    const first = await db.Artifact.create(join(files, 'plate'), { key: 'plate' }).save()
    await writeText(files, 'plate/b.txt', 'b')
    const second = await db.Artifact.create(join(files, 'plate'), { revises: first }).save()
    const path = await second.path()
    expect((await db.Artifact.get({ path })).id).toBe(second.id)
    expect((await db.Artifact.get({ path: join(path, 'b.txt') })).id).toBe(second.id)
  })

  it('makes what was found an input of the run that asks for it', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    const run = await db.track({ key: 'job', sourceCode: 'work()' })
    await db.Artifact.get({ path: await artifact.path() })
    expect(await artifact.inputOfRuns.count()).toBe(0)
    await db.Artifact.get(artifact.uid, { isRunInput: true })
    expect((await artifact.inputOfRuns).map(({ id }) => id)).toEqual([run?.id])
  })
})
