import { describe, expect, it } from 'vitest'

import { FieldValidationError, InvalidArgument, ProtectedError } from '../../errors.ts'
import type { Artifact } from '../artifact.ts'
import { databases, type TestInstance } from '../../testing/index.ts'
import { logged, openTest, writeText } from '../artifact/test-artifacts.ts'

async function artifactsOf({ db, files }: TestInstance, texts: string): Promise<Artifact[]> {
  const drafts = [...texts].map(async (text) =>
    db.Artifact.create(await writeText(files, `${text}.txt`, text), { key: `${text}.txt` }),
  )
  return db.save(await Promise.all(drafts))
}

describe.each(databases)('a collection on %s', (database) => {
  it('holds artifacts in their order, and one more of them in its next version', async () => {
    await using test = await openTest(database)
    const { db } = test
    const [a, b, c] = (await artifactsOf(test, 'abc')) as [Artifact, Artifact, Artifact]
    const first = await db.Collection.create([b, a], { key: 'study' }).save()
    expect((await first.orderedArtifacts()).map(({ key }) => key)).toEqual(['b.txt', 'a.txt'])
    expect(await first.artifacts.count()).toBe(2)
    const second = await first.append(c).save()
    expect((await second.orderedArtifacts()).map(({ key }) => key)).toEqual(['a.txt', 'b.txt', 'c.txt'])
    await first.refresh()
    expect([first.isLatest, second.isLatest, second.uid.slice(16)]).toEqual([false, true, '0001'])
    expect(await first.artifacts.count()).toBe(2)
  })

  it('is the existing one of the same artifacts, with the key renamed', async () => {
    await using test = await openTest(database)
    const { db } = test
    const [a, b] = (await artifactsOf(test, 'ab')) as [Artifact, Artifact]
    const first = await db.Collection.create([a, b], { key: 'old' }).save()
    const again = await db.Collection.create([b, a], { key: 'new' }).save()
    expect([again.id, again.key]).toEqual([first.id, 'new'])
    const other = await db.Collection.create([a, b], { key: 'third', skipHashLookup: true }).save()
    expect([other.id === first.id, other.hash]).toEqual([false, first.hash])
    const collapsed = await db.Collection.create([a, b], { key: 'new', skipHashLookup: true }).save()
    expect(collapsed.id).toBe(first.id)
  })

  it('makes its artifacts and the version before inputs of the run that makes it', async () => {
    await using test = await openTest(database)
    const { db } = test
    const [a, b] = (await artifactsOf(test, 'ab')) as [Artifact, Artifact]
    const before = await db.Collection.create([a], { key: 'study' }).save()
    const transform = await db.Transform.create({ key: 'x', kind: 'pipeline' }).save()
    const run = await db.track({ transform })
    const collection = await db.Collection.create([a, b], { revises: before }).save()
    expect([collection.runId, collection.key]).toEqual([run?.id, 'study'])
    expect((await a.inputOfRuns).map(({ id }) => id)).toEqual([run?.id])
    expect((await before.inputOfRuns).map(({ id }) => id)).toEqual([run?.id])
    await before.cache()
    expect(await before.inputOfRuns.count()).toBe(1)
  })

  it('keeps its artifacts from being deleted, and goes without them', async () => {
    await using test = await openTest(database)
    const { db } = test
    const [a] = (await artifactsOf(test, 'a')) as [Artifact]
    const collection = await db.Collection.create(a, { key: 'study' }).save()
    await expect(a.delete({ permanent: true })).rejects.toThrow(ProtectedError)
    await collection.delete({ permanent: true })
    expect([await db.Artifact.all().count(), await db.Collection.all().count()]).toEqual([1, 0])
    await a.delete({ permanent: true })
  })

  it('refuses what it cannot hold', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const [a] = (await artifactsOf(test, 'a')) as [Artifact]
    const unsaved = await db.Artifact.create(await writeText(files, 'u.txt', 'u'), { key: 'u.txt' })
    await expect(db.Collection.create([], { key: 'x' })).rejects.toThrow('at least one artifact')
    await expect(db.Collection.create([unsaved], { key: 'x' })).rejects.toThrow(
      'Not all artifacts are yet saved',
    )
    await expect(db.Collection.create([a, 'b'] as never, { key: 'x' })).rejects.toThrow(InvalidArgument)
    await expect(db.Collection.create([a], { key: 'x', kye: 1 } as never)).rejects.toThrow(
      FieldValidationError,
    )
    expect(logged(test, 'error')).toEqual([])
  })
})
