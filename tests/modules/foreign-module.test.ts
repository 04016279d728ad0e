import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { createTestInstance, databases, type TestInstance } from '@lamindb/core/testing'
import { createMigration } from '@lamindb/module-generator'
import { sql } from 'kysely'
import { greenhouseModule } from 'lamindb-greenhouse'
import { describe, expect, inject, it } from 'vitest'

describe.each(databases)('a module of somebody else on %s', (database) => {
  const greenhouse = () =>
    createTestInstance({
      database,
      postgresServerUrl: inject('postgresServerUrl'),
      modules: [greenhouseModule],
    })

  const savedArtifact = async ({ db, files }: TestInstance) => {
    const path = join(files, 'leaf.txt')
    await writeFile(path, 'green')
    return db.Artifact.create(path, { key: 'leaf.txt' }).save()
  }

  it('adds a registry with everything that registries do', async () => {
    await using test = await greenhouse()
    const { Plant } = test.db.greenhouse
    const [mint] = await test.db.save([
      Plant.create({ name: 'mint', species: 'Mentha spicata' }),
      Plant.create({ name: 'cress', species: 'Arabidopsis thaliana' }),
    ])
    expect(mint?.uid).toMatch(/^[0-9A-Za-z]{12}$/)
    expect((await Plant.get({ name: 'cress' })).species).toBe('Arabidopsis thaliana')
    expect(await Plant.filter({ species: { $startsWith: 'Mentha' } }).count()).toBe(1)
    expect(test.db.registryNamed('greenhouse.Plant')).toBe(Plant)
    expect((await Plant.create({ name: 'mint' })).id).toBe(mint?.id)
  })

  it('curates values with names and synonyms', async () => {
    await using test = await greenhouse()
    const { Plant } = test.db.greenhouse
    await Plant.create({ name: 'cress', synonyms: 'thale cress|mouse-ear cress' }).save()
    expect(await Plant.validate(['cress', 'thale cress', 'oak'])).toEqual([true, false, false])
    expect(await Plant.standardize(['thale cress', 'CRESS', 'oak'])).toEqual(['cress', 'cress', 'oak'])
    const { nonValidated, synonymsMapper } = await Plant.inspect(['thale cress', 'oak'])
    expect({ nonValidated, synonymsMapper }).toEqual({
      nonValidated: ['thale cress', 'oak'],
      synonymsMapper: { 'thale cress': 'cress' },
    })
  })

  it('has a hierarchy', async () => {
    await using test = await greenhouse()
    const { Plant } = test.db.greenhouse
    const herb = await Plant.create({ name: 'herb' }).save()
    const mint = await Plant.create({ name: 'mint' }).save()
    await mint.parents.add(herb)
    expect((await herb.children).map(({ name }) => name)).toEqual(['mint'])
    expect((await Plant.filter({ parents: { name: 'herb' } })).map(({ name }) => name)).toEqual(['mint'])
  })

  it('adds a relation to artifacts, in both directions and in conditions', async () => {
    await using test = await greenhouse()
    const artifact = await savedArtifact(test)
    const mint = await test.db.greenhouse.Plant.create({ name: 'mint' }).save()
    await artifact.plants.add(mint)
    expect((await mint.artifacts).map(({ key }) => key)).toEqual(['leaf.txt'])
    expect(await test.db.Artifact.filter({ plants: { name: 'mint' } }).count()).toBe(1)
    const [loaded] = await test.db.Artifact.filter({ key: 'leaf.txt' }).with('plants')
    expect((await loaded?.plants)?.map(({ name }) => name)).toEqual(['mint'])
  })

  it('keeps a record from being deleted while an artifact has it', async () => {
    await using test = await greenhouse()
    const artifact = await savedArtifact(test)
    const mint = await test.db.greenhouse.Plant.create({ name: 'mint' }).save()
    await artifact.plants.add(mint)
    await expect(mint.delete({ permanent: true })).rejects.toMatchObject({ code: 'PROTECTED_ERROR' })
    await artifact.delete({ permanent: true, storage: true })
    await mint.delete({ permanent: true })
    expect(await test.db.greenhouse.Plant.all().count()).toBe(0)
  })

  it('survives that Python deletes rows of its own tables without knowing about the module', async () => {
    await using test = await greenhouse()
    const artifact = await savedArtifact(test)
    await artifact.plants.add(await test.db.greenhouse.Plant.create({ name: 'mint' }).save())
    await test.db.transaction((trx) =>
      sql`delete from lamindb_artifact where id = ${artifact.id}`.execute(trx),
    )
    const { rows } = await sql`select id from greenhouse_artifactplant`.execute(test.db.queries)
    expect(rows).toEqual([])
  })

  it('is recorded as migrated, and opened again as it was', async () => {
    await using test = await greenhouse()
    const { rows } = await sql<{ name: string }>`select name from laminx_migration`.execute(test.db.queries)
    expect(rows.map(({ name }) => name)).toContain('greenhouse.0001_initial')
    await using again = await test.reopen()
    expect(again.modules.map(({ name }) => name)).toEqual(['core', 'greenhouse'])
  })
})

it('has the migrations that its entities ask for', async () => {
  const folder = join(import.meta.dirname, '../fixtures/modules/greenhouse')
  expect(await createMigration({ folder, loadModules: async () => [] })).toBeUndefined()
})
