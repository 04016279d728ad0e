import type { Instance } from '@lamindb/core'

import { Source } from '../registries/source.ts'
import { sourceSeeds } from './source-seed.ts'

/** Registers the public sources in a new instance, in the order of the list; what is there stays. */
export async function seedSources(instance: Instance): Promise<void> {
  const sources = instance.registry(Source)
  await instance.save(
    sourceSeeds().map((seed) => sources.create({ ...seed, run: null })),
    { ignoreConflicts: true },
  )
}
