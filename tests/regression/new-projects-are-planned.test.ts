import { createTestInstance, databases } from '@lamindb/core/testing'
import { expect, inject, it } from 'vitest'

it.each(databases)('a new project has the code of planned projects on %s', async (database) => {
  await using test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
  })
  const { uid } = await test.db.Project.create({ name: 'Atlas' }).save()
  expect((await test.db.Project.get(uid))._statusCode).toBe(-3)
})
