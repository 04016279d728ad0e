import { createTestInstance, databases } from '@lamindb/core/testing'
import { expect, inject, it } from 'vitest'

it.each(databases)('labels are found below the type that a feature names, on %s', async (database) => {
  await using test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
  })
  const { db } = test
  const treatment = await db.ULabel.create({ name: 'Treatment', isType: true }).save()
  const cytokine = await db.ULabel.create({ name: 'Cytokine', isType: true, type: treatment }).save()
  await db.ULabel.create({ name: 'IFNG', type: cytokine }).save()
  await db.Feature.create({ name: 'treatment', dtype: treatment }).save()
  const record = await db.Record.create({ name: 'sample' }).save()
  await record.features.setValues({ treatment: 'IFNG' })
  expect(await record.features.getValues()).toEqual({ treatment: 'IFNG' })
})
