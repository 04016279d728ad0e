import type { ModuleMigrations } from '@lamindb/core/migrations'

import { base } from './0001-base.ts'

/** Every migration of pertdb, in the order in which they run. */
export const pertdbMigrations: ModuleMigrations = {
  module: 'pertdb',
  dependsOn: ['core', 'bionty'],
  migrations: [base],
}
