import { describe, expect, it } from 'vitest'

import { openTest } from '../registries/artifact/test-artifacts.ts'
import { databases } from '../testing/index.ts'

/** As the reference describes its registries. */
const DESCRIPTIONS = {
  Transform: `Transform
  Simple fields
    .uid: CharField
    .key: CharField
    .description: TextField
    .kind: CharField
    .source_code: TextField
    .hash: CharField
    .reference: CharField
    .reference_type: CharField
    .environment: Artifact
    .plan: Artifact
    .updated_at: DateTimeField
    .version_tag: CharField
    .is_latest: BooleanField
    .is_locked: BooleanField
    .created_at: DateTimeField
  Relational fields
    .branch: Branch
    .created_on: Branch
    .space: Space
    .run: Run
    .created_by: User
    .ulabels: ULabel
    .linked_in_records: Record
    .predecessors: Transform
    .runs: Run
    .successors: Transform
    .records: Record
    .references: Reference
    .projects: Project
    .ablocks: TransformBlock`,
  Branch: `Branch
  Simple fields
    .name: CharField
    .uid: CharField
    .description: TextField
    .created_at: DateTimeField
  Relational fields
    .space: Space
    .created_by: User
    .users: User
    .ulabels: ULabel
    .projects: Project
    .ablocks: BranchBlock`,
}

describe.each(databases)('descriptions of registries on %s', (database) => {
  it('list plain values, then relations, in the order of the reference', async () => {
    await using test = await openTest(database)
    const { db } = test
    expect(db.Transform.describe()).toBe(DESCRIPTIONS.Transform)
    expect(db.Branch.describe()).toBe(DESCRIPTIONS.Branch)
  })

  it('are those of their query sets', async () => {
    await using test = await openTest(database)
    const { db } = test
    expect(db.ULabel.filter({ name: 'x' }).describe()).toBe(db.ULabel.describe())
  })
})
