import type { Deployment, DeployOptions, MigrationCheck } from '@lamindb/core/migrations'

import { databaseUrlToOpen, renameLegacyDatabase } from '../connect/instance-database.ts'
import { requireInstance } from '../connect/require-instance.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { loadInstalledSetups } from '../modules/load-installed-modules.ts'
import { migrationsOf } from '../modules/module-migrations.ts'
import { modulesOf, slugOf } from '../settings/instance-settings.ts'

/** The state of an instance's database. */
export interface InstanceMigrationCheck extends MigrationCheck {
  /** `owner/name`. */
  readonly slug: string
}

/** What was done to an instance's database. */
export interface InstanceDeployment extends Deployment {
  /** `owner/name`. */
  readonly slug: string
}

/**
 * Compares the database of an instance with the migrations of core and of its installed modules; changes nothing.
 *
 * @param identifier - the current instance by default
 * @throws what {@link requireInstance} throws, and the errors of opening a database
 */
export async function checkInstanceMigrations(
  context: SetupContext,
  identifier?: string,
): Promise<InstanceMigrationCheck> {
  const { checkMigrations } = await import('@lamindb/core/migrations')
  return withDatabase(context, identifier, true, async (target) => ({
    slug: target.slug,
    ...(await checkMigrations(target.database, target.migrations)),
  }))
}

/**
 * Brings the database of an instance to the level of core and of its installed modules, in one transaction.
 *
 * @param identifier - the current instance by default
 * @throws what {@link requireInstance} and `deployMigrations` of core throw
 */
export async function deployInstanceMigrations(
  context: SetupContext,
  identifier?: string,
  options: DeployOptions = {},
): Promise<InstanceDeployment> {
  const { deployMigrations } = await import('@lamindb/core/migrations')
  return withDatabase(context, identifier, false, async (target) => ({
    slug: target.slug,
    ...(await deployMigrations(target.database, target.migrations, options)),
  }))
}

interface MigrationTarget {
  readonly slug: string
  readonly database: Awaited<ReturnType<typeof import('@lamindb/core/database').openDatabase>>
  readonly migrations: Awaited<ReturnType<typeof migrationsOf>>
}

async function withDatabase<T>(
  context: SetupContext,
  identifier: string | undefined,
  readOnly: boolean,
  work: (target: MigrationTarget) => Promise<T>,
): Promise<T> {
  const settings = await requireInstance(context, identifier)
  if (!readOnly) await renameLegacyDatabase(context, settings)
  const modules = await loadInstalledSetups(context, modulesOf(settings))
  const { openDatabase } = await import('@lamindb/core/database')
  await using database = await openDatabase({ url: databaseUrlToOpen(context, settings), readOnly })
  return await work({ slug: slugOf(settings), database, migrations: await migrationsOf(modules) })
}
