import { mkdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { openStorage } from './open-storage.ts'
import { inferStorageType, normalizeRoot, prepareRoot } from './storage-root.ts'

describe('the root of a storage location', () => {
  it.each([
    ['/data', 'local'],
    ['./data', 'local'],
    ['file:///data', 'local'],
    ['s3://bucket/folder', 's3'],
    ['gs://bucket', 'gs'],
    ['hf://datasets/x/y', 'hf'],
    ['http://host/x', 'http'],
    ['https://host/x', 'https'],
  ])('%s is of type %s', (root, type) => {
    expect(inferStorageType(root)).toBe(type)
  })

  it('is refused when its protocol is unknown, when it is empty and when it contains .lamindb', async () => {
    for (const root of ['ftp://host/x', '  ', '/data/.lamindb', 's3://', 's3://bucket/.lamindb/x']) {
      await expect(normalizeRoot(root)).rejects.toMatchObject({ code: 'INVALID_STORAGE_ROOT', root })
    }
  })

  it.each([
    ['data/', '/work/data'],
    ['/data/x/..//y/', '/data/y'],
    ['~/data', '/home/me/data'],
    ['file:///data/a%20b', '/data/a b'],
    ['s3://bucket/folder/', 's3://bucket/folder'],
    ['s3:///bucket/folder', 's3://bucket/folder'],
    ['s3://bucket/key/?endpoint_url=http://host:9000', 's3://bucket/key?endpoint_url=http://host:9000'],
  ])('%s becomes %s', async (root, normalized) => {
    const options = { workingDirectory: '/work', homeDirectory: '/home/me' }
    expect(await normalizeRoot(root, options)).toBe(normalized)
  })

  it('has its links resolved, also when only a part of it exists', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'real'))
    await symlink(join(folder.path, 'real'), join(folder.path, 'link'))
    expect(await normalizeRoot(join(folder.path, 'link/new/er'))).toBe(join(folder.path, 'real/new/er'))
  })

  it('gets its folder and .lamindb when it is prepared', async () => {
    await using folder = await temporaryFolder()
    const root = await prepareRoot(join(folder.path, 'a/b'))
    expect((await stat(join(root, '.lamindb'))).isDirectory()).toBe(true)
    await writeFile(join(folder.path, 'file'), '')
    await expect(prepareRoot(join(folder.path, 'file'))).rejects.toMatchObject({ code: 'NOT_A_DIRECTORY' })
    await expect(prepareRoot('gs://bucket')).rejects.toMatchObject({ code: 'STORAGE_TYPE_NOT_SUPPORTED' })
  })

  it('is opened with the driver of its type', async () => {
    await using folder = await temporaryFolder()
    expect(await openStorage(folder.path)).toMatchObject({ type: 'local', root: folder.path })
    await expect(openStorage('https://host/x')).rejects.toMatchObject({ code: 'STORAGE_TYPE_NOT_SUPPORTED' })
  })
})
