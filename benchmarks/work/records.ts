import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { SystemClock } from '@lamindb/core/identity'
import { createTestInstance } from '@lamindb/core/testing'
import { biontyModule } from '@lamindb/bionty'

import type { Work } from '../run-group.ts'

export async function run({ meter, folder }: Work): Promise<void> {
  await using test = await createTestInstance({ modules: [biontyModule], clock: new SystemClock() })
  const { db } = test
  if (meter.wants('artifact-save-small')) {
    await mkdir(join(folder, 'in'))
    for (let i = 0; i < 200; i += 1) await writeFile(join(folder, `in/${i}.txt`), `content ${i}`)
    const saveAll = async (): Promise<void> => {
      for (let i = 0; i < 200; i += 1)
        await db.Artifact.create(join(folder, `in/${i}.txt`), { key: `in/${i}.txt` }).save()
    }
    await meter.measure('artifact-save-small', saveAll, { n: 200, repeats: 1 })
  }
  await meter.measure(
    'records-create-save-1k',
    () => db.save(Array.from({ length: 1000 }, (_, i) => db.ULabel.create({ name: `bulk ${i}` }))),
    { n: 1000, repeats: 1 },
  )
}
