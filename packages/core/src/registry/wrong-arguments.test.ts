import { expect, it } from 'vitest'

import { InvalidArgument } from '../errors.ts'
import { createTestInstance } from '../testing/index.ts'

it('takes nothing for a record that would mean any of them', async () => {
  await using test = await createTestInstance()
  const { db } = test
  await db.ULabel.create({ name: 'raw' }).save()
  await db.Artifact.create([{ a: 1 }], { key: 'a.parquet' }).save()
  for (const nothing of ['', null, undefined]) {
    await expect(db.ULabel.get(nothing as never)).rejects.toThrow(InvalidArgument)
    await expect(db.Artifact.get(nothing as never)).rejects.toThrow(InvalidArgument)
  }
})
