import { biontyModule } from '@lamindb/bionty'
import { createTestInstance } from '@lamindb/core/testing'
import { pertdbModule } from '@lamindb/pertdb'
import { sql } from 'kysely'
import { expect, inject, it } from 'vitest'

const hour = 3_600_000_000

it('time spans stand in Postgres with their days apart, as Python writes them', async () => {
  await using test = await createTestInstance({
    database: 'postgresql',
    postgresServerUrl: inject('postgresServerUrl'),
    modules: [biontyModule, pertdbModule],
  })
  const { CompoundPerturbation } = test.db.pertdb
  const durations = [36 * hour + 5, 90_000_000, -hour, 0]
  for (const [index, duration] of durations.entries()) {
    await CompoundPerturbation.create({ name: `perturbation ${index}`, duration }).save()
  }
  expect(await CompoundPerturbation.filter().orderBy('id').values('duration')).toEqual(durations)
  const { rows } = await sql<{
    duration: string
  }>`select duration::text from wetlab_compoundperturbation order by id`.execute(test.db.queries)
  expect(rows.map((row) => row.duration)).toEqual([
    '1 day 12:00:00.000005',
    '00:01:30',
    '-1 days +23:00:00',
    '00:00:00',
  ])
})
