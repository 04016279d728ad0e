import type { Database } from '../database/database.ts'
import { isAdoptable } from './adoption.ts'
import { pythonDeploy } from './errors.ts'
import type { DjangoRow, ModuleMigrations } from './migration.ts'
import { djangoKey, readMigrationState, type MigrationState } from './migration-state.ts'
import { orderedMigrations, type NamedMigration } from './module-order.ts'

/** Where a database stands beside the migrations that this release knows. */
export type SchemaLevel =
  | { readonly state: 'current' }
  | {
      /** To be opened read-only. */
      readonly state: 'lower'
      /** Missing migrations: Python's as `app name`, ours as `<module>.<name>`. */
      readonly missing: readonly string[]
      /** What brings the database up, as a phrase with the command in backticks. */
      readonly remedy: string
    }
  | {
      /** To be refused with `UnknownSchemaLevel`, or opened read-only on demand. */
      readonly state: 'higher'
      /** App label of Python, or module of ours. */
      readonly app: string
      readonly unknown: readonly string[]
      readonly newestKnown: string
    }

/**
 * Compares a database with the migrations of its modules. Of Python's bookkeeping only the apps of these modules count,
 * and there only numbers above the highest known one and missing steps; other rows are left out of account. Squash rows
 * may be missing: they change no table, and {@link deployMigrations} adds them.
 */
export async function schemaLevel(
  database: Database,
  modules: readonly ModuleMigrations[],
): Promise<SchemaLevel> {
  return levelOf(orderedMigrations(modules), await readMigrationState(database.kysely, database.dialect))
}

/** {@link schemaLevel} of a state that was read before. */
export function levelOf(migrations: readonly NamedMigration[], state: MigrationState): SchemaLevel {
  const higher = aboveKnown(migrations, state) ?? ownAboveKnown(migrations, state)
  if (higher !== undefined) return higher
  const steps = migrations.flatMap((migration) => stepsForPython(migration, state))
  if (steps.length > 0) return { state: 'lower', missing: steps, remedy: pythonDeploy }
  const pending = migrations.filter((m) => !state.own.has(m.id) && !isAdoptable(m, state)).map((m) => m.id)
  if (pending.length > 0) return { state: 'lower', missing: pending, remedy: '`lamin migrate deploy`' }
  return { state: 'current' }
}

/** Steps that are missing where Python (or we in its name) began: only Python's own migrations lead on from there. */
function stepsForPython({ id, definition }: NamedMigration, state: MigrationState): readonly string[] {
  const rows = definition.djangoRows ?? []
  const apps = new Set(rows.map((row) => row.app))
  const hasBegun =
    state.own.has(id) || [...state.django].some((key) => apps.has(key.slice(0, key.indexOf(' '))))
  if (!hasBegun) return []
  return rows
    .filter((row) => row.kind === 'step')
    .map(djangoKey)
    .filter((key) => !state.django.has(key))
}

function aboveKnown(migrations: readonly NamedMigration[], state: MigrationState): SchemaLevel | undefined {
  const rows = migrations.flatMap((migration) => migration.definition.djangoRows ?? [])
  for (const app of new Set(rows.map((row) => row.app))) {
    const newest = newestRow(rows.filter((row) => row.app === app))
    const unknown = [...state.django]
      .filter((key) => key.startsWith(`${app} `))
      .map((key) => key.slice(app.length + 1))
      .filter((name) => numberOf(name) > numberOf(newest.name))
    if (unknown.length > 0) return { state: 'higher', app, unknown, newestKnown: newest.name }
  }
  return undefined
}

function ownAboveKnown(
  migrations: readonly NamedMigration[],
  state: MigrationState,
): SchemaLevel | undefined {
  for (const app of new Set(migrations.map((migration) => migration.module))) {
    const known = migrations.filter((migration) => migration.module === app)
    const unknown = [...state.own].filter(
      (id) => id.startsWith(`${app}.`) && !known.some((migration) => migration.id === id),
    )
    const newestKnown = known.at(-1)?.id ?? ''
    if (unknown.length > 0) return { state: 'higher', app, unknown, newestKnown }
  }
  return undefined
}

function newestRow(rows: readonly DjangoRow[]): DjangoRow {
  return rows.reduce((newest, row) => (numberOf(row.name) > numberOf(newest.name) ? row : newest))
}

/** The number in front of a Django migration's name; names without one count as 0. */
function numberOf(name: string): number {
  return Number(/^\d+/.exec(name)?.[0] ?? 0)
}
