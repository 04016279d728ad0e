import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { IntegrityError } from '../../errors.ts'
import { databases, ScriptedPrompt } from '../../testing/index.ts'
import { openTest, writeText } from './test-artifacts.ts'

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

describe.each(databases)('deleting artifacts on %s', (database) => {
  it('moves to the trash first, and deletes row and content on request', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    const path = await artifact.path()
    await artifact.delete()
    expect([artifact.branchId, await exists(path), await db.Artifact.filter().count()]).toEqual([-1, true, 0])
    await artifact.restore()
    expect([artifact.branchId, await db.Artifact.filter().count()]).toEqual([1, 1])
    await artifact.delete({ permanent: true })
    expect([artifact.id, await exists(path), await db.Artifact.all().count()]).toEqual([undefined, false, 0])
  })

  it('makes the version before the latest on its branch', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const make = async (text: string) =>
      db.Artifact.create(await writeText(files, `${text}.txt`, text), { key: 'a.txt' }).save()
    const [first, second] = [await make('1'), await make('2')]
    await second.delete()
    await first.refresh()
    expect([first.isLatest, second.isLatest]).toEqual([true, false])
    await second.restore()
    await first.refresh()
    expect([first.isLatest, second.isLatest]).toEqual([true, false])
    await first.delete({ permanent: true })
    await second.refresh()
    expect(second.isLatest).toBe(true)
  })

  it('removes all versions of content that they share', async () => {
    await using test = await openTest(database, { prompt: new ScriptedPrompt(true) })
    const { db, files } = test
    await writeText(files, 'plate/a.txt', 'a')
    const first = await db.Artifact.create(join(files, 'plate'), { key: 'plate' }).save()
    await writeText(files, 'plate/b.txt', 'b')
    const second = await db.Artifact.create(join(files, 'plate'), { revises: first }).save()
    const path = await second.path()
    await second.delete()
    await second.delete()
    expect([await db.Artifact.all().count(), await exists(path)]).toEqual([0, false])
  })

  it('asks before content that has its own name is removed', async () => {
    const prompt = new ScriptedPrompt(false, true)
    await using test = await openTest(database, { prompt })
    const { db, root } = test
    for (const isRemoved of [false, true]) {
      const path = await writeText(root, `raw/${isRemoved}.txt`, String(isRemoved))
      await (await db.Artifact.create(path).save()).delete({ permanent: true })
      expect(await exists(path)).toBe(!isRemoved)
    }
    expect(prompt.asked[0]).toContain('Do you ALSO want to delete the data in storage')
  })

  it('leaves content of other instances alone', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const root = join(files, 'foreign')
    await mkdir(root)
    const marker = 'instance_uid=abcdefghijkl\n'
    await mkdir(join(root, '.lamindb'))
    await writeFile(join(root, '.lamindb', 'storage_uid.txt'), `storageuid01\n${marker}`)
    const { instanceUid: _ } = await db.Storage.create(root).save()
    const path = await writeText(root, 'a.txt', 'a')
    const artifact = await db.Artifact.create(path).save()
    for (const permanent of [undefined, true]) {
      await expect(artifact.delete(permanent ? { permanent } : {})).rejects.toThrow(IntegrityError)
    }
    await expect(artifact.delete()).rejects.toThrow(/^Cannot simply delete artifacts/)
    await artifact.delete({ permanent: true, storage: false })
    expect([await db.Artifact.all().count(), await readFile(path, 'utf8')]).toEqual([0, 'a'])
  })
})
