import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { FileExists, InvalidArgument } from '../../errors.ts'
import { databases, ScriptedPrompt } from '../../testing/index.ts'
import { openTest, writeText } from './test-artifacts.ts'

describe.each(databases)('moving an artifact on %s', (database) => {
  it('asks, moves the content and follows with the key when the suffix changes', async () => {
    const prompt = new ScriptedPrompt(true)
    await using test = await openTest(database, { prompt })
    const { db, files, root } = test
    const path = await writeText(files, 'a.csv', 'a')
    const artifact = await db.Artifact.create(path, { key: 'a.csv' }).save()
    artifact.suffix = '.tsv'
    await artifact.save()
    expect(prompt.asked[0]).toMatch(
      /^You are about to move artifact from '.*\.csv' to '.*\.tsv'\.\nContinue\?$/,
    )
    const stored = await db.Artifact.get(artifact.id)
    expect([stored.suffix, stored.key, stored._aux]).toEqual(['.tsv', 'a.tsv', null])
    expect(await readFile(join(root, '.lamindb', `${artifact.uid}.tsv`), 'utf8')).toBe('a')
  })

  it('leaves row and content as they are when the answer is no', async () => {
    await using test = await openTest(database, { prompt: new ScriptedPrompt(false) })
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.csv', 'a'), { key: 'a.csv' }).save()
    const before = await artifact.path()
    artifact.suffix = '.tsv'
    await artifact.save()
    const stored = await db.Artifact.get(artifact.id)
    expect([stored.suffix, stored.key]).toEqual(['.csv', 'a.csv'])
    expect(await readFile(before, 'utf8')).toBe('a')
    expect(artifact.suffix).toBe('.tsv')
  })

  it('renames virtual keys without touching the content', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.csv', 'a'), { key: 'a.csv' }).save()
    const before = await artifact.path()
    artifact.key = 'b/c.csv'
    await artifact.save()
    expect(await artifact.path()).toBe(before)
    for (const [key, message] of [
      ['b/c.tsv', "The suffix '.tsv' of the provided key is incorrect, it should be '.csv'."],
      [null, 'Cannot update an artifact key to None.'],
      ['a/../b.csv', '..'],
    ] as const) {
      artifact.key = key
      await expect(artifact.save()).rejects.toThrow(message)
    }
  })

  it('refuses another suffix before the first save', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.csv', 'a'), { key: 'a.csv' })
    artifact.suffix = '.tsv'
    await expect(artifact.save()).rejects.toThrow(InvalidArgument)
    expect(await db.Artifact.all().count()).toBe(0)
  })

  it('moves with the space to its only storage location, asking once where the location is given as well', async () => {
    const prompt = new ScriptedPrompt(true)
    await using test = await openTest(database, { prompt })
    const { db, files } = test
    const space = await db.Space.create({ name: 'lab' }).save()
    const root = join(files, 'lab')
    await mkdir(root)
    const storage = await db.Storage.create(root, { space }).save()
    const artifact = await db.Artifact.create(await writeText(files, 'a.csv', 'a'), { key: 'a.csv' }).save()
    artifact.set({ space })
    await artifact.save()
    expect(prompt.asked).toHaveLength(0)
    const stored = await db.Artifact.get(artifact.id)
    expect([stored.storageId, stored.spaceId]).toEqual([storage.id, space.id])
    expect(await readFile(join(root, '.lamindb', `${artifact.uid}.csv`), 'utf8')).toBe('a')
    stored.set({ storage: await db.Storage.get(1) })
    await expect(stored.save()).rejects.toThrow('not in the same space')
    stored.set({ space: await db.Space.get(1) })
    await stored.save()
    expect(prompt.asked).toHaveLength(1)
    expect((await db.Artifact.get(artifact.id)).storageId).toBe(1)
  })

  it('does not overwrite what lies at the target', async () => {
    await using test = await openTest(database, { prompt: new ScriptedPrompt(true, true) })
    const { db, files, root } = test
    const options = { key: 'a.csv', keyIsVirtual: false }
    const artifact = await db.Artifact.create(await writeText(files, 'a.csv', 'a'), options).save()
    await writeText(root, 'b.csv', 'mine')
    artifact.key = 'b.csv'
    await expect(artifact.save()).rejects.toThrow(FileExists)
    expect([
      await readFile(join(root, 'a.csv'), 'utf8'),
      await readFile(join(root, 'b.csv'), 'utf8'),
    ]).toEqual(['a', 'mine'])
    expect((await db.Artifact.get(artifact.id))._aux).toBeNull()
  })
})
