import { describe, expect, it } from 'vitest'

import type { Database } from '../database/database.ts'
import type { Dialect } from '../database/dialect.ts'
import { openDatabase } from '../database/open-database.ts'
import { dialects, freshDatabaseUrl } from '../database/test-databases.ts'
import { Timestamp } from '../identity/timestamp.ts'
import { coreMigrations } from './core-migrations.ts'
import { deployMigrations } from './deploy-migrations.ts'
import { seedCoreRows, type CoreSeed } from './seed-core-rows.ts'

const seed: CoreSeed = {
  user: { uid: '00000000', handle: 'anonymous', name: null },
  storage: {
    uid: 'D9BilDV2aaaa',
    root: '/data/mydata',
    type: 'local',
    region: 'host-1',
    instanceUid: '186kfOVJd0dZ',
  },
  clock: { now: () => Timestamp.of('2026-01-02T03:04:05.000678Z') },
}

async function core(dialect: Dialect): Promise<Database> {
  const database = await openDatabase({ url: await freshDatabaseUrl(dialect), create: true })
  await deployMigrations(database, [coreMigrations])
  return database
}

describe.each(dialects)('the first rows on %s', (dialect) => {
  const at = dialect === 'sqlite' ? '2026-01-02 03:04:05.000678' : '2026-01-02 03:04:05.000678+00'
  const no = dialect === 'sqlite' ? 0 : false

  it('are the space, the user, three branches and the storage', async () => {
    await using database = await core(dialect)
    const ids = await database.transaction((trx) => seedCoreRows(trx, seed))
    expect(ids).toEqual({ userId: 1, storageId: 1 })
    const rows = (table: string) => database.kysely.selectFrom(table).selectAll().orderBy('id').execute()
    expect(await rows('lamindb_space')).toMatchObject([
      { id: 1, uid: 'aaaaaaaaaaaa', name: 'all', created_at: at, created_by_id: null },
    ])
    expect(await rows('lamindb_user')).toMatchObject([
      { id: 1, uid: '00000000', handle: 'anonymous', name: null },
    ])
    expect(await rows('lamindb_branch')).toMatchObject([
      { id: -1, uid: 'tttttttttttt', name: 'trash', _aux: null, _status_code: 0, created_by_id: 1 },
      { id: 0, uid: 'aaaaaaaaaaaa', name: 'archive', _aux: null },
      { id: 1, uid: 'mmmmmmmmmmmm', name: 'main', _aux: null },
    ])
    expect(await rows('lamindb_storage')).toMatchObject([
      {
        id: 1,
        uid: 'D9BilDV2aaaa',
        root: '/data/mydata',
        region: 'host-1',
        _aux: null,
        is_locked: no,
        created_at: at,
      },
    ])
  })

  it('leave the numbering free for the next rows', async () => {
    await using database = await core(dialect)
    await database.transaction((trx) => seedCoreRows(trx, seed))
    const values = { created_at: at, created_by_id: 1, space_id: 1, _status_code: 0, _aux: null }
    const next = await database.kysely
      .insertInto('lamindb_branch')
      .values({ ...values, uid: 'bbbbbbbbbbbb', name: 'feature' })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(next).toEqual({ id: 2 })
  })

  it('stay the same when they are written again, but for the name of the user', async () => {
    await using database = await core(dialect)
    await database.transaction((trx) => seedCoreRows(trx, seed))
    const renamed = { ...seed, user: { ...seed.user, handle: 'ada', name: 'Ada' } }
    expect(await database.transaction((trx) => seedCoreRows(trx, renamed))).toEqual({
      userId: 1,
      storageId: 1,
    })
    expect(await database.kysely.selectFrom('lamindb_branch').selectAll().execute()).toHaveLength(3)
    expect(await database.kysely.selectFrom('lamindb_user').select(['handle', 'name']).execute()).toEqual([
      { handle: 'ada', name: 'Ada' },
    ])
  })
})
