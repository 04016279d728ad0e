import { describe, expect, it } from 'vitest'

import { isLocalDatabase, parseDatabaseUrl, sqliteUrl } from './database-url.ts'
import { InvalidDatabaseUrl } from './errors.ts'

describe('database URLs', () => {
  it('keep a SQLite path as it stands, without decoding', () => {
    expect(parseDatabaseUrl('sqlite:////data/my%20lab/lamin.db')).toMatchObject({
      dialect: 'sqlite',
      path: '/data/my%20lab/lamin.db',
    })
    expect(parseDatabaseUrl(sqliteUrl('/data/my lab/lamin.db'))).toMatchObject({
      path: '/data/my lab/lamin.db',
    })
    expect(sqliteUrl('C:\\data\\lamin.db')).toBe('sqlite:///C:/data/lamin.db')
  })

  it('know the database in memory under every spelling', () => {
    for (const url of ['sqlite::memory:', 'sqlite://:memory:', 'sqlite:///:memory:']) {
      expect(parseDatabaseUrl(url)).toMatchObject({ dialect: 'sqlite', path: ':memory:' })
    }
  })

  it('are shown without their password, whatever characters it holds', () => {
    expect(parseDatabaseUrl('postgresql://ada:s%40c:ret@db.example.org:5433/lab').displayUrl).toBe(
      'postgresql://ada:***@db.example.org:5433/lab',
    )
    const refused = () => parseDatabaseUrl('mysql://ada:secret@db/lab')
    expect(refused).toThrow(InvalidDatabaseUrl)
    expect(refused).not.toThrow(/secret/)
  })

  it('are refused when they name no database', () => {
    for (const url of ['sqlite:///', 'postgresql://db.example.org', 'postgres://db/lab', 'lamin.db', '']) {
      expect(() => parseDatabaseUrl(url)).toThrow(InvalidDatabaseUrl)
    }
  })

  it.each([
    ['sqlite:////data/lamin.db', true],
    ['postgresql://ada@localhost:5432/lab', true],
    ['postgresql://ada@127.0.0.1/lab', true],
    ['postgresql://ada@[::1]/lab', true],
    ['postgresql:///lab?host=/run/postgresql', true],
    ['postgresql://ada@db.example.org/lab', false],
    ['postgresql://localhost:pw@db.example.org/lab', false],
  ])('%s is local: %s', (url, expected) => {
    expect(isLocalDatabase(parseDatabaseUrl(url))).toBe(expected)
  })
})
