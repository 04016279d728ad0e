import { randomUUID } from 'node:crypto'

import { biontyModule } from '@lamindb/bionty'
import { createPostgresDatabase, openDatabase } from '@lamindb/core/database'
import { checkMigrations, coreMigrations, deployMigrations } from '@lamindb/core/migrations'
import { describe, expect, inject, it } from 'vitest'

import { pertdbMigrations } from './pertdb-migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresServerUrl: string
  }
}

const urls = {
  sqlite: async () => 'sqlite::memory:',
  postgresql: async () =>
    createPostgresDatabase(inject('postgresServerUrl'), `pertdb_${randomUUID().replaceAll('-', '')}`),
}

describe.each(['sqlite', 'postgresql'] as const)('the migrations of pertdb on %s', (dialect) => {
  it('create 26 tables beside those of core and bionty, at the level of Python', async () => {
    await using database = await openDatabase({ url: await urls[dialect]() })
    const { dependsOn, migrations } = biontyModule
    const modules = [coreMigrations, { module: 'bionty', dependsOn, migrations }, pertdbMigrations]
    expect(await deployMigrations(database, modules)).toEqual({
      applied: ['core.0001_base', 'bionty.0001_base', 'pertdb.0001_base'],
      adopted: [],
    })
    expect(await checkMigrations(database, modules)).toEqual({
      pending: [],
      adoptable: [],
      unknown: [],
      level: { state: 'current' },
    })
    const tables = await database.kysely.introspection.getTables()
    const own = tables.filter((table) => table.name.startsWith('wetlab_'))
    expect(own).toHaveLength(26)
    const compound = own.find((table) => table.name === 'wetlab_compound')
    const expected = (await pertdbMigrations.migrations[0]?.tables?.())?.['wetlab_compound'] ?? []
    expect(compound?.columns.map((column) => column.name).toSorted()).toEqual(expected.toSorted())
  })
})
