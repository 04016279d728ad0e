import type { ModuleSetup } from '@lamindb/core/migrations'

import { pertdbMigrations } from './migrations/pertdb-migrations.ts'

/** What pertdb brings to a new database. */
export const pertdbSetup: ModuleSetup = pertdbMigrations
