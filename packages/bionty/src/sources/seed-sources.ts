import { bulkInsert } from '@lamindb/core/database'
import type { ModuleSeed } from '@lamindb/core/migrations'

import { sourceSeeds } from './source-seed.ts'

const text = ['uid', 'entity', 'organism', 'name', 'version', 'description', 'url', 'source_website'] as const

/** Registers the public sources in a new instance, in the order of the list; what is there stays. */
export const seedSources: ModuleSeed = async (trx, { now, userId }) => {
  await bulkInsert(trx, {
    table: 'bionty_source',
    columns: [
      ...text.map((name) => ({ name, type: 'text' })),
      { name: 'in_db', type: 'boolean' },
      { name: 'currently_used', type: 'boolean' },
      { name: '_aux', type: 'jsonb' },
      { name: 'created_at', type: 'timestamptz' },
      { name: 'updated_at', type: 'timestamptz' },
      { name: 'created_by_id', type: 'integer' },
    ],
    rows: sourceSeeds().map((seed) => [
      seed.uid,
      seed.entity,
      seed.organism,
      seed.name,
      seed.version,
      seed.description,
      seed.url,
      seed.sourceWebsite,
      seed.inDb,
      seed.currentlyUsed,
      null,
      now,
      now,
      userId,
    ]),
    onConflict: 'ignore',
  })
}
