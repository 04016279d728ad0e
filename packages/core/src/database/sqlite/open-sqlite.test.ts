import { copyFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import BetterSqlite3 from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { NoWriteAccess } from '../../errors.ts'
import type { Database, Tables } from '../database.ts'
import { sqliteUrl } from '../database-url.ts'
import {
  DatabaseClosed,
  DatabaseFileNotFound,
  DatabaseFileUnreadable,
  DatabaseLocked,
  InvalidDatabaseUrl,
} from '../errors.ts'
import { openDatabase } from '../open-database.ts'
import { freshDatabaseUrl, scratchFolder } from '../test-databases.ts'

async function withNumbers(url: string, count: number): Promise<Database> {
  const database = await openDatabase({ url, create: true })
  await database.transaction(async (trx) => {
    await sql`create table numbers (n integer primary key)`.execute(trx)
    for (let n = 1; n <= count; n++) await trx.insertInto('numbers').values({ n }).execute()
  })
  return database
}

async function countOf(database: Database): Promise<unknown> {
  const { rows } = await sql<{ c: number }>`select count(*) as c from numbers`.execute(database.kysely)
  return rows[0]?.c
}

describe('opening a SQLite file', () => {
  it('makes a file on demand, with write-ahead log and foreign keys', async () => {
    const url = await freshDatabaseUrl('sqlite')
    await using database = await openDatabase({ url, create: true })
    expect(database.sqlite?.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.sqlite?.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(database).toMatchObject({ dialect: 'sqlite', readOnly: false, displayUrl: url })
  })

  it('names a file that is not there, and does not make one', async () => {
    const path = join(await scratchFolder(), 'gone.db')
    await expect(openDatabase({ url: sqliteUrl(path) })).rejects.toThrow(DatabaseFileNotFound)
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('names a file that is no database and one whose folder is missing', async () => {
    const folder = await scratchFolder()
    const path = join(folder, 'notes.db')
    await writeFile(
      path,
      'These are notes, they are long enough to look like a header of a database file. '.repeat(20),
    )
    await expect(openDatabase({ url: sqliteUrl(path) })).rejects.toThrow(DatabaseFileUnreadable)
    const nowhere = sqliteUrl(join(folder, 'missing', 'lamin.db'))
    await expect(openDatabase({ url: nowhere, create: true })).rejects.toThrow(DatabaseFileUnreadable)
  })

  it('refuses an URL of another database', async () => {
    await expect(openDatabase({ url: 'mysql://localhost/lab' })).rejects.toThrow(InvalidDatabaseUrl)
  })

  it('keeps the rollback journal of a file that is opened to read only, and refuses writes by name', async () => {
    const folder = await scratchFolder()
    const path = join(folder, 'lamin.db')
    const python = new BetterSqlite3(path)
    python.exec('create table numbers (n integer primary key)')
    python.close()
    await using database = await openDatabase({ url: sqliteUrl(path), readOnly: true })
    expect(database.sqlite?.pragma('journal_mode', { simple: true })).toBe('delete')
    await expect(database.kysely.insertInto('numbers').values({ n: 1 }).execute()).rejects.toThrow(
      NoWriteAccess,
    )
    await expect(countOf(database)).resolves.toBe(0)
  })

  it('takes a database in memory', async () => {
    await using database = await withNumbers('sqlite::memory:', 3)
    expect(await countOf(database)).toBe(3)
  })

  it('leaves a single file behind when it is closed', async () => {
    const url = await freshDatabaseUrl('sqlite')
    const path = url.slice('sqlite:///'.length)
    const database = await withNumbers(url, 10)
    await database[Symbol.asyncDispose]()
    await expect(stat(`${path}-wal`)).rejects.toMatchObject({ code: 'ENOENT' })
    await copyFile(path, `${path}.copy`)
    await using copy = await openDatabase({ url: sqliteUrl(`${path}.copy`) })
    expect(await countOf(copy)).toBe(10)
  })

  it('says that it was closed', async () => {
    const database = await withNumbers(await freshDatabaseUrl('sqlite'), 1)
    await database[Symbol.asyncDispose]()
    await expect(countOf(database)).rejects.toThrow(DatabaseClosed)
  })
})

describe('several users of one SQLite file', () => {
  it('wait for a lock as long as the busy timeout, then name it', async () => {
    const url = await freshDatabaseUrl('sqlite')
    await using database = await withNumbers(url, 1)
    await using other = await openDatabase({ url, busyTimeoutMs: 100 })
    await database.transaction(async () => {
      const attempt = other.transaction((trx) => trx.insertInto('numbers').values({ n: 2 }).execute())
      await expect(attempt).rejects.toThrow(DatabaseLocked)
      await expect(attempt).rejects.toMatchObject({ waitedMs: expect.closeTo(100, -2) as number })
      const single = other.kysely.insertInto('numbers').values({ n: 3 }).execute()
      await expect(single).rejects.toThrow(DatabaseLocked)
    })
    expect(await countOf(other)).toBe(1)
  })

  it('do not starve each other when they live in one process', async () => {
    const url = await freshDatabaseUrl('sqlite')
    await using first = await withNumbers(url, 0)
    await using second = await openDatabase({ url })
    const add = (database: Database, n: number) =>
      database.transaction(async (trx) => {
        await trx.selectFrom('numbers').selectAll().execute()
        await new Promise((resolve) => void setTimeout(resolve, 2))
        await trx.insertInto('numbers').values({ n }).execute()
      })
    await Promise.all(Array.from({ length: 40 }, (_, n) => add(n % 2 === 0 ? first : second, n)))
    expect(await countOf(first)).toBe(40)
  })

  it('share one connection and one queue when their Kyselys come from one dialect', async () => {
    await using database = await withNumbers(await freshDatabaseUrl('sqlite'), 0)
    const orm = new Kysely<Tables>({ dialect: database.kyselyDialect })
    const seen: string[] = []
    const visit = (name: string, kysely: Kysely<Tables>, n: number) =>
      kysely.transaction().execute(async (trx) => {
        seen.push(`${name} in`)
        await trx.insertInto('numbers').values({ n }).execute()
        await new Promise((resolve) => void setTimeout(resolve, 5))
        seen.push(`${name} out`)
      })
    await Promise.all([visit('a', database.kysely, 1), visit('b', orm, 2), visit('c', database.kysely, 3)])
    expect(seen.toSorted()).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
    const visits = [seen.slice(0, 2), seen.slice(2, 4), seen.slice(4)]
    for (const [entry, exit] of visits) expect(exit).toBe(entry?.replace('in', 'out'))
    await orm.destroy()
    expect(await countOf(database)).toBe(3)
  })
})

describe('transactions on SQLite', () => {
  it('roll back when the work fails, and free the connection', async () => {
    await using database = await withNumbers(await freshDatabaseUrl('sqlite'), 1)
    const failed = database.transaction(async (trx) => {
      await trx.insertInto('numbers').values({ n: 2 }).execute()
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await countOf(database)).toBe(1)
  })

  it('roll back when the commit breaks a deferred foreign key', async () => {
    await using database = await withNumbers(await freshDatabaseUrl('sqlite'), 1)
    const failed = database.transaction(async (trx) => {
      await sql`create table child (n integer references numbers (n) deferrable initially deferred)`.execute(
        trx,
      )
      await trx.insertInto('child').values({ n: 99 }).execute()
    })
    await expect(failed).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
    expect(await countOf(database)).toBe(1)
  })

  it('nest by savepoints', async () => {
    await using database = await withNumbers(await freshDatabaseUrl('sqlite'), 0)
    const trx = await database.kysely.startTransaction().execute()
    await trx.insertInto('numbers').values({ n: 1 }).execute()
    const inner = await trx.savepoint('inner').execute()
    await inner.insertInto('numbers').values({ n: 2 }).execute()
    await inner.rollbackToSavepoint('inner').execute()
    await trx.commit().execute()
    expect(await countOf(database)).toBe(1)
  })

  it('take booleans and undefined as parameters', async () => {
    await using database = await withNumbers('sqlite::memory:', 0)
    const { rows } = await sql`select ${true} as yes, ${false} as no, ${undefined} as none`.execute(
      database.kysely,
    )
    expect(rows).toEqual([{ yes: 1, no: 0, none: null }])
  })
})

describe('streams on SQLite', () => {
  it('let the loop write and query, and show the state of their beginning', async () => {
    await using database = await withNumbers(await freshDatabaseUrl('sqlite'), 1000)
    let seen = 0
    for await (const row of database.kysely.selectFrom('numbers').select('n').stream(100)) {
      seen++
      await database.kysely
        .insertInto('numbers')
        .values({ n: (row['n'] as number) + 10_000 })
        .execute()
    }
    expect(seen).toBe(1000)
    expect(await countOf(database)).toBe(2000)
  })

  it('may be left early', async () => {
    await using database = await withNumbers(await freshDatabaseUrl('sqlite'), 100)
    for await (const row of database.kysely.selectFrom('numbers').select('n').orderBy('n').stream(10)) {
      if (row['n'] === 5) break
    }
    await database.kysely.deleteFrom('numbers').execute()
    expect(await countOf(database)).toBe(0)
  })

  it('work in memory and inside a transaction', async () => {
    await using database = await withNumbers('sqlite::memory:', 25)
    const collect = async (kysely: Kysely<Tables>) => {
      let sum = 0
      for await (const row of kysely.selectFrom('numbers').select('n').stream(10)) sum += row['n'] as number
      return sum
    }
    expect(await collect(database.kysely)).toBe(325)
    expect(await database.transaction((trx) => collect(trx))).toBe(325)
  })
})
