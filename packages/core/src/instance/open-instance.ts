import 'reflect-metadata/lite'
import { container as root } from 'tsyringe'

import { openStorage } from '@lamindb/storage'

import { openDatabase, type Database } from '../database/index.ts'
import { SystemClock, type Clock } from '../identity/index.ts'
import type { LaminModule } from '../module/define-module.ts'
import { declaredEntities } from '../module/declared-entities.ts'
import { sortModules } from '../module/module-order.ts'
import { readRegistryMetas } from '../registry/registry-meta.ts'
import { coreModule } from '../core-module.ts'
import { Instance } from './instance.ts'
import { silentObserver, type ArtifactSaveObserver } from '../registries/artifact/save-steps.ts'
import type { OpenStorage } from '../registries/storage/storage-locations.ts'
import type { InstanceConfig, InstanceUser } from './instance-config.ts'
import { silentLogger, type Logger } from './logger.ts'
import { attachInstance, bindRegistries } from './bind-registries.ts'
import { noPrompt, type Prompt } from './prompt.ts'
import { defaultSettings } from './settings.ts'

/** What surrounds an instance; everything has a default that does nothing. */
export interface InstancePorts {
  readonly clock?: Clock
  readonly logger?: Logger
  readonly prompt?: Prompt
  /** Opens the drivers of storage locations; those of `@lamindb/storage` by default. */
  readonly openStorage?: OpenStorage
  /** Watches how far saves of artifacts have come; for tests that interrupt them. */
  readonly saveObserver?: ArtifactSaveObserver
}

/**
 * Opens an instance whose database exists and is up to date. `modules` are those beside core.
 *
 * @throws {@link InvalidModule} when the modules do not fit together
 */
export async function openInstance(
  config: InstanceConfig,
  modules: readonly LaminModule[],
  ports: InstancePorts = {},
): Promise<Instance> {
  const sorted = sortModules([coreModule, ...modules])
  const database = await openDatabase({ url: config.db, readOnly: config.readOnly ?? false })
  try {
    const entities = declaredEntities(sorted)
    const metas = readRegistryMetas(entities, database.dialect)
    bindRegistries(metas, entities)
    const container = root.createChildContainer()
    const clock = ports.clock ?? new SystemClock()
    const instance = new Instance({
      config,
      modules: sorted,
      database,
      entities,
      metas,
      container,
      clock,
      logger: ports.logger ?? silentLogger,
      prompt: ports.prompt ?? noPrompt,
      settings: defaultSettings(),
      saveObserver: ports.saveObserver ?? silentObserver,
      openStorage: ports.openStorage ?? openStorage,
      ids: await currentIds(database, config, clock),
    })
    attachInstance(metas, instance)
    for (const module of sorted) attachModule(instance, module)
    return instance
  } catch (error) {
    await database[Symbol.asyncDispose]()
    throw error
  }
}

/** `db.Artifact` for core, `db.<module>` with its registries for the others; then what the module provides. */
function attachModule(instance: Instance, module: LaminModule): void {
  const registries = Object.fromEntries(
    module.entities.map((declared) => [declared.schema.name, instance.registry(declared)]),
  )
  module.register?.(instance.container, instance)
  const members =
    module.name === 'core'
      ? registries
      : { [module.name]: { ...registries, ...module.namespace?.(instance) } }
  Object.assign(instance, members)
}

async function currentIds(
  database: Database,
  config: InstanceConfig,
  clock: Clock,
): Promise<{ user: number; branch: number; space: number }> {
  return {
    user: await userId(database, config.user, clock),
    branch: (await idOf(database, 'lamindb_branch', config.branchUid)) ?? 1,
    space: (await idOf(database, 'lamindb_space', config.spaceUid)) ?? 1,
  }
}

/** The row of the current user; made on the first connect from this account. */
async function userId(database: Database, user: InstanceUser, clock: Clock): Promise<number> {
  const existing = await idOf(database, 'lamindb_user', user.uid)
  if (existing !== undefined) return existing
  if (database.readOnly) return 1
  const suffix = database.dialect === 'sqlite' ? '' : '+00'
  const now = `${clock.now().toSql()}${suffix}`
  return database.transaction(async (trx) => {
    const row = await trx
      .insertInto('lamindb_user')
      .values({ uid: user.uid, handle: user.handle, name: user.name, created_at: now, updated_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return Number(row['id'])
  })
}

async function idOf(database: Database, table: string, uid: string | undefined): Promise<number | undefined> {
  if (uid === undefined) return undefined
  const row = await database.kysely.selectFrom(table).select('id').where('uid', '=', uid).executeTakeFirst()
  return row === undefined ? undefined : Number(row['id'])
}
