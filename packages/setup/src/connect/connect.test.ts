import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { connect } from './connect.ts'
import { databaseUrlOf } from './instance-database.ts'
import { CurrentInstanceNotConfigured, DatabaseNotInitialized, InstanceNotFoundError } from '../errors.ts'
import { init } from '../init/init.ts'
import { writeInstanceSettings, type KnownInstance } from '../settings/instance-settings.ts'
import { anonymousUser, writeCurrentUser } from '../settings/user-settings.ts'
import { executeIn } from '../testing/query-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('connect', () => {
  it('opens the current instance, or the one that is named', async () => {
    await using home = await temporaryHome()
    const { settings } = await init(home.context, { storage: './one' })
    await init(home.context, { storage: './two' })
    await using current = await connect(home.context)
    expect(current.slug).toBe('anonymous/two')
    await using named = await connect(home.context, 'https://lamin.ai/anonymous/one')
    expect(named.config).toMatchObject({
      owner: 'anonymous',
      name: 'one',
      id: settings.id,
      storageRoot: settings.storageRoot,
      db: `sqlite:///${settings.storageRoot}/.lamindb/lamin.db`,
      user: { uid: '00000000', handle: 'anonymous', name: null },
      cacheDir: join(home.home, '.cache/lamindb'),
      readOnly: false,
    })
  })

  it('tells a name without settings from no name', async () => {
    await using home = await temporaryHome()
    await expect(connect(home.context)).rejects.toBeInstanceOf(CurrentInstanceNotConfigured)
    await expect(connect(home.context, 'lab/x')).rejects.toBeInstanceOf(InstanceNotFoundError)
    await expect(connect(home.context, 'a/b/c')).rejects.toMatchObject({
      code: 'INVALID_INSTANCE_IDENTIFIER',
    })
    const named = await home.with({ variables: { LAMIN_CURRENT_INSTANCE: 'lab/x' } })
    await expect(connect(named)).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND', slug: 'lab/x' })
    await expect(connect(home.context, 'x')).rejects.toThrow(
      'It is not possible to load an anonymous-owned instance from the hub',
    )
  })

  it('works in the development directory and on the branch of the working directory', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './one' })
    await using db = await connect(await home.with({ cwd: join(home.work, 'sub') }))
    expect(db.config.devDir).toBe(home.work)
    await using outside = await connect(await home.with({ cwd: home.home }), 'one')
    expect(outside.config.devDir).toBeUndefined()
  })

  it('registers a user who is new to the instance', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './one' })
    await writeCurrentUser(home.environment, { ...anonymousUser, uid: 'AbCdEf12', handle: 'ada' })
    await using db = await connect(home.context, 'anonymous/one')
    expect(await db.User.filter({ uid: 'AbCdEf12' })).toEqual([expect.objectContaining({ handle: 'ada' })])
  })

  it('reads only, when asked to', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './one' })
    await using db = await connect(home.context, undefined, { readOnly: true })
    await expect(db.ULabel.create({ name: 'x' }).save()).rejects.toMatchObject({ code: 'NO_WRITE_ACCESS' })
  })

  it('fails without the SQLite file, and finds it under its early name', async () => {
    await using home = await temporaryHome()
    const { settings } = await init(home.context, { storage: './one' })
    const file = join(settings.storageRoot, '.lamindb/lamin.db')
    await rename(file, join(settings.storageRoot, `${settings.id}.lndb`))
    await using db = await connect(home.context)
    expect(await db.ULabel.filter({})).toEqual([])
    expect(home.log).toContainEqual({
      level: 'warning',
      message: expect.stringContaining('renamed') as string,
    })
    await db.close()
    await rm(file)
    await expect(connect(home.context)).rejects.toMatchObject({ code: 'DATABASE_FILE_NOT_FOUND' })
  })

  it('does without modules that are not installed, with a warning that says how to install them', async () => {
    await using home = await temporaryHome()
    const { settings } = await init(home.context, { storage: './one' })
    await writeInstanceSettings(home.environment, { ...settings, schemaStr: 'wetlab' })
    await using db = await connect(home.context)
    expect(db.modules.map((module) => module.name)).toEqual(['core'])
    expect(home.log).toContainEqual({
      level: 'warning',
      message: expect.stringContaining('npm install @lamindb/wetlab') as string,
    })
  })

  it('opens the database that LAMINDB_DJANGO_DATABASE_URL names, with a warning', async () => {
    await using home = await temporaryHome()
    const one = await init(home.context, { storage: './one' })
    await init(home.context, { storage: './two' })
    const url = databaseUrlOf(one.settings)
    const context = await home.with({ variables: { LAMINDB_DJANGO_DATABASE_URL: url } })
    await using db = await connect(context, 'two')
    expect(db.config.db).toBe(url)
    expect(home.log.filter((line) => line.message.includes('LAMINDB_DJANGO_DATABASE_URL'))).toHaveLength(1)
  })
})

describe('the level of a database', () => {
  async function withInstance(
    statements: readonly string[],
    work: (home: Awaited<ReturnType<typeof temporaryHome>>, settings: KnownInstance) => Promise<void>,
  ): Promise<void> {
    await using home = await temporaryHome()
    const { settings } = await init(home.context, { storage: './one' })
    for (const statement of statements) await executeIn(settings, sql.raw(statement))
    await work(home, settings)
  }

  it('that a newer release made is refused, and opened to read only by force', async () => {
    const newer =
      "insert into django_migrations (app, name, applied) values ('lamindb', '0999_future', '2030-01-01')"
    await withInstance([newer], async (home) => {
      await expect(connect(home.context)).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA_LEVEL' })
      await using db = await connect(home.context, undefined, { force: true })
      expect(db.config.readOnly).toBe(true)
      expect(home.log.at(-1)?.message).toContain('0999_future')
    })
  })

  it('that is incomplete is opened to read only, and the warning names the way up', async () => {
    const incomplete = "delete from django_migrations where app = 'lamindb' and name = '0192_v2_9'"
    await withInstance([incomplete], async (home) => {
      await using db = await connect(home.context)
      expect(db.config.readOnly).toBe(true)
      expect(home.log.at(-1)?.message).toMatch(/0192_v2_9.*lamin migrate deploy/)
    })
  })

  it('with a module that the settings do not name is reported', async () => {
    const other = "insert into laminx_migration (name, applied) values ('wetlab2.0001_base', '2026-01-01')"
    await withInstance([other], async (home) => {
      await using db = await connect(home.context)
      expect(db.config.readOnly).toBe(false)
      expect(home.log.at(-1)?.message).toContain("'wetlab2'")
    })
  })

  it('without any table is told from an old one', async () => {
    await withInstance([], async (home, settings) => {
      const root = join(home.work, 'empty')
      await mkdir(join(root, '.lamindb'), { recursive: true })
      await executeIn({ ...settings, storageRoot: root }, sql`select 1`, true)
      await writeInstanceSettings(home.environment, { ...settings, name: 'empty', storageRoot: root })
      await expect(connect(home.context, 'empty')).rejects.toBeInstanceOf(DatabaseNotInitialized)
    })
  })

  it('made by the reference alone is current, and stays as it is', async () => {
    await withInstance(['drop table laminx_migration'], async (home, settings) => {
      await using db = await connect(home.context)
      expect(db.config.readOnly).toBe(false)
      expect(await readFile(join(settings.storageRoot, '.lamindb/lamin.db'))).not.toHaveLength(0)
      const tables = await db.queries.selectFrom('sqlite_master').select('name').execute()
      expect(tables.map((row) => row['name'])).not.toContain('laminx_migration')
    })
  })
})
