import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { InvalidArgument, StorageNotEmpty } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { openTest, writeText } from '../artifact/test-artifacts.ts'

describe.each(databases)('a storage location on %s', (database) => {
  it('is marked as belonging to this instance when it is saved', async () => {
    await using test = await openTest(database)
    const { db, files, config } = test
    const storage = await db.Storage.create(join(files, 'new')).save()
    expect([storage.type, storage.instanceUid, storage.root]).toEqual([
      'local',
      config.uid,
      join(files, 'new'),
    ])
    const marker = await readFile(join(files, 'new', '.lamindb', 'storage_uid.txt'), 'utf8')
    expect(marker).toContain(storage.uid)
    expect((await db.Storage.create(`${join(files, 'new')}/`)).id).toBe(storage.id)
    const path = await writeText(files, 'new/a.txt', 'a')
    const artifact = await db.Artifact.create(path).save()
    expect([artifact.storageId, artifact.key]).toEqual([storage.id, 'a.txt'])
    const copied = await db.Artifact.create(await writeText(files, 'b.txt', 'b'), {
      key: 'b.txt',
      storage,
    }).save()
    expect(await readFile(join(files, 'new', '.lamindb', `${copied.uid}.txt`), 'utf8')).toBe('b')
  })

  it('of another instance is for reading', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const root = join(files, 'theirs')
    await mkdir(join(root, '.lamindb'), { recursive: true })
    await writeFile(
      join(root, '.lamindb', 'storage_uid.txt'),
      'theirstorage\ninstance_id=6e1d3ba5c2e04b53a7e3f0a1b2c3d4e5\n',
    )
    const storage = await db.Storage.create(root).save()
    expect(storage.uid).toBe('theirstorage')
    expect(storage.instanceUid).not.toBe(test.config.uid)
    const path = await writeText(files, 'b.txt', 'b')
    await expect(db.Artifact.create(path, { key: 'b.txt', storage })).rejects.toThrow(
      'not managed by the current instance',
    )
    expect(await db.Artifact.all().count()).toBe(0)
  })

  it('is deleted for good only, when nothing lies in it, and loses its marker', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const root = join(files, 'new')
    const storage = await db.Storage.create(root).save()
    await expect(storage.delete({ permanent: false })).rejects.toThrow(InvalidArgument)
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), {
      key: 'a.txt',
      storage,
    }).save()
    await expect(storage.delete({ permanent: true })).rejects.toThrow('Cannot delete storage with artifacts')
    await artifact.delete({ permanent: true })
    await writeText(root, '.lamindb/left.txt', 'left')
    await expect(storage.delete({ permanent: true })).rejects.toThrow(StorageNotEmpty)
    await rm(join(root, '.lamindb', 'left.txt'))
    await storage.delete({ permanent: true })
    await expect(stat(join(root, '.lamindb', 'storage_uid.txt'))).rejects.toThrow('ENOENT')
    await expect((await db.Storage.get(1)).delete({ permanent: true })).rejects.toThrow(InvalidArgument)
    expect(await db.Storage.all().count()).toBe(1)
  })
})
