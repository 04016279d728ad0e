import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import {
  cachedPath,
  clearCacheDirectory,
  ensureCacheDirectory,
  findCacheDirectory,
  setCacheDirectory,
} from './cache-directory.ts'
import { InvalidCacheDirectory } from '../errors.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('the cache directory', () => {
  it('is named by the variable, the user, the administrator, the platform, in this order', async () => {
    await using home = await temporaryHome()
    const system = { XDG_CONFIG_DIRS: join(home.home, 'etc') }
    const context = await home.with({ variables: system })
    expect(await findCacheDirectory(context.environment)).toBe(join(home.home, '.cache/lamindb'))
    await mkdir(join(home.home, 'etc/lamindb'), { recursive: true })
    await writeFile(join(home.home, 'etc/lamindb/system.env'), `lamindb_cache_path=${home.work}/shared`)
    expect(await findCacheDirectory(context.environment)).toBe(join(home.work, 'shared'))
    await setCacheDirectory(context, join(home.work, 'mine'))
    expect(await findCacheDirectory(context.environment)).toBe(join(home.work, 'mine'))
    const named = await home.with({ variables: { ...system, LAMIN_CACHE_DIR: '/named' } })
    expect(await findCacheDirectory(named.environment)).toBe('/named')
  })

  it('must be absolute', async () => {
    await using home = await temporaryHome({ LAMIN_CACHE_DIR: 'relative' })
    await expect(findCacheDirectory(home.environment)).rejects.toBeInstanceOf(InvalidCacheDirectory)
  })

  it('moves with its content, and the setting is one line without an end', async () => {
    await using home = await temporaryHome()
    const old = await ensureCacheDirectory(home.context)
    await mkdir(join(old, 'bucket'))
    await writeFile(join(old, 'bucket/f.txt'), 'x')
    const to = join(home.work, 'new')
    expect(await setCacheDirectory(home.context, to)).toBe(to)
    expect(await readFile(join(to, 'bucket/f.txt'), 'utf8')).toBe('x')
    await expect(access(old)).rejects.toThrow('ENOENT')
    const file = join(home.home, '.lamin/storage.env')
    expect(await readFile(file, 'utf8')).toBe(`lamindb_cache_path=${to}`)
    expect(await setCacheDirectory(home.context, 'null')).toBe(old)
    expect(await readFile(file, 'utf8')).toBe('lamindb_cache_path=null')
    expect(await readFile(join(old, 'bucket/f.txt'), 'utf8')).toBe('x')
  })

  it('leaves the administrator’s cache in place', async () => {
    await using home = await temporaryHome()
    const shared = join(home.work, 'shared')
    await mkdir(join(home.home, 'etc/lamindb'), { recursive: true })
    await mkdir(shared)
    await writeFile(join(shared, 'f.txt'), 'x')
    await writeFile(join(home.home, 'etc/lamindb/system.env'), `lamindb_cache_path=${shared}`)
    const context = await home.with({ variables: { XDG_CONFIG_DIRS: join(home.home, 'etc') } })
    await setCacheDirectory(context, join(home.work, 'mine'))
    expect(await readFile(join(shared, 'f.txt'), 'utf8')).toBe('x')
    expect(await readFile(join(home.work, 'mine/f.txt'), 'utf8')).toBe('x')
  })

  it('refuses what cannot be a cache, and changes nothing', async () => {
    await using home = await temporaryHome()
    const old = await ensureCacheDirectory(home.context)
    await writeFile(join(old, 'f.txt'), 'x')
    await writeFile(join(home.work, 'file'), '')
    const bad = ['rel', 's3://bucket/cache', join(home.work, 'file'), home.home, '/', join(old, 'inside')]
    for (const path of bad) {
      await expect(setCacheDirectory(home.context, path)).rejects.toBeInstanceOf(InvalidCacheDirectory)
    }
    expect(await findCacheDirectory(home.environment)).toBe(old)
    expect(await readFile(join(old, 'f.txt'), 'utf8')).toBe('x')
  })

  it('can be cleared, unless it holds the home directory', async () => {
    await using home = await temporaryHome()
    expect(await clearCacheDirectory(home.environment)).toBe(false)
    const directory = await ensureCacheDirectory(home.context)
    await writeFile(join(directory, 'f.txt'), 'x')
    expect(await clearCacheDirectory(home.environment)).toBe(true)
    await access(directory)
    await expect(access(join(directory, 'f.txt'))).rejects.toThrow('ENOENT')
    const risky = await home.with({ variables: { LAMIN_CACHE_DIR: home.home } })
    await expect(clearCacheDirectory(risky.environment)).rejects.toBeInstanceOf(InvalidCacheDirectory)
    await access(home.home)
  })

  it.each([
    ['s3://bucket/uid/f.txt', undefined, '/cache/bucket/uid/f.txt'],
    ['https://host/a/README.md?token=1', undefined, '/cache/host/a/README.md'],
    ['s3://bucket/x', 'own/key.txt', '/cache/own/key.txt'],
    ['s3://bucket/x', '/cache/own', '/cache/own'],
  ])('keeps %s under key %s at %s', (remote, key, expected) => {
    expect(cachedPath('/cache', remote, key)).toBe(expected)
  })

  it.each(['../../x', '/elsewhere', 'a/../../x'])('refuses the key %s, which leads out of it', (key) => {
    expect(() => cachedPath('/cache', 's3://bucket/x', key)).toThrow(InvalidCacheDirectory)
  })
})
