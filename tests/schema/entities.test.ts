import { biontyModule } from '@lamindb/bionty'
import type { Instance } from '@lamindb/core'
import { createTestInstance, databases } from '@lamindb/core/testing'
import { pertdbModule } from '@lamindb/pertdb'
import { sql } from 'kysely'
import { describe, expect, inject, it } from 'vitest'

interface StoredColumn {
  readonly name: string
  readonly nullable: boolean
}

/** Columns of a table as the database has them. */
async function storedColumns({ queries, dialect }: Instance, table: string): Promise<StoredColumn[]> {
  if (dialect === 'sqlite') {
    const { rows } = await sql<{
      name: string
      notnull: number
    }>`select name, "notnull" from pragma_table_info(${table})`.execute(queries)
    return rows.map(({ name, notnull }) => ({ name, nullable: notnull === 0 }))
  }
  const { rows } = await sql<{ name: string; nullable: string }>`
    select column_name as name, is_nullable as nullable from information_schema.columns
    where table_schema = 'public' and table_name = ${table}`.execute(queries)
  return rows.map(({ name, nullable }) => ({ name, nullable: nullable === 'YES' }))
}

async function tableNames({ queries, dialect }: Instance): Promise<string[]> {
  const { rows } = await (
    dialect === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite%'`
      : sql<{
          name: string
        }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  ).execute(queries)
  return rows.map((row) => row.name).filter((name) => !name.startsWith('laminx_'))
}

const byName = (a: StoredColumn, b: StoredColumn): number => (a.name < b.name ? -1 : 1)

describe.each(databases)('the entities on %s', (database) => {
  it('name every table and column of the database, and what may be null', async () => {
    await using test = await createTestInstance({
      database,
      postgresServerUrl: inject('postgresServerUrl'),
      modules: [biontyModule, pertdbModule],
    })
    const metas = [...test.db.metas]
    expect(metas.map((meta) => meta.table).sort()).toEqual((await tableNames(test.db)).sort())
    for (const meta of metas) {
      const declared = [...meta.columns.values()].map(({ column, nullable }) => ({ name: column, nullable }))
      expect({ table: meta.table, columns: declared.sort(byName) }).toEqual({
        table: meta.table,
        columns: (await storedColumns(test.db, meta.table)).sort(byName),
      })
    }
  })

  it('have both ends of every relation', async () => {
    await using test = await createTestInstance({
      database,
      postgresServerUrl: inject('postgresServerUrl'),
      modules: [biontyModule, pertdbModule],
    })
    const metas = [...test.db.metas]
    const relations = metas.flatMap((meta) =>
      [...meta.relations.values()].map((relation) => `${meta.name}.${relation.name}`),
    )
    expect(relations).toContain('Artifact.cellTypes')
    expect(relations).toContain('Gene.perturbationTargets')
    const broken = metas.flatMap((meta) =>
      [...meta.relations.values()].filter((relation) => {
        if (relation.kind !== 'through') return false
        const columns = new Set([...relation.link.columns.values()].map(({ column }) => column))
        return !columns.has(relation.ownColumn) || !columns.has(relation.targetColumn)
      }),
    )
    expect(broken).toEqual([])
  })
})
