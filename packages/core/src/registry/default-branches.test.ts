import { describe, expect, it } from 'vitest'

import { createTestInstance } from '../testing/index.ts'
import { planQuery } from './query-plan.ts'

describe('the default branches of a query on SQLite', () => {
  it('never make the database go by the index of the branches', async () => {
    await using test = await createTestInstance()
    const { Record } = test.db
    const plan = (set: ReturnType<typeof Record.filter>): string => {
      const { sql: text, parameters } = planQuery(set.registry, set.plan).compile()
      const details = test.db.database.sqlite?.prepare(`explain query plan ${text}`).all(...parameters) ?? []
      return details.map((row) => (row as { detail: string }).detail).join('; ')
    }
    expect(plan(Record.filter())).not.toContain('branch')
    expect(plan(Record.filter({ name: 'a' }))).toContain('(name=?)')
    expect(plan(Record.filter({ branchId: 7 }))).toContain('(branch_id=?)')
  })
})
