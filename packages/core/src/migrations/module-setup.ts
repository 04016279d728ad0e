import type { DatabaseTransaction } from '../database/database.ts'
import type { Dialect } from '../database/dialect.ts'
import type { ModuleMigrations } from './migration.ts'

/** What a module knows when it writes the first rows of a new instance. */
export interface SeedContext {
  readonly dialect: Dialect
  /** The time of now as the database takes it. */
  readonly now: string
  /** Id of the row of the user who makes the instance. */
  readonly userId: number
}

/** Writes a module's rows of a new instance; a second call changes nothing. */
export type ModuleSeed = (trx: DatabaseTransaction, context: SeedContext) => Promise<void>

/**
 * What a module brings to a new database. Packages export it as `<camelName>Setup` from a light entry of their own, which
 * `package.json` names (`"lamindb": { "module": …, "setup": "./setup" }`), so that `lamin init` loads no registries.
 */
export interface ModuleSetup extends ModuleMigrations {
  readonly seed?: ModuleSeed
}
