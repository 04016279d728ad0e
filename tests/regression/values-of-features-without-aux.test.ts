import { createTestInstance, databases } from '@lamindb/core/testing'
import { sql } from 'kysely'
import { expect, inject, it } from 'vitest'

it.each(databases)('a value of a feature leaves _aux empty, not the JSON null, on %s', async (database) => {
  await using test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
  })
  const { db } = test
  await db.Feature.create({ name: 'score', dtype: 'float' }).save()
  const transform = await db.Transform.create({ key: 'a.nf' }).save()
  const run = await db.Run.create({ transform }).save()
  await run.features.addValues({ score: 1 })
  const { rows } = await sql`select _aux from lamindb_jsonvalue`.execute(db.queries)
  expect(rows).toEqual([{ _aux: null }])
})
