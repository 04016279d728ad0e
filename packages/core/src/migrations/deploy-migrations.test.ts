import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { dialects, freshDatabaseUrl } from '../database/test-databases.ts'
import { NoWriteAccess, UnknownSchemaLevel } from '../errors.ts'
import { checkMigrations } from './check-migrations.ts'
import { coreMigrations } from './core-migrations.ts'
import { deployMigrations } from './deploy-migrations.ts'
import { DanglingReferences, MigrationFailed, SchemaIncomplete, SchemaTooOld } from './errors.ts'
import type { MigrationDef, ModuleMigrations } from './migration.ts'
import { existingTables } from './migration-state.ts'
import { schemaLevel } from './schema-level.ts'

function inBoth(...statements: string[]): MigrationDef['up'] {
  return { sqlite: async () => statements, postgresql: async () => statements }
}

function notesModule(...migrations: MigrationDef[]): ModuleMigrations {
  return { module: 'notes', dependsOn: ['core'], migrations }
}

const notes = {
  name: '0001_base',
  up: inBoth(
    'create table notes_note (id integer primary key, text text not null)',
    'create table notes_link (id integer primary key, note_id integer references notes_note (id) on delete cascade deferrable initially deferred)',
  ),
} satisfies MigrationDef

async function djangoRows(database: Database): Promise<string[]> {
  const rows = await database.kysely
    .selectFrom('django_migrations')
    .select(['app', 'name'])
    .orderBy('id')
    .execute()
  return rows.map((row) => `${row['app'] as string} ${row['name'] as string}`)
}

async function ownRows(database: Database): Promise<unknown[]> {
  const rows = await database.kysely.selectFrom('laminx_migration').select('name').orderBy('name').execute()
  return rows.map((row) => row['name'])
}

/** What Python leaves behind: the same tables and bookkeeping, and nothing of ours. */
async function forgetUs(database: Database): Promise<void> {
  await sql`drop table laminx_migration`.execute(database.kysely)
}

describe.each(dialects)('deploying migrations on %s', (dialect) => {
  const fresh = async () => openDatabase({ url: await freshDatabaseUrl(dialect), create: true })

  it('creates the tables of core and records them for both languages', async () => {
    await using database = await fresh()
    const deployment = await deployMigrations(database, [coreMigrations])
    expect(deployment).toEqual({ applied: ['core.0001_base'], adopted: [] })
    expect(await ownRows(database)).toEqual(['core.0001_base'])
    const expected = coreMigrations.migrations[0]?.djangoRows?.map((row) => `${row.app} ${row.name}`)
    expect(await djangoRows(database)).toEqual(expected)
    expect(await schemaLevel(database, [coreMigrations])).toEqual({ state: 'current' })
    const tables = Object.keys((await coreMigrations.migrations[0]?.tables?.()) ?? {})
    expect(tables).toHaveLength(86)
    expect((await existingTables(database.kysely, dialect, tables)).size).toBe(86)
  })

  it('writes times of the bookkeeping in UTC with microseconds', async () => {
    await using database = await fresh()
    await deployMigrations(database, [coreMigrations])
    for (const table of ['django_migrations', 'laminx_migration']) {
      const row = await database.kysely.selectFrom(table).select('applied').executeTakeFirstOrThrow()
      expect(row['applied']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?(\+00)?$/)
    }
  })

  it('changes nothing the second time, also through a connection that only reads', async () => {
    const url = await freshDatabaseUrl(dialect)
    {
      await using database = await openDatabase({ url, create: true })
      await deployMigrations(database, [coreMigrations])
    }
    await using reader = await openDatabase({ url, readOnly: true })
    expect(await deployMigrations(reader, [coreMigrations])).toEqual({ applied: [], adopted: [] })
    await expect(deployMigrations(reader, [coreMigrations, notesModule(notes)])).rejects.toThrow(
      NoWriteAccess,
    )
  })

  it('runs modules in the order of their dependencies and writes squashes after all steps', async () => {
    await using database = await fresh()
    const withRows = notesModule({
      ...notes,
      djangoRows: [
        { app: 'notes', name: '0001_initial', kind: 'step' },
        { app: 'notes', name: '0001_squashed', kind: 'squash' },
      ],
    })
    const seen: string[] = []
    await deployMigrations(database, [withRows, coreMigrations], {
      onProgress: ({ migration, done, total }) => seen.push(`${migration} ${done}/${total}`),
    })
    expect(seen).toEqual(['core.0001_base 1/2', 'notes.0001_base 2/2'])
    expect((await djangoRows(database)).slice(-4)).toEqual([
      'lamindb 0193_v2_9_part_2',
      'notes 0001_initial',
      'lamindb 0193_squashed',
      'notes 0001_squashed',
    ])
  })

  it('adds a module later', async () => {
    await using database = await fresh()
    await deployMigrations(database, [coreMigrations])
    const modules = [coreMigrations, notesModule(notes)]
    expect(await checkMigrations(database, modules)).toEqual({
      pending: ['notes.0001_base'],
      adoptable: [],
      unknown: [],
      level: { state: 'lower', missing: ['notes.0001_base'], remedy: '`lamin migrate deploy`' },
    })
    expect(await deployMigrations(database, modules)).toEqual({ applied: ['notes.0001_base'], adopted: [] })
    expect((await checkMigrations(database, [coreMigrations])).unknown).toEqual(['notes.0001_base'])
  })

  it('runs a data step after the statements, before the next migration changes the same table', async () => {
    await using database = await fresh()
    const fill: MigrationDef = {
      name: '0002_fill',
      up: inBoth('alter table notes_note add column title text'),
      data: async (trx) => {
        await trx.insertInto('notes_note').values({ id: 1, text: 'a', title: 'b' }).execute()
        await trx.insertInto('notes_link').values({ id: 1, note_id: 1 }).execute()
      },
    }
    const more: MigrationDef = {
      name: '0003_more',
      up: inBoth('alter table notes_link add column rank integer'),
    }
    await deployMigrations(database, [coreMigrations, notesModule(notes, fill, more)])
    expect(await database.kysely.selectFrom('notes_link').selectAll().execute()).toEqual([
      { id: 1, note_id: 1, rank: null },
    ])
  })

  it('rolls everything back when a migration of a module fails', async () => {
    await using database = await fresh()
    const broken: MigrationDef = {
      name: '0002_broken',
      up: inBoth(
        'create table notes_tag (id integer primary key)',
        'alter table notes_missing add column x text',
      ),
    }
    const deployment = deployMigrations(database, [coreMigrations, notesModule(notes, broken)])
    await expect(deployment).rejects.toThrow(MigrationFailed)
    await expect(deployment).rejects.toMatchObject({ migration: 'notes.0002_broken' })
    const tables = ['laminx_migration', 'lamindb_artifact', 'notes_note', 'notes_tag']
    expect(await existingTables(database.kysely, dialect, tables)).toEqual(new Set())
    expect(await deployMigrations(database, [coreMigrations])).toMatchObject({ applied: ['core.0001_base'] })
  })

  it('rolls everything back when a data step fails or the deployment is aborted', async () => {
    await using database = await fresh()
    const cause = new Error('no such ontology')
    const failing: MigrationDef = {
      ...notes,
      data: async () => {
        throw cause
      },
    }
    await expect(deployMigrations(database, [coreMigrations, notesModule(failing)])).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      cause,
    })
    const controller = new AbortController()
    const aborted = deployMigrations(database, [coreMigrations, notesModule(notes)], {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    expect(await existingTables(database.kysely, dialect, ['lamindb_artifact'])).toEqual(new Set())
  })

  it('adopts what Python has made, without touching its bookkeeping', async () => {
    await using database = await fresh()
    await deployMigrations(database, [coreMigrations])
    await forgetUs(database)
    const before = await djangoRows(database)
    expect(await checkMigrations(database, [coreMigrations])).toEqual({
      pending: [],
      adoptable: ['core.0001_base'],
      unknown: [],
      level: { state: 'current' },
    })
    expect(await deployMigrations(database, [coreMigrations])).toEqual({
      applied: [],
      adopted: ['core.0001_base'],
    })
    expect(await djangoRows(database)).toEqual(before)
    expect(await ownRows(database)).toEqual(['core.0001_base'])
  })

  it('adds squash rows that Python has not written yet', async () => {
    await using database = await fresh()
    await deployMigrations(database, [coreMigrations])
    await database.kysely.deleteFrom('django_migrations').where('name', '=', '0193_squashed').execute()
    expect(await schemaLevel(database, [coreMigrations])).toEqual({ state: 'current' })
    await deployMigrations(database, [coreMigrations])
    expect((await djangoRows(database)).at(-1)).toBe('lamindb 0193_squashed')
  })

  it('does not adopt a database that lacks columns', async () => {
    await using database = await fresh()
    await deployMigrations(database, [coreMigrations])
    await forgetUs(database)
    await sql`alter table lamindb_feature rename column unit to unit_old`.execute(database.kysely)
    const deployment = deployMigrations(database, [coreMigrations])
    await expect(deployment).rejects.toThrow(SchemaIncomplete)
    await expect(deployment).rejects.toMatchObject({ missing: ['lamindb_feature.unit'] })
  })

  it('leaves a database of an older level to Python', async () => {
    await using database = await fresh()
    await deployMigrations(database, [coreMigrations])
    await forgetUs(database)
    await database.kysely.deleteFrom('django_migrations').where('name', 'like', '0193%').execute()
    expect(await schemaLevel(database, [coreMigrations])).toMatchObject({
      state: 'lower',
      missing: ['lamindb 0193_v2_9_part_2'],
    })
    const deployment = deployMigrations(database, [coreMigrations])
    await expect(deployment).rejects.toThrow(SchemaTooOld)
    await expect(deployment).rejects.toThrow('lamindb 0193_v2_9_part_2')
  })

  it('leaves a database with tables of before 2024 to Python', async () => {
    await using database = await fresh()
    await sql`create table lnschema_core_artifact (id integer primary key)`.execute(database.kysely)
    await expect(deployMigrations(database, [coreMigrations])).rejects.toThrow(SchemaTooOld)
  })

  it('refuses a database of a newer level', async () => {
    await using database = await fresh()
    await deployMigrations(database, [coreMigrations])
    const row = { app: 'lamindb', name: '0194_v3_0', applied: '2030-01-01 00:00:00' }
    await database.kysely.insertInto('django_migrations').values(row).execute()
    expect(await schemaLevel(database, [coreMigrations])).toMatchObject({
      state: 'higher',
      unknown: ['0194_v3_0'],
    })
    await expect(deployMigrations(database, [coreMigrations])).rejects.toThrow(UnknownSchemaLevel)
  })

  it('is done once when two processes start it at the same time', async () => {
    const url = await freshDatabaseUrl(dialect)
    const results = await Promise.all([1, 2, 3].map(() => deployInProcess(url)))
    const applied = results.flatMap((result) => result.applied)
    expect(applied).toEqual(['core.0001_base'])
    await using database = await openDatabase({ url })
    expect(await ownRows(database)).toEqual(['core.0001_base'])
    expect(await djangoRows(database)).toHaveLength(19)
  })
})

describe('deploying migrations on SQLite', () => {
  const rebuild = inBoth(
    'create table notes_note_new (id integer primary key, text text)',
    'insert into notes_note_new select id, text from notes_note',
    'drop table notes_note',
    'alter table notes_note_new rename to notes_note',
  )

  async function withNote(): Promise<Database> {
    const database = await openDatabase({ url: await freshDatabaseUrl('sqlite'), create: true })
    await deployMigrations(database, [coreMigrations, notesModule(notes)])
    await database.kysely.insertInto('notes_note').values({ id: 1, text: 'kept' }).execute()
    await database.kysely.insertInto('notes_link').values({ id: 1, note_id: 1 }).execute()
    return database
  }

  it('rebuilds a table without losing the rows that refer to it', async () => {
    await using database = await withNote()
    await deployMigrations(database, [
      coreMigrations,
      notesModule(notes, { name: '0002_rebuild', up: rebuild }),
    ])
    expect(await database.kysely.selectFrom('notes_link').selectAll().execute()).toEqual([
      { id: 1, note_id: 1 },
    ])
    expect(database.sqlite?.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('rolls back a migration that leaves dangling references, and switches foreign keys on again', async () => {
    await using database = await withNote()
    const careless: MigrationDef = { name: '0002_careless', up: inBoth('delete from notes_note') }
    const deployment = deployMigrations(database, [coreMigrations, notesModule(notes, careless)])
    await expect(deployment).rejects.toThrow(DanglingReferences)
    await expect(deployment).rejects.toMatchObject({ count: 1, tables: ['notes_link'] })
    expect(await database.kysely.selectFrom('notes_note').selectAll().execute()).toHaveLength(1)
    expect(database.sqlite?.pragma('foreign_keys', { simple: true })).toBe(1)
  })
})

async function deployInProcess(url: string): Promise<{ applied: string[] }> {
  const room = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  const program = `
    import { openDatabase } from ${room('../database/index.ts')}
    import { coreMigrations, deployMigrations } from ${room('./index.ts')}
    await using database = await openDatabase({ url: ${JSON.stringify(url)}, create: true })
    console.log(JSON.stringify(await deployMigrations(database, [coreMigrations])))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  return JSON.parse(stdout) as { applied: string[] }
}
