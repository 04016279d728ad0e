import type { Database } from '../database/database.ts'
import { isAdoptable } from './adoption.ts'
import type { ModuleMigrations } from './migration.ts'
import { readMigrationState } from './migration-state.ts'
import { orderedMigrations } from './module-order.ts'
import { levelOf, type SchemaLevel } from './schema-level.ts'

/** What {@link checkMigrations} found; all names are `<module>.<name>`. */
export interface MigrationCheck {
  /** To be run by {@link deployMigrations}. */
  readonly pending: readonly string[]
  /** Done by Python already; {@link deployMigrations} only records them. */
  readonly adoptable: readonly string[]
  /** Recorded in the database and in none of the given modules. */
  readonly unknown: readonly string[]
  readonly level: SchemaLevel
}

/** Compares a database with the migrations of its modules; changes nothing. */
export async function checkMigrations(
  database: Database,
  modules: readonly ModuleMigrations[],
): Promise<MigrationCheck> {
  const migrations = orderedMigrations(modules)
  const state = await readMigrationState(database.kysely, database.dialect)
  const open = migrations.filter((migration) => !state.own.has(migration.id))
  const known = new Set(migrations.map((migration) => migration.id))
  return {
    pending: open.filter((migration) => !isAdoptable(migration, state)).map((migration) => migration.id),
    adoptable: open.filter((migration) => isAdoptable(migration, state)).map((migration) => migration.id),
    unknown: [...state.own].filter((id) => !known.has(id)),
    level: levelOf(migrations, state),
  }
}
