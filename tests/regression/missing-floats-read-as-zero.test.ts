import { biontyModule } from '@lamindb/bionty'
import { createTestInstance, databases } from '@lamindb/core/testing'
import { pertdbModule } from '@lamindb/pertdb'
import { expect, inject, it } from 'vitest'

it.each(databases)('a float column without a value is null on %s', async (database) => {
  await using test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
    modules: [biontyModule, pertdbModule],
  })
  const { Compound } = test.db.pertdb
  await Compound.create({ name: 'imatinib' }).save()
  await Compound.create({ name: 'water', molweight: 18.015 }).save()
  expect(await Compound.filter().orderBy('id').values('molweight')).toEqual([null, 18.015])
})
