import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { FileNotFound } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { logged, openTest, writeText } from './test-artifacts.ts'

describe.each(databases)('artifacts of a folder on %s', (database) => {
  it('are one per file, with keys below the name of the folder', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    for (const name of ['b.txt', 'a.txt', 'sub/c.txt']) await writeText(files, `plate/${name}`, name)
    const artifacts = await db.Artifact.fromDir(join(files, 'plate'))
    expect(artifacts.map(({ key, id }) => [key, id])).toEqual([
      ['plate/a.txt', undefined],
      ['plate/b.txt', undefined],
      ['plate/sub/c.txt', undefined],
    ])
    await db.save(artifacts)
    expect(await readFile(await (await db.Artifact.get({ key: 'plate/sub/c.txt' })).path(), 'utf8')).toBe(
      'sub/c.txt',
    )
    const known = await db.Artifact.fromDir(join(files, 'plate'), { key: 'plate/' })
    expect(known.map(({ id }) => id)).toEqual(artifacts.map(({ id }) => id))
  })

  it('stay where they lie in a storage location', async () => {
    await using test = await openTest(database)
    const { db, root } = test
    for (const name of ['a.txt', 'b.txt']) await writeText(root, `plates/1/${name}`, name)
    const artifacts = await db.save(await db.Artifact.fromDir(join(root, 'plates/1')))
    expect(artifacts.map(({ key, _keyIsVirtual }) => [key, _keyIsVirtual])).toEqual([
      ['plates/1/a.txt', false],
      ['plates/1/b.txt', false],
    ])
    expect(await artifacts[0]?.path()).toBe(join(root, 'plates/1/a.txt'))
  })

  it('leave out files that have the same content as another one, with a warning', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    for (const name of ['a.txt', 'b.txt']) await writeText(files, `plate/${name}`, 'same')
    const artifacts = await db.Artifact.fromDir(join(files, 'plate'))
    expect(artifacts.map(({ key }) => key)).toEqual(['plate/a.txt'])
    expect(logged(test, 'warning').join('\n')).toContain('dropping 1 duplicates out of 2 artifacts')
    await expect(db.Artifact.fromDir(join(files, 'none'))).rejects.toThrow(FileNotFound)
    await expect(db.Artifact.fromDir(join(files, 'plate/a.txt'))).rejects.toThrow('is no folder')
  })
})
