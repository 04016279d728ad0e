import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { init } from './init.ts'
import { connect } from '../connect/connect.ts'
import type { SetupContext } from '../context/setup-context.ts'
import {
  InvalidInstanceId,
  ModuleNotInstalled,
  StorageAlreadyManaged,
  UnknownDatabaseFile,
  UnsupportedDatabaseUrl,
} from '../errors.ts'
import { findCurrentInstance } from '../settings/current-instance.ts'
import { slugOf } from '../settings/instance-settings.ts'
import { writeCurrentUser, anonymousUser } from '../settings/user-settings.ts'
import { queryInstance } from '../testing/query-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

async function currentSlug(context: SetupContext): Promise<string | undefined> {
  const current = await findCurrentInstance(context)
  return current === undefined ? undefined : slugOf(current.settings)
}

describe('init', () => {
  it('creates storage, marker, database and settings, and marks the working directory', async () => {
    await using home = await temporaryHome()
    const { settings, state, devDir } = await init(home.context, { storage: './mydata' })
    expect(state).toBe('created')
    expect(devDir).toBe(home.work)
    const root = join(home.work, 'mydata')
    expect(await readFile(join(home.home, '.lamin/instance--anonymous--mydata.env'), 'utf8')).toBe(
      `lamindb_instance_owner=anonymous
lamindb_instance_name=mydata
lamindb_instance_storage_root=${root}
lamindb_instance_storage_region=null
lamindb_instance_db=null
lamindb_instance_schema_str=null
lamindb_instance_id=3fae3ac9c7685a6396f2d619d4a5b2bf
lamindb_instance_git_repo=null
lamindb_instance_keep_artifacts_local=False
lamindb_instance_api_url=null
lamindb_instance_schema_id=null
lamindb_instance_fine_grained_access=False
lamindb_instance_db_permissions=null
lamindb_instance_is_clone=False
`,
    )
    expect((await readdir(join(home.home, '.lamin'))).sort()).toEqual([
      'current_user.env',
      'instance--anonymous--mydata.env',
    ])
    expect(await readFile(join(home.work, '.lamin/current_instance'), 'utf8')).toBe('anonymous/mydata')
    const marker = await readFile(join(root, '.lamindb/storage_uid.txt'), 'utf8')
    const [uid] = await queryInstance(settings, 'select uid from lamindb_storage')
    expect(marker).toBe(
      `${uid?.['uid'] as string}\ncreation info:\ninstance_slug=anonymous/mydata\ninstance_id=3fae3ac9c7685a6396f2d619d4a5b2bf\ninstance_uid=186kfOVJd0dZ`,
    )
  })

  it('writes the first rows: space, user, three branches, the storage location', async () => {
    await using home = await temporaryHome()
    await writeCurrentUser(home.environment, {
      ...anonymousUser,
      uid: 'AbCdEf12',
      handle: 'ada',
      name: 'Ada',
    })
    const { settings } = await init(home.context, { storage: './mydata' })
    expect(slugOf(settings)).toBe('ada/mydata')
    expect(await queryInstance(settings, 'select id, uid, name from lamindb_branch order by id')).toEqual([
      { id: -1, uid: 't'.repeat(12), name: 'trash' },
      { id: 0, uid: 'a'.repeat(12), name: 'archive' },
      { id: 1, uid: 'm'.repeat(12), name: 'main' },
    ])
    expect(await queryInstance(settings, 'select id, uid, name from lamindb_space')).toEqual([
      { id: 1, uid: 'a'.repeat(12), name: 'all' },
    ])
    expect(await queryInstance(settings, 'select id, uid, handle, name from lamindb_user')).toEqual([
      { id: 1, uid: 'AbCdEf12', handle: 'ada', name: 'Ada' },
    ])
    expect(
      await queryInstance(settings, 'select root, type, region, created_at from lamindb_storage'),
    ).toEqual([
      {
        root: join(home.work, 'mydata'),
        type: 'local',
        region: null,
        created_at: '2026-01-02 03:04:05.678000',
      },
    ])
  })

  it('takes name and storage from the working directory by default', async () => {
    await using home = await temporaryHome()
    const context = await home.with({ cwd: join(home.work, 'Proj') })
    const { settings } = await init(context)
    expect(settings.name).toBe('proj')
    expect(settings.storageRoot).toBe(join(home.work, 'Proj/storage'))
  })

  it('connects to an instance that is there, whatever the arguments say', async () => {
    await using home = await temporaryHome()
    const first = await init(home.context, { storage: './mydata' })
    const elsewhere = await home.with({ cwd: join(home.work, 'elsewhere') })
    const second = await init(elsewhere, { storage: '../other/mydata', modules: 'bionty' })
    expect(second).toEqual({
      settings: first.settings,
      state: 'connected',
      devDir: join(home.work, 'elsewhere'),
    })
    await expect(access(join(home.work, 'other'))).rejects.toThrow('ENOENT')
    expect(await currentSlug(elsewhere)).toBe('anonymous/mydata')
  })

  it('creates an instance anew, under its id, when the SQLite file is gone', async () => {
    await using home = await temporaryHome()
    const first = await init(home.context, { storage: './mydata' })
    const marker = await readFile(join(home.work, 'mydata/.lamindb/storage_uid.txt'), 'utf8')
    await rm(join(home.work, 'mydata/.lamindb/lamin.db'))
    const second = await init(home.context, { storage: './mydata' })
    expect(second).toEqual({ ...first, state: 'created' })
    expect(await readFile(join(home.work, 'mydata/.lamindb/storage_uid.txt'), 'utf8')).toBe(marker)
    const [row] = await queryInstance(second.settings, 'select uid from lamindb_storage')
    expect(row?.['uid']).toBe(marker.split('\n')[0])
  })

  it('goes on where a process died before the settings file was written', async () => {
    await using home = await temporaryHome()
    const first = await init(home.context, { storage: './mydata' })
    await rm(join(home.home, '.lamin/instance--anonymous--mydata.env'))
    const second = await init(home.context, { storage: './mydata' })
    expect(second.settings).toEqual(first.settings)
    expect(await queryInstance(second.settings, 'select id from lamindb_storage')).toHaveLength(1)
    expect(await queryInstance(second.settings, 'select id from lamindb_user')).toHaveLength(1)
  })

  it('makes the instance the current one of the user when run in the home directory', async () => {
    await using home = await temporaryHome()
    const context = await home.with({ cwd: home.home })
    expect((await init(context, { storage: './mydata' })).devDir).toBeUndefined()
    expect(await currentSlug(home.context)).toBe('anonymous/mydata')
    expect(await readdir(join(home.home, '.lamin'))).not.toContain('current_instance')
  })

  it('overwrites the marker of another instance in the working directory', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './one' })
    await init(home.context, { storage: './two' })
    expect(await currentSlug(home.context)).toBe('anonymous/two')
  })

  it('takes ids from the environment', async () => {
    await using home = await temporaryHome({
      LAMINDB_INSTANCE_ID_INIT: '037BA1E0-8d80-4f91-a902-75a47735076a',
      LAMINDB_STORAGE_LNID_INIT: 'abcdefABCDEF',
    })
    const { settings } = await init(home.context, { storage: './x-abcdefABCDEF', name: 'x' })
    expect(settings.id).toBe('037ba1e08d804f91a90275a47735076a')
    const marker = await readFile(join(settings.storageRoot, '.lamindb/storage_uid.txt'), 'utf8')
    expect(marker.split('\n')[0]).toBe('abcdefABCDEF')
  })

  it('gives an instance that can be worked with', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './mydata' })
    await using db = await connect(home.context)
    const label = await db.ULabel.create({ name: 'raw' }).save()
    expect(await db.ULabel.filter({ name: 'raw' })).toEqual([expect.objectContaining({ uid: label.uid })])
  })
})

describe('init with modules', () => {
  it('creates the tables of the modules and lets them write their first rows', async () => {
    await using home = await temporaryHome()
    const root = join(home.work, 'node_modules/@lamindb/demo')
    await mkdir(root, { recursive: true })
    await writeFile(join(root, 'package.json'), '{"name":"@lamindb/demo","type":"module","exports":"./m.js"}')
    await writeFile(
      join(root, 'm.js'),
      `const create = async () => ['create table demo_seed (id integer primary key, note varchar(255))']
export const demoModule = {
  kind: 'lamin-module', name: 'demo', version: '1.0.0', dependsOn: ['core'], requiresCore: '^0.1.0', entities: [],
  migrations: [{ name: '0001_base', up: { sqlite: create, postgresql: create } }],
  seed: (trx, { dialect, userId }) => trx.insertInto('demo_seed').values({ note: dialect + ' ' + userId }).execute(),
}`,
    )
    const { settings } = await init(home.context, { storage: './mydata', modules: ' demo ' })
    expect(settings.schemaStr).toBe('demo')
    expect(await queryInstance(settings, 'select note from demo_seed')).toEqual([{ note: 'sqlite 1' }])
  })

  it('works with the modules of this project', async () => {
    await using home = await temporaryHome()
    const { settings } = await init(home.context, { storage: './mydata', modules: ['bionty', 'pertdb'] })
    expect(settings.schemaStr).toBe('bionty,pertdb')
    expect(await queryInstance(settings, 'select count(*) as n from wetlab_compound')).toEqual([{ n: 0 }])
    await using db = await connect(home.context)
    expect(db.modules.map((module) => module.name)).toEqual(['core', 'bionty', 'pertdb'])
  })
})

describe('an init that fails', () => {
  async function leftovers(home: Awaited<ReturnType<typeof temporaryHome>>): Promise<string[]> {
    const all = await readdir(home.home, { recursive: true, withFileTypes: true })
    const work = await readdir(home.work, { recursive: true, withFileTypes: true })
    return [...all, ...work].filter((entry) => entry.isFile()).map((entry) => entry.name)
  }

  it('leaves nothing behind when a module is not installed', async () => {
    await using home = await temporaryHome()
    await expect(init(home.context, { storage: './x', modules: 'wetlab' })).rejects.toBeInstanceOf(
      ModuleNotInstalled,
    )
    expect(await leftovers(home)).toEqual(['current_user.env'])
    await expect(access(join(home.work, 'x'))).rejects.toThrow('ENOENT')
  })

  it('removes marker and SQLite file when a module cannot write its first rows', async () => {
    await using home = await temporaryHome()
    const root = join(home.home, 'node_modules/@lamindb/demo')
    await mkdir(root, { recursive: true })
    await writeFile(join(root, 'package.json'), '{"name":"@lamindb/demo","type":"module","exports":"./m.js"}')
    await writeFile(
      join(root, 'm.js'),
      `export const demoModule = {
  kind: 'lamin-module', name: 'demo', version: '1.0.0', dependsOn: [], requiresCore: '^0.1.0', entities: [],
  migrations: [], seed: async () => { throw new Error('no rows today') },
}`,
    )
    const context = await home.with({ cwd: join(home.home, 'p') })
    await expect(init(context, { storage: './x', modules: 'demo' })).rejects.toThrow('no rows today')
    expect((await leftovers(home)).filter((name) => !['package.json', 'm.js'].includes(name))).toEqual([
      'current_user.env',
    ])
    await access(join(home.home, 'p/x/.lamindb'))
  })

  it('does not touch the marker of another instance', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './x' })
    const file = join(home.work, 'x/.lamindb/storage_uid.txt')
    const marker = await readFile(file, 'utf8')
    const failing = init(home.context, { storage: './x', name: 'y' })
    await expect(failing).rejects.toBeInstanceOf(StorageAlreadyManaged)
    await expect(failing).rejects.toMatchObject({ uid: marker.split('\n')[0] })
    expect(await readFile(file, 'utf8')).toBe(marker)
    await access(join(home.work, 'x/.lamindb/lamin.db'))
    expect(await readdir(join(home.home, '.lamin'))).not.toContain('instance--anonymous--y.env')
    expect(await currentSlug(home.context)).toBe('anonymous/x')
  })

  it('does not overwrite a SQLite file without a marker', async () => {
    await using home = await temporaryHome()
    await mkdir(join(home.work, 'x/.lamindb'), { recursive: true })
    await writeFile(join(home.work, 'x/.lamindb/lamin.db'), 'precious')
    await expect(init(home.context, { storage: './x' })).rejects.toBeInstanceOf(UnknownDatabaseFile)
    expect(await readFile(join(home.work, 'x/.lamindb/lamin.db'), 'utf8')).toBe('precious')
  })

  it.each([
    ['a root inside .lamindb', { storage: './x/.lamindb/y' }, 'INVALID_STORAGE_ROOT'],
    ['a protocol without a driver', { storage: 'ftp://h/x' }, 'INVALID_STORAGE_ROOT'],
    ['a slash in the name', { storage: './x', name: 'a/b' }, 'INVALID_INSTANCE_NAME'],
    ['a bucket that is yet to be made', { storage: 'create-s3' }, 'INVALID_INSTANCE_NAME'],
    ['a SQLite URL', { storage: './x', db: 'sqlite:///x' }, 'UNSUPPORTED_DATABASE_URL'],
    ['a URL of another scheme', { storage: './x', db: 'postgres://h/db' }, 'UNSUPPORTED_DATABASE_URL'],
  ])('refuses %s before anything is written', async (_, options, code) => {
    await using home = await temporaryHome()
    await expect(init(home.context, options)).rejects.toMatchObject({ code })
    expect(await readdir(home.work)).toEqual([])
    expect(await leftovers(home)).toEqual(['current_user.env'])
  })

  it('names the schemes and ids that it cannot use', async () => {
    await using home = await temporaryHome({ LAMINDB_INSTANCE_ID_INIT: 'x' })
    await expect(init(home.context, { db: 'sqlite:///x' })).rejects.toBeInstanceOf(UnsupportedDatabaseUrl)
    await expect(init(home.context)).rejects.toBeInstanceOf(InvalidInstanceId)
  })
})
