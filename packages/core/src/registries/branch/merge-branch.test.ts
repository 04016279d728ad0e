import { describe, expect, it } from 'vitest'

import { DoesNotExist } from '../../errors.ts'
import { openTest, writeText, type TestDatabase } from '../artifact/test-artifacts.ts'
import { databases } from '../../testing/index.ts'

async function withBranch(database: TestDatabase) {
  const test = await openTest(database)
  const { db, files } = test
  const dev = await db.Branch.create({ name: 'dev' }).save()
  const onMain = await db.Artifact.create(await writeText(files, 'a.txt', '0'), { key: 'k.txt' }).save()
  const path = await writeText(files, 'a.txt', '1')
  const onDev = await db.Artifact.create(path, { key: 'k.txt', branch: dev }).save()
  const label = await db.ULabel.create({ name: 'made on dev', branch: dev }).save()
  return { test, db, dev, onMain, onDev, label }
}

describe.each(databases)('merging a branch on %s', (database) => {
  it('moves its records, keeps where they were made, and marks it as merged', async () => {
    const { test, db, dev, label } = await withBranch(database)
    await using _ = test
    const merged = await db.merge('dev')
    expect(merged.status).toBe('merged')
    const moved = await db.ULabel.get({ name: 'made on dev' })
    expect([moved.id, moved.branchId, moved.createdOnId]).toEqual([label.id, 1, dev.id])
    expect(await db.ULabel.filter({ branch: dev }).count()).toBe(0)
  })

  it('leaves one latest version of each thing, the newest', async () => {
    const { test, db, dev, onMain, onDev } = await withBranch(database)
    await using _ = test
    expect([onMain.isLatest, onDev.isLatest]).toEqual([true, true])
    await db.merge(dev, { target: 'main' })
    expect(dev.status).toBe('merged')
    await Promise.all([onMain.refresh(), onDev.refresh()])
    expect([onMain.isLatest, onDev.isLatest]).toEqual([false, true])
  })

  it('of a branch into itself does nothing, and unknown branches are refused', async () => {
    const { test, db, dev } = await withBranch(database)
    await using _ = test
    const same = await db.merge(dev, { target: dev.uid })
    expect(same.status).toBe('standalone')
    await expect(db.merge('nope')).rejects.toThrow(DoesNotExist)
    await expect(db.merge(await db.Branch.create({ name: 'unsaved' }))).rejects.toThrow(DoesNotExist)
    expect(await db.ULabel.filter({ branch: dev }).count()).toBe(1)
  })
})
