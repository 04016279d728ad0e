import type { InstanceConfig, LaminModule } from '@lamindb/core'
import type { ModuleMigrations, SchemaLevel } from '@lamindb/core/migrations'

import type { SetupContext } from '../context/setup-context.ts'
import { DatabaseNotInitialized } from '../errors.ts'
import { migrationsOf } from '../modules/module-migrations.ts'

/** How an instance may be opened. */
export interface LevelDecision {
  /** Whether writing would be wrong: the database is older or newer than this release. */
  readonly readOnly: boolean
}

/**
 * Compares the database of an instance with the migrations of its modules and decides how to open it. A database at a
 * lower level, and with `force` one at a higher level, is opened to read only; what brings the levels together is
 * warned about, as are modules of the database that this connection does without.
 *
 * @throws {@link DatabaseNotInitialized} for a database without tables
 * @throws `UnknownSchemaLevel` for a higher level without `force`
 */
export async function checkLevel(
  context: SetupContext,
  config: InstanceConfig,
  modules: readonly LaminModule[],
  force: boolean,
): Promise<LevelDecision> {
  const [{ openDatabase }, { checkMigrations, deployMigrations }] = await Promise.all([
    import('@lamindb/core/database'),
    import('@lamindb/core/migrations'),
  ])
  await using database = await openDatabase({ url: config.db, readOnly: true })
  const migrations = await migrationsOf(
    modules.map((module) => ({
      module: module.name,
      dependsOn: module.dependsOn,
      migrations: module.migrations,
    })),
  )
  const { level, unknown, pending } = await checkMigrations(database, migrations)
  if (isEmpty(pending, migrations)) throw new DatabaseNotInitialized(`${config.owner}/${config.name}`)
  // A deployment refuses a newer database before anything else, with the error that is due here as well.
  if (level.state === 'higher' && !force) await deployMigrations(database, migrations)
  warnAboutModules(context, unknown, modules)
  warnAboutLevel(context, level)
  return { readOnly: level.state !== 'current' }
}

/** Whether not one migration of core has run. */
function isEmpty(pending: readonly string[], migrations: readonly ModuleMigrations[]): boolean {
  const core = migrations.flatMap(({ module, migrations: own }) => own.map((one) => `${module}.${one.name}`))
  return core.filter((id) => id.startsWith('core.')).every((id) => pending.includes(id))
}

function warnAboutLevel({ logger }: SetupContext, level: SchemaLevel): void {
  if (level.state === 'lower') {
    const missing = `${level.missing.length} migration(s), the first is '${level.missing[0]}'`
    logger.warning(`the database lacks ${missing}: opened to read only; to bring it up, run ${level.remedy}`)
  } else if (level.state === 'higher') {
    logger.warning(
      `the database was migrated by a newer release ('${level.unknown[0]}'): opened to read only`,
    )
  }
}

function warnAboutModules(
  { logger }: SetupContext,
  unknown: readonly string[],
  modules: readonly LaminModule[],
): void {
  const known = new Set(['core', ...modules.map((module) => module.name)])
  const others = new Set(unknown.map((id) => id.slice(0, id.indexOf('.'))).filter((name) => !known.has(name)))
  for (const name of others) {
    logger.warning(`the database has migrations of the module '${name}', which this connection does without`)
  }
}
