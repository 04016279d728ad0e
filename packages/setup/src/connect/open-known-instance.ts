import type { Instance, Prompt } from '@lamindb/core'

import { checkLevel } from './check-level.ts'
import { buildInstanceConfig } from './instance-config.ts'
import { renameLegacyDatabase } from './instance-database.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { loadInstalledModules } from '../modules/load-installed-modules.ts'
import { loadCurrentUser } from '../settings/current-user.ts'
import { modulesOf, type KnownInstance } from '../settings/instance-settings.ts'

/** How an instance is opened. */
export interface OpenOptions {
  /** Refuses every write; false by default. */
  readonly readOnly?: boolean
  /** Opens a database that a newer release has migrated, to read only, in place of failing. */
  readonly force?: boolean
  /** Postgres URL to use in place of the one in the settings. */
  readonly db?: string
  readonly prompt?: Prompt
}

/**
 * Opens an instance whose settings are known: loads its modules, checks the level of its database and registers the
 * user in it. Local instances need no network.
 *
 * @throws `UnknownSchemaLevel` when a newer release has migrated the database
 * @throws `DatabaseFileNotFound` and the other errors of opening a database
 */
export async function openKnownInstance(
  context: SetupContext,
  settings: KnownInstance,
  options: OpenOptions = {},
): Promise<Instance> {
  const user = await loadCurrentUser(context)
  await renameLegacyDatabase(context, settings)
  const chosen = options.db === undefined || settings.db === null ? settings : { ...settings, db: options.db }
  const config = await buildInstanceConfig(context, chosen, user)
  const modules = await loadInstalledModules(context, modulesOf(settings))
  const { readOnly } = await checkLevel(context, config, modules, options.force ?? false)
  const { openInstance } = await import('@lamindb/core')
  return openInstance({ ...config, readOnly: readOnly || (options.readOnly ?? false) }, modules, {
    logger: context.logger,
    ...(context.clock === undefined ? {} : { clock: context.clock }),
    ...(options.prompt === undefined ? {} : { prompt: options.prompt }),
  })
}
