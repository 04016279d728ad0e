import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { init } from './init.ts'
import { connect } from '../connect/connect.ts'
import { deleteInstance } from '../manage/delete-instance.ts'
import { databaseNameOf } from '../naming/database-url.ts'
import { freshPostgresUrl } from '../testing/fresh-postgres-url.ts'
import { executeIn, queryInstance } from '../testing/query-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('init with Postgres', () => {
  it('creates tables and rows on the server, and takes the name of the database', async () => {
    await using home = await temporaryHome()
    const db = await freshPostgresUrl()
    const { settings, state } = await init(home.context, { storage: './files', db, modules: 'bionty' })
    expect(state).toBe('created')
    expect(settings).toMatchObject({ name: databaseNameOf(db), db, storageRoot: join(home.work, 'files') })
    const file = join(home.home, `.lamin/instance--anonymous--${settings.name}.env`)
    expect(await readFile(file, 'utf8')).toContain(`\nlamindb_instance_db=${db}\n`)
    const branches = 'select id, uid, created_by_id from lamindb_branch order by id'
    expect(await queryInstance(settings, branches)).toEqual([
      { id: -1, uid: 't'.repeat(12), created_by_id: 1 },
      { id: 0, uid: 'a'.repeat(12), created_by_id: 1 },
      { id: 1, uid: 'm'.repeat(12), created_by_id: 1 },
    ])
    await access(join(home.work, 'files/.lamindb/storage_uid.txt'))
    await expect(access(join(home.work, 'files/.lamindb/lamin.db'))).rejects.toThrow('ENOENT')
  })

  it('can be repeated, connected to and worked with', async () => {
    await using home = await temporaryHome()
    const db = await freshPostgresUrl()
    await init(home.context, { storage: './files', db, name: 'pg' })
    expect((await init(home.context, { storage: './files', db, name: 'pg' })).state).toBe('connected')
    await using instance = await connect(home.context, 'anonymous/pg')
    await instance.ULabel.create({ name: 'raw' }).save()
    expect(await instance.ULabel.filter({ name: 'raw' })).toHaveLength(1)
  })

  it('begins again, under the same ids, when the database was emptied', async () => {
    await using home = await temporaryHome()
    const options = { storage: './files', db: await freshPostgresUrl(), name: 'pg' }
    const { settings } = await init(home.context, options)
    const before = await queryInstance(settings, 'select uid, root from lamindb_storage')
    await executeIn(settings, sql`drop schema public cascade`)
    await executeIn(settings, sql`create schema public`)
    await expect(connect(home.context, 'pg')).rejects.toMatchObject({ code: 'DATABASE_NOT_INITIALIZED' })
    expect(await init(home.context, options)).toMatchObject({ state: 'created', settings })
    expect(await queryInstance(settings, 'select uid, root from lamindb_storage')).toEqual(before)
  })

  it('takes over the storage location that the database of a deleted instance knows', async () => {
    await using home = await temporaryHome()
    const options = { storage: './files', db: await freshPostgresUrl(), name: 'pg' }
    const { settings } = await init(home.context, options)
    const before = await queryInstance(settings, 'select uid, root from lamindb_storage')
    await deleteInstance(home.context, 'pg', { force: true })
    expect(await init(home.context, options)).toMatchObject({ state: 'created', settings })
    expect(await queryInstance(settings, 'select uid, root from lamindb_storage')).toEqual(before)
    const marker = await readFile(join(home.work, 'files/.lamindb/storage_uid.txt'), 'utf8')
    expect(marker.split('\n')[0]).toBe(before[0]?.['uid'])
  })

  it('refuses a location that the database knows as another instance’s', async () => {
    await using home = await temporaryHome()
    const db = await freshPostgresUrl()
    await init(home.context, { storage: './files', db, name: 'pg' })
    await deleteInstance(home.context, 'pg', { force: true })
    const other = init(home.context, { storage: './files', db, name: 'other' })
    await expect(other).rejects.toMatchObject({ code: 'STORAGE_ALREADY_MANAGED' })
    await expect(access(join(home.work, 'files/.lamindb/storage_uid.txt'))).rejects.toThrow('ENOENT')
  })
})
