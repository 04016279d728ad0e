import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { FileNotFound, InvalidArgument } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { openTest, writeText } from './test-artifacts.ts'

describe.each(databases)('replacing content on %s', (database) => {
  it('writes the new content with the row, and removes the old file', async () => {
    await using test = await openTest(database)
    const { db, files, root } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.csv', 'a'), { key: 'a.csv' }).save()
    const { uid, hash } = artifact
    await artifact.replace(await writeText(files, 'b.tsv', 'bb'))
    expect((await db.Artifact.get(artifact.id)).hash).toBe(hash)
    await artifact.save()
    const stored = await db.Artifact.get(artifact.id)
    expect([stored.uid, stored.key, stored.suffix, stored.size, stored._aux]).toEqual([
      uid,
      'a.tsv',
      '.tsv',
      2,
      null,
    ])
    const names = (await readdir(join(root, '.lamindb'))).filter((name) => name.startsWith(uid))
    expect(names).toEqual([`${uid}.tsv`])
    expect(await readFile(await stored.path(), 'utf8')).toBe('bb')
  })

  it('changes nothing for content that an artifact has', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'a.csv', 'a')
    const artifact = await db.Artifact.create(path, { key: 'a.csv' }).save()
    await artifact.replace(path)
    expect(await artifact.path()).not.toBe(path)
  })

  it('refuses folders for files, content in a storage location, and unsaved artifacts', async () => {
    await using test = await openTest(database)
    const { db, files, root } = test
    const path = await writeText(files, 'a.csv', 'a')
    const artifact = await db.Artifact.create(path, { key: 'a.csv' })
    await expect(artifact.replace(path)).rejects.toThrow('Save the artifact before')
    await artifact.save()
    await writeText(files, 'folder/b.csv', 'b')
    await expect(artifact.replace(join(files, 'folder'))).rejects.toThrow(InvalidArgument)
    await expect(artifact.replace(await writeText(root, 'c.csv', 'c'))).rejects.toThrow(InvalidArgument)
    await expect(artifact.replace(join(files, 'none.csv'))).rejects.toThrow(FileNotFound)
  })
})
