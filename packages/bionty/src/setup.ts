import type { ModuleSetup } from '@lamindb/core/migrations'

import { biontyMigrations } from './migrations/bionty-migrations.ts'
import { seedSources } from './sources/seed-sources.ts'

/** What bionty brings to a new database. */
export const biontySetup: ModuleSetup = { ...biontyMigrations, seed: seedSources }
