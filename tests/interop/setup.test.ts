import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { databases } from '@lamindb/core/testing'
import {
  checkInstanceMigrations,
  deployInstanceMigrations,
  init,
  listKnownInstances,
  loadSetupInfo,
  type InitOptions,
} from '@lamindb/setup'
import { describe, expect, it } from 'vitest'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { compareSchema } from './compare-schema.ts'
import { InteropHome } from './interop-home.ts'
import { expectSameRows } from './same-rows.ts'
import { settingsSnapshot } from './settings-snapshot.ts'

const modules = ['bionty', 'pertdb']

/** What both languages are asked to initialise. */
async function commonOptions(database: string): Promise<InitOptions & { readonly name: string }> {
  const options = { storage: './files', name: 'shared', modules: modules.join(',') }
  return database === 'sqlite' ? options : { ...options, db: await freshDatabaseUrl() }
}

/** The arguments of `lamin init` that mean the same. */
function initArguments(options: Awaited<ReturnType<typeof commonOptions>>): string[] {
  return ['init', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])]
}

/** Where `compare.py` finds the database. */
function databaseOf(home: InteropHome, { db }: InitOptions): string {
  return db ?? join(home.work, 'files', '.lamindb', 'lamin.db')
}

describe.each(databases)('an instance on %s that we initialised', (database) => {
  it('is the instance of Python in the same directory, and connects by its slug from elsewhere', async () => {
    await using home = await InteropHome.create()
    const options = await commonOptions(database)
    const { settings } = await init(home.context, options)
    const info = await home.expectLamin('info')
    expect(info).toContain('Instance: anonymous/shared')
    expect(info).toContain(` - storage: ${settings.storageRoot}`)
    expect(/ - modules: (.*)/.exec(info)?.[1]?.split(',').toSorted()).toEqual(modules)
    expect(info).toContain(` - dev-dir: ${home.work}`)

    await using python = await home.lamindb()
    const seen = await python.run(`
      s = ln.setup.settings
      result = {
        'slug': s.instance.slug, 'id': s.instance._id.hex, 'uid': s.instance.uid, 'db': s.instance.dialect,
        'modules': sorted(s.instance.modules), 'root': s.storage.root_as_str, 'storage': s.storage.uid,
        'user': [s.user.uid, s.user.handle], 'branch': s.branch.name, 'space': s.space.name,
        'writable': ln.Storage.get(s.storage.uid).instance_uid == s.instance.uid,
      }`)
    await using db = await home.connect()
    expect(seen).toEqual({
      slug: 'anonymous/shared',
      id: settings.id,
      uid: db.config.uid,
      db: database,
      modules,
      root: settings.storageRoot,
      storage: (await db.Storage.filter().one()).uid,
      user: ['00000000', 'anonymous'],
      branch: 'main',
      space: 'all',
      writable: true,
    })
    expect(await python.run('result = ln.setup.migrate.check()')).toBe(true)
    await expectSameRows(db, python)

    const elsewhere = join(home.home, 'elsewhere')
    await mkdir(elsewhere)
    await using other = home.python(elsewhere)
    const slug = await other.run(`
      import lamindb as ln
      ln.connect('anonymous/shared')
      ln.ULabel(name='from elsewhere').save()
      result = ln.setup.settings.instance.slug`)
    expect(slug).toBe('anonymous/shared')
    expect(await db.ULabel.filter({ name: 'from elsewhere' }).count()).toBe(1)
  })

  it('is migrated no further by Python', async () => {
    await using home = await InteropHome.create()
    const options = await commonOptions(database)
    await init(home.context, options)
    const output = await home.expectLamin('migrate', 'deploy')
    expect(output).toContain('No migrations to apply')
    expect(await checkInstanceMigrations(home.context)).toMatchObject({
      slug: 'anonymous/shared',
      pending: [],
      adoptable: [],
      unknown: [],
      level: { state: 'current' },
    })
    expect(await compareSchema(databaseOf(home, options), modules)).toEqual([])
  })
})

describe.each(databases)('an instance on %s that Python initialised', (database) => {
  it('opens here with the same rows, is adopted without a change, and stays Python’s', async () => {
    await using home = await InteropHome.create()
    const options = await commonOptions(database)
    await home.expectLamin(...initArguments(options))
    expect(await loadSetupInfo(home.context)).toMatchObject({
      instance: {
        slug: 'anonymous/shared',
        devDir: home.work,
        storageRoot: join(home.work, 'files'),
        dialect: database,
        modules,
      },
      user: 'anonymous',
    })
    expect(await listKnownInstances(home.context)).toMatchObject([{ name: 'shared' }])
    expect(await checkInstanceMigrations(home.context)).toMatchObject({
      pending: [],
      adoptable: ['core.0001_base', 'bionty.0001_base', 'pertdb.0001_base'],
      level: { state: 'current' },
    })
    {
      await using db = await home.connect()
      await using python = await home.lamindb()
      await expectSameRows(db, python)
    }
    await deployInstanceMigrations(home.context)
    expect(await checkInstanceMigrations(home.context)).toMatchObject({ pending: [], adoptable: [] })
    expect(await compareSchema(databaseOf(home, options), modules)).toEqual([])
    await using db = await home.connect()
    const label = await db.ULabel.create({ name: 'adopted' }).save()
    await using python = await home.lamindb()
    expect(await python.run(`result = ln.ULabel.get(name='adopted').uid`)).toBe(label.uid)
    expect(await python.run('result = ln.setup.migrate.check()')).toBe(true)
    expect(home.log.filter((line) => !line.startsWith('info'))).toEqual([])
  })
})

describe('the settings files', () => {
  it('of the same init are the same to the byte', async () => {
    await using home = await InteropHome.create()
    const options = await commonOptions('sqlite')
    await home.expectLamin(...initArguments(options))
    const theirs = await settingsOf(home)
    await rm(home.work, { recursive: true })
    await forgetSettings(home)
    await mkdir(home.work)
    await init(home.context, options)
    const ours = await settingsOf(home)
    expect(Object.keys(theirs.user)).toEqual(['current_user.env', 'instance--anonymous--shared.env'])
    expect(ours).toEqual({ ...theirs, marker: { ...theirs.marker, uid: ours.marker.uid } })
  })

  it('are the same to the byte when Python initialises again what we did on Postgres', async () => {
    await using home = await InteropHome.create()
    const options = await commonOptions('postgresql')
    await init(home.context, options)
    const ours = await settingsOf(home)
    await forgetSettings(home)
    // Python claims no location that has a marker, not even its own.
    await rm(join(home.work, 'files'), { recursive: true })
    await home.expectLamin(...initArguments(options))
    const theirs = await settingsOf(home)
    expect(theirs).toEqual({ ...ours, marker: { ...ours.marker, uid: theirs.marker.uid } })
    expect(await compareSchema(databaseOf(home, options), modules)).toEqual([])
  })
})

async function forgetSettings(home: InteropHome): Promise<void> {
  await rm(join(home.home, '.lamin'), { recursive: true })
  await rm(join(home.work, '.lamin'), { recursive: true, force: true })
}

/** All texts that an init leaves beside the database. */
async function settingsOf(home: InteropHome) {
  const marker = await readFile(join(home.work, 'files', '.lamindb', 'storage_uid.txt'), 'utf8')
  const [uid, ...rest] = marker.split('\n')
  expect(uid).toMatch(/^[0-9A-Za-z]{12}$/)
  return {
    user: await settingsSnapshot(join(home.home, '.lamin')),
    directory: await settingsSnapshot(join(home.work, '.lamin')),
    marker: { uid, rest },
  }
}
