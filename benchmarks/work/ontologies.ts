import { join } from 'node:path'

import { SystemClock } from '@lamindb/core/identity'
import { createTestInstance } from '@lamindb/core/testing'
import { biontyModule } from '@lamindb/bionty'

import type { Work } from '../run-group.ts'

export async function run({ meter, shared }: Work): Promise<void> {
  await using test = await createTestInstance({ modules: [biontyModule], clock: new SystemClock() })
  const { bionty } = test.db
  const imports = [
    { name: 'import-cl', registry: bionty.CellType, file: 'cl-2025-02-13.obo.gz', n: 3060 },
    { name: 'import-uberon', registry: bionty.Tissue, file: 'uberon-2026-04-01.obo.gz', n: 16_067 },
    { name: 'import-mondo', registry: bionty.Disease, file: 'mondo-2026-05-05.obo.gz', n: 31_884 },
  ]
  for (const { name, registry, file, n } of imports) {
    await meter.measure(name, () => registry.importSource({ file: join(shared, 'data/ontologies', file) }), {
      n,
      repeats: 1,
    })
  }
}
