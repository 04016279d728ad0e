import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'

import { StatementCache } from './statement-cache.ts'

describe('prepared statements', () => {
  it('are kept by their text', () => {
    const cache = new StatementCache(new BetterSqlite3(':memory:'))
    expect(cache.prepare('select 1')).toBe(cache.prepare('select 1'))
    expect(cache.prepare('select 2')).not.toBe(cache.prepare('select 1'))
  })

  it('see a changed schema', () => {
    const handle = new BetterSqlite3(':memory:')
    const cache = new StatementCache(handle)
    handle.exec('create table t (a)')
    cache.prepare('select * from t').all()
    handle.exec('alter table t add column b default 7; insert into t (a) values (1)')
    expect(cache.prepare('select * from t').all()).toEqual([{ a: 1, b: 7 }])
  })

  it('go when a hundred others were used since', () => {
    const cache = new StatementCache(new BetterSqlite3(':memory:'))
    const first = cache.prepare('select 0')
    const kept = cache.prepare('select -1')
    for (let i = 1; i <= 99; i++) {
      cache.prepare(`select ${i}`)
      cache.prepare('select -1')
    }
    expect(cache.prepare('select -1')).toBe(kept)
    expect(cache.prepare('select 0')).not.toBe(first)
  })

  it('with long texts are not kept', () => {
    const cache = new StatementCache(new BetterSqlite3(':memory:'))
    const text = `select 1 where 1 in (${Array.from({ length: 5000 }, (_, i) => i).join(',')})`
    expect(cache.prepare(text)).not.toBe(cache.prepare(text))
  })
})
