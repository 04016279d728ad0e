import { createTestInstance, databases } from '@lamindb/core/testing'
import { expect, inject, it } from 'vitest'

it.each(databases)('the old name of a feature is kept where Python keeps it, on %s', async (database) => {
  await using test = await createTestInstance({
    database,
    postgresServerUrl: inject('postgresServerUrl'),
  })
  const feature = await test.db.Feature.create({ name: 'before', dtype: 'str' }).save()
  feature.name = 'after'
  await feature.save()
  const { name, synonyms, _aux } = await feature.refresh()
  const renamed = Object.values((_aux as { renamed?: Record<string, string> }).renamed ?? {})
  const kept = { sqlite: [null, []], postgresql: ['before', ['before']] }
  expect([name, synonyms, renamed]).toEqual(['after', ...kept[database]])
})
