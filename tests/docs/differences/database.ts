import { link, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { createTestInstance } from '@lamindb/core/testing'
import { openStorage } from '@lamindb/storage'
import { sql } from 'kysely'
import { expect, inject } from 'vitest'

import { codeOf, fileOf, instance, type Probes } from './probe.ts'

const names = async (queries: Parameters<ReturnType<typeof sql>['execute']>[0], query: string) =>
  (await sql.raw<{ name: string }>(query).execute(queries)).rows.map(({ name }) => name)

/** Databases and storage locations. */
export const databaseProbes: Probes = {
  async 'Journal of SQLite'() {
    await using test = await instance()
    const { rows } = await sql`pragma journal_mode`.execute(test.db.queries)
    expect(rows).toEqual([{ journal_mode: 'wal' }])
  },

  async 'Tables of an instance'() {
    await using test = await createTestInstance()
    const query = "select name from sqlite_master where name like 'bionty_%'"
    expect(await names(test.db.queries, query)).toEqual([])
  },

  async 'Record of migrations'() {
    await using test = await instance()
    const { queries } = test.db
    expect(await names(queries, 'select name from laminx_migration')).toContain('bionty.0001_base')
    const query = "select name from django_migrations where app = 'bionty'"
    expect((await names(queries, query)).length).toBeGreaterThan(0)
  },

  async 'JSON null in `_aux`'() {
    const postgresServerUrl = inject('postgresServerUrl')
    await using test = await createTestInstance({ database: 'postgresql', postgresServerUrl })
    const { Feature, queries } = test.db
    const { id } = await Feature.create({ name: 'age', dtype: 'int' }).save()
    await sql`update lamindb_feature set _aux = 'null'::jsonb where id = ${id}`.execute(queries)
    await sql`update lamindb_feature set name = 'years' where id = ${id}`.execute(queries)
    const { rows } =
      await sql`select jsonb_typeof(_aux) as type from lamindb_feature where id = ${id}`.execute(queries)
    expect(rows).toEqual([{ type: 'object' }])
  },

  async 'Search in large registries'() {
    await using test = await instance()
    const { ULabel } = test.db
    const indexes = "select name from sqlite_master where name = 'laminx_search_lamindb_ulabel'"
    await test.db.save(Array.from({ length: 5100 }, (_, index) => ULabel.create({ name: `label ${index}` })))
    expect(await names(test.db.queries, indexes)).toEqual([])
    expect((await ULabel.search('label 5000'))[0]?.name).toBe('label 5000')
    expect(await names(test.db.queries, indexes)).toHaveLength(1)
  },

  async 'Lengths and vocabularies'() {
    await using test = await instance()
    const { ULabel, Transform } = test.db
    expect(await codeOf(ULabel.create({ name: 'x'.repeat(300) }).save())).toBe('VALIDATION_ERROR')
    const transform = Transform.create({ key: 'a', kind: 'poem' as never })
    expect(await codeOf(transform.save())).toBe('FIELD_VALIDATION_ERROR')
  },

  async 'Numbers that JSON lacks'() {
    await using test = await instance()
    const record = test.db.Record.create({ name: 'r', extraData: { a: Number.NaN } })
    expect(await codeOf(record.save())).toBe('NON_FINITE_NUMBER')
  },

  async 'CSV files of tables'() {
    await using test = await instance()
    const rows = [{ a: 1 }, { a: 2 }]
    const artifact = await test.db.Artifact.fromDataFrame(rows, { key: 'a.csv' }).save()
    expect(await readFile(await artifact.path(), 'utf8')).toBe('a\n1\n2\n')
  },

  async 'Content on its way'() {
    await using test = await instance()
    const storage = await openStorage(test.root)
    await storage.upload(await fileOf(test, 'old', 'old'), 'object')
    // Whoever reads the old content, by another name here, goes on reading it.
    await link(join(test.root, 'object'), join(test.root, 'reader'))
    await storage.upload(await fileOf(test, 'new', 'new'), 'object')
    expect(await readFile(join(test.root, 'object'), 'utf8')).toBe('new')
    expect(await readFile(join(test.root, 'reader'), 'utf8')).toBe('old')
  },

  async 'Storage in the cloud'() {
    await using test = await instance()
    expect(await codeOf(openStorage('s3://bucket/folder'))).toBe('STORAGE_TYPE_NOT_SUPPORTED')
    expect(await codeOf(test.db.Artifact.create('s3://bucket/a.csv'))).toBe('NOT_SUPPORTED')
  },
}
