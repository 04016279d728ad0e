import type { ModuleMigrations } from '@lamindb/core/migrations'

import { base } from './0001-base.ts'

/** Every migration of bionty, in the order in which they run. */
export const biontyMigrations: ModuleMigrations = {
  module: 'bionty',
  dependsOn: ['core'],
  migrations: [base],
}
