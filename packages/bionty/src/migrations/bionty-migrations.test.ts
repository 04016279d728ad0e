import { randomUUID } from 'node:crypto'

import { createPostgresDatabase, openDatabase } from '@lamindb/core/database'
import { checkMigrations, coreMigrations, deployMigrations } from '@lamindb/core/migrations'
import { describe, expect, inject, it } from 'vitest'

import { biontyMigrations } from './bionty-migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresServerUrl: string
  }
}

const urls = {
  sqlite: async () => 'sqlite::memory:',
  postgresql: async () =>
    createPostgresDatabase(inject('postgresServerUrl'), `bionty_${randomUUID().replaceAll('-', '')}`),
}

describe.each(['sqlite', 'postgresql'] as const)('the migrations of bionty on %s', (dialect) => {
  it('create 56 tables beside those of core, at the level of Python', async () => {
    await using database = await openDatabase({ url: await urls[dialect]() })
    const modules = [coreMigrations, biontyMigrations]
    expect(await deployMigrations(database, modules)).toEqual({
      applied: ['core.0001_base', 'bionty.0001_base'],
      adopted: [],
    })
    expect(await checkMigrations(database, modules)).toEqual({
      pending: [],
      adoptable: [],
      unknown: [],
      level: { state: 'current' },
    })
    const tables = await database.kysely.introspection.getTables()
    const own = tables.filter((table) => table.name.startsWith('bionty_'))
    expect(own).toHaveLength(56)
    const gene = own.find((table) => table.name === 'bionty_gene')
    const expected = (await biontyMigrations.migrations[0]?.tables?.())?.['bionty_gene'] ?? []
    expect(gene?.columns.map((column) => column.name).toSorted()).toEqual(expected.toSorted())
  })
})
