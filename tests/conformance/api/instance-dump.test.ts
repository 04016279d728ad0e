import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, sqliteUrl } from '@lamindb/core/database'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changesBetween, dumpInstance, storedFiles } from './instance-dump.ts'

describe('the dump of an instance', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dump-'))
  })
  afterEach(async () => rm(folder, { recursive: true }))

  it('shows inserted, updated and deleted rows per table, raw', async () => {
    const path = join(folder, 'lamin.db')
    await using database = await openDatabase({ url: sqliteUrl(path), create: true })
    const { schema } = database.kysely
    for (const table of ['lamindb_ulabel', 'laminx_own']) {
      await schema
        .createTable(table)
        .addColumn('id', 'integer')
        .addColumn('name', 'text')
        .addColumn('flag', 'integer')
        .execute()
      await database.kysely
        .insertInto(table)
        .values([1, 2].map((id) => ({ id, name: `n${id}`, flag: 0 })))
        .execute()
    }
    const before = await dumpInstance(path)
    await database.kysely.deleteFrom('lamindb_ulabel').where('id', '=', 1).execute()
    await database.kysely.updateTable('lamindb_ulabel').set({ flag: 1 }).where('id', '=', 2).execute()
    await database.kysely.insertInto('lamindb_ulabel').values({ id: 3, name: null, flag: 0 }).execute()
    await database.kysely.insertInto('laminx_own').values({ id: 3, name: null, flag: 0 }).execute()
    expect(changesBetween(before, await dumpInstance(path))).toEqual({
      lamindb_ulabel: {
        inserted: [{ id: 3n, name: null, flag: 0n }],
        updated: { 2: { flag: 1n } },
        deleted: [1n],
      },
    })
    expect(changesBetween(before, before)).toEqual({})
  })

  it('lists the files of a storage but those of the instance itself', async () => {
    await mkdir(join(folder, '.lamindb'))
    await writeFile(join(folder, '.lamindb/lamin.db'), '')
    await writeFile(join(folder, '.lamindb/storage_uid.txt'), 'x')
    await writeFile(join(folder, '.lamindb/abc.txt'), 'hello')
    await writeFile(join(folder, 'a.txt'), '')
    expect([...(await storedFiles(folder))]).toEqual([
      ['.lamindb/abc.txt', 5n],
      ['a.txt', 0n],
    ])
  })
})
