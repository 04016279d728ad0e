import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'

import { sqliteUrl } from '../database-url.ts'
import { openDatabase } from '../open-database.ts'

const nobody = 65_534

// Root may write everything. The tests of a file run in a process of their own, which can become another user for good.
if (process.getuid?.() === 0) process.setuid?.(nobody)

it('reads a file that it may not write', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lamin-read-only-'))
  const path = join(folder, 'lamin.db')
  const python = new BetterSqlite3(path)
  python.exec('create table numbers (n integer primary key)')
  python.close()
  await chmod(path, 0o444)
  await chmod(folder, 0o555)
  try {
    await using database = await openDatabase({ url: sqliteUrl(path) })
    expect(database.readOnly).toBe(true)
    expect(await database.kysely.selectFrom('numbers').selectAll().execute()).toEqual([])
  } finally {
    await chmod(folder, 0o755)
    await rm(folder, { recursive: true })
  }
})
