import { createServer } from 'node:net'

import { Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import type { Database, Tables } from '../database.ts'
import {
  DatabaseAccessDenied,
  DatabaseClosed,
  DatabaseNotFound,
  DatabaseUnreachable,
  InvalidDatabaseUrl,
} from '../errors.ts'
import { openDatabase } from '../open-database.ts'
import { freshDatabaseUrl } from '../test-databases.ts'

async function first(database: Database, query: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<Record<string, unknown>>`${sql.raw(query)}`.execute(database.kysely)
  return rows[0] ?? {}
}

async function changed(change: (url: URL) => void): Promise<string> {
  const url = new URL(await freshDatabaseUrl('postgresql'))
  change(url)
  return url.href
}

describe('opening a Postgres database', () => {
  it('shows its URL without the password', async () => {
    const url = await freshDatabaseUrl('postgresql')
    await using database = await openDatabase({ url })
    expect(database).toMatchObject({ dialect: 'postgresql', readOnly: false, sqlite: undefined })
    expect(database.displayUrl).not.toContain(new URL(url).password)
  })

  it('names a wrong password', async () => {
    const url = await changed((u) => (u.password = 'wrong'))
    await expect(openDatabase({ url })).rejects.toThrow(DatabaseAccessDenied)
  })

  it('names a database that is not there', async () => {
    const url = await changed((u) => (u.pathname = '/nowhere'))
    await expect(openDatabase({ url })).rejects.toThrow(DatabaseNotFound)
    await expect(openDatabase({ url })).rejects.toThrow('/nowhere')
  })

  it('names a server that does not answer', async () => {
    const url = await changed((u) => (u.port = '1'))
    await expect(openDatabase({ url })).rejects.toThrow(DatabaseUnreachable)
    await expect(openDatabase({ url })).rejects.toThrow('127.0.0.1:1/')
  })

  it('gives up on a server that says nothing after the connect timeout', async () => {
    await using silent = await silentServer()
    const url = await changed((u) => (u.port = String(silent.port)))
    await expect(openDatabase({ url, connectTimeoutMs: 100 })).rejects.toThrow(DatabaseUnreachable)
  })

  it('insists on encryption where it is required, and takes it where it is to be had otherwise', async () => {
    const url = await freshDatabaseUrl('postgresql')
    await expect(openDatabase({ url, requireTls: true })).rejects.toThrow(/does not support SSL/)
    const required = await changed((u) => u.searchParams.set('sslmode', 'require'))
    await expect(openDatabase({ url: required })).rejects.toThrow(DatabaseUnreachable)
    const disabled = await changed((u) => u.searchParams.set('sslmode', 'disable'))
    await using plain = await openDatabase({ url: disabled, requireTls: true })
    await using preferred = await openDatabase({ url })
    expect(await first(plain, 'select 1 as one')).toEqual({ one: 1 })
    expect(await first(preferred, 'select 1 as one')).toEqual({ one: 1 })
  })

  it('refuses an unknown sslmode', async () => {
    const url = await changed((u) => u.searchParams.set('sslmode', 'perhaps'))
    await expect(openDatabase({ url })).rejects.toThrow(InvalidDatabaseUrl)
  })

  it('refuses writes when it was opened to read only', async () => {
    await using database = await openDatabase({ url: await freshDatabaseUrl('postgresql'), readOnly: true })
    await expect(first(database, 'create table t (n integer)')).rejects.toMatchObject({ code: '25006' })
  })

  it('says that it was closed', async () => {
    const database = await openDatabase({ url: await freshDatabaseUrl('postgresql') })
    await database[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
    await expect(first(database, 'select 1')).rejects.toThrow(DatabaseClosed)
  })
})

describe('values from Postgres', () => {
  it('arrive without loss: times, durations and JSON as text, bigint as number', async () => {
    await using database = await openDatabase({ url: await freshDatabaseUrl('postgresql') })
    const row = await first(
      database,
      `select timestamptz '2026-01-02 03:04:05.000678+02' as at, date '2026-01-02' as day, interval '1 mon 2 days 03:04:05.000006' as span,
        timestamp '2026-01-02 03:04:05.123456' as naive, '{"a": 1.0}'::jsonb as document, json '[1.0, "x"]' as list,
        9007199254740991::bigint as big, 9007199254740993::bigint as huge, true as flag, 0.1::double precision as real,
        array[1, null, 9007199254740993]::bigint[] as bigs, array['2026-01-02'::date] as days`,
    )
    expect(row).toEqual({
      at: '2026-01-02 01:04:05.000678+00',
      day: '2026-01-02',
      span: '1 mon 2 days 03:04:05.000006',
      naive: '2026-01-02 03:04:05.123456',
      document: '{"a": 1.0}',
      list: '[1.0, "x"]',
      big: 9007199254740991,
      huge: 9007199254740993n,
      flag: true,
      real: 0.1,
      bigs: [1, null, 9007199254740993n],
      days: ['2026-01-02'],
    })
  })

  it('come as a stream in chunks', async () => {
    await using database = await openDatabase({ url: await freshDatabaseUrl('postgresql') })
    await first(database, 'create table numbers (n integer)')
    await first(database, 'insert into numbers select generate_series(1, 1000)')
    let sum = 0
    for await (const row of database.kysely.selectFrom('numbers').select('n').stream(100)) {
      sum += row['n'] as number
    }
    expect(sum).toBe(500_500)
  })
})

describe('transactions on Postgres', () => {
  it('are repeated after a serialization failure', async () => {
    await using database = await openDatabase({ url: await freshDatabaseUrl('postgresql') })
    await first(database, 'create table counter (n integer)')
    await first(database, 'insert into counter values (0)')
    const increment = () =>
      database.transaction(async (trx) => {
        await sql`set transaction isolation level serializable`.execute(trx)
        const { n } = await trx.selectFrom('counter').select('n').executeTakeFirstOrThrow()
        await trx
          .updateTable('counter')
          .set({ n: (n as number) + 1 })
          .execute()
      })
    await Promise.all(Array.from({ length: 4 }, increment))
    expect(await first(database, 'select n from counter')).toEqual({ n: 4 })
  })

  it('report what broke them, also when the connection is lost', async () => {
    await using database = await openDatabase({ url: await freshDatabaseUrl('postgresql') })
    const lost = database.transaction(async (trx) => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx)
    })
    await expect(lost).rejects.toMatchObject({ code: '57P01' })
    expect(await first(database, 'select 1 as one')).toEqual({ one: 1 })
  })

  it('share the pool with a Kysely that the ORM makes and destroys', async () => {
    await using database = await openDatabase({ url: await freshDatabaseUrl('postgresql') })
    const orm = new Kysely<Tables>({ dialect: database.kyselyDialect })
    await sql`create table t (n integer)`.execute(orm)
    await orm.destroy()
    expect(await first(database, 'select count(*) as c from t')).toEqual({ c: 0 })
  })
})

async function silentServer(): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer((socket) => void sockets.add(socket))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}
