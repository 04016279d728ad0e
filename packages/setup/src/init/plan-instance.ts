import type { Environment } from '../environment/environment.ts'
import { checkDatabaseUrl } from '../naming/database-url.ts'
import { defaultStorage, inferInstanceName } from '../naming/instance-name.ts'
import { splitModules, unsetSettings, type KnownInstance } from '../settings/instance-settings.ts'

/** What a new instance shall be. */
export interface InitOptions {
  /** Folder or URL of the default storage location; `./storage` by default. */
  readonly storage?: string | undefined
  /** Inferred from database, storage or working directory by default. */
  readonly name?: string | undefined
  /** Postgres URL; SQLite in the storage location by default. */
  readonly db?: string | undefined
  /** Modules, as a list or separated by commas; none by default. */
  readonly modules?: string | readonly string[] | undefined
}

/** Settings of an instance that has no id yet, and whose storage root is still as the user gave it. */
export type InstancePlan = Omit<KnownInstance, 'id'>

/**
 * Decides what a new instance will be, before anything is written.
 *
 * @param owner - handle of the current user
 * @throws {@link UnsupportedDatabaseUrl} {@link InvalidInstanceName}
 */
export function planInstance(environment: Environment, owner: string, options: InitOptions): InstancePlan {
  const { db, name } = options
  const storage = options.storage ?? defaultStorage
  if (db !== undefined) checkDatabaseUrl(db)
  return {
    owner,
    name: inferInstanceName(environment, { name, db, storage }),
    storageRoot: storage,
    db: db ?? null,
    schemaStr: modulesText(options.modules),
    ...unsetSettings,
  }
}

/** `null` for modules that nobody named, as in Python. */
function modulesText(modules: InitOptions['modules']): string | null {
  if (modules === undefined) return null
  return (typeof modules === 'string' ? splitModules(modules) : modules).join(',')
}
