import { join } from 'node:path'

import { openDatabase, sqliteUrl, type Database } from '@lamindb/core/database'
import { databases } from '@lamindb/core/testing'
import { init } from '@lamindb/setup'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { compareSchema } from './compare-schema.ts'
import { InteropHome } from './interop-home.ts'

/** Names of indexes of the labels' names. */
async function indexNames({ kysely, dialect }: Database): Promise<string[]> {
  const query =
    dialect === 'sqlite'
      ? sql<{
          name: string
        }>`select name from sqlite_master where type = 'index' and tbl_name = 'lamindb_ulabel' and sql like '%("name")%'`
      : sql<{
          name: string
        }>`select indexname as name from pg_indexes where tablename = 'lamindb_ulabel' and indexdef like '%(name)%'`
  return (await query.execute(kysely)).rows.map(({ name }) => name)
}

describe.each(databases)('a new instance on %s', (database) => {
  it.each([[[]], [['bionty']], [['bionty', 'pertdb']]])(
    'has tables, rules and rows of the reference with the modules %j',
    async (modules: string[]) => {
      await using home = await InteropHome.create()
      const db = database === 'sqlite' ? undefined : await freshDatabaseUrl()
      const { settings } = await init(home.context, { storage: './files', db, modules })
      const target = db ?? join(settings.storageRoot, '.lamindb', 'lamin.db')
      expect(await compareSchema(target, modules)).toEqual([])
    },
  )

  it('would not pass without one of its indexes', async () => {
    await using home = await InteropHome.create()
    const db = database === 'sqlite' ? undefined : await freshDatabaseUrl()
    const { settings } = await init(home.context, { storage: './files', db })
    const file = join(settings.storageRoot, '.lamindb', 'lamin.db')
    await using open = await openDatabase({ url: db ?? sqliteUrl(file) })
    const names = await indexNames(open)
    await sql`drop index ${sql.id(names[0] ?? '')}`.execute(open.kysely)
    const differences = await compareSchema(db ?? file, [])
    expect(differences.filter(({ severity }) => severity === 'error')).toHaveLength(1)
  })
})
