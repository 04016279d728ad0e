import { base } from './0001-base.ts'
import type { ModuleMigrations } from './migration.ts'

/** Every migration of core, in the order in which they run. */
export const coreMigrations: ModuleMigrations = {
  module: 'core',
  dependsOn: [],
  migrations: [base],
}
