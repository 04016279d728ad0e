import { createTestInstance, databases } from '@lamindb/core/testing'
import { expect, inject, it } from 'vitest'

it.each(databases)('a table that a schema has checked refers to it, on %s', async (database) => {
  await using test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
  })
  const { db } = test
  const score = await db.Feature.create({ name: 'score', dtype: 'float' }).save()
  const schema = await db.Schema.create({ features: [score], name: 'scores' }).save()
  const rows = [{ score: 0.5 }, { score: 1.5 }]
  const artifact = await db.Artifact.fromDataFrame(rows, { key: 'scores.parquet', schema }).save()
  expect((await db.Artifact.get(artifact.uid)).schemaId).toBe(schema.id)
})
