import type { ModuleSetup } from '@lamindb/core/migrations'

import { createDatabase } from './create-database.ts'
import { newInstanceId } from './instance-id.ts'
import { planInstance, type InitOptions, type InstancePlan } from './plan-instance.ts'
import { prepareStorage } from './prepare-storage.ts'
import { RollbackSteps } from './rollback-steps.ts'
import { warnOfDifferences } from './warn-of-differences.ts'
import { buildInstanceConfig } from '../connect/instance-config.ts'
import { hasDatabase } from '../connect/instance-database.ts'
import { openKnownInstance } from '../connect/open-known-instance.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { DatabaseNotInitialized, ModuleDependencyMissing } from '../errors.ts'
import { isCoreName } from '../modules/core-names.ts'
import { loadModuleSetups } from '../modules/load-module-setup.ts'
import { findInstanceSettings } from '../settings/current-instance.ts'
import { loadCurrentUser, type CurrentUser } from '../settings/current-user.ts'
import { isHomeDirectory, setDevDir } from '../settings/dev-dir.ts'
import {
  modulesOf,
  slugOf,
  writeCurrentInstance,
  writeInstanceSettings,
  type KnownInstance,
} from '../settings/instance-settings.ts'
import { withProcessLock } from '../settings/process-lock.ts'
import { initLockFile } from '../settings/settings-files.ts'

/** What {@link init} did. */
export interface InitializedInstance {
  readonly settings: KnownInstance
  /** `connected` when the instance was there already; then nothing was written but who works with it where. */
  readonly state: 'created' | 'connected'
  /** The working directory, which works with the instance from now on; `undefined` in the home directory. */
  readonly devDir: string | undefined
}

/**
 * Creates an instance: storage location with marker, database with its first rows, settings file; and makes the
 * working directory its development directory. In the home directory, which cannot be one, the instance becomes the
 * user's current one. Needs no network.
 *
 * An instance that exists already is connected to, whatever the arguments say. One whose SQLite file is gone is created
 * anew under its id. Of several processes that create the same instance at once, one does and the others connect.
 * The settings file is written last: when the process dies before, the next `init` goes on with what
 * it finds. When a step fails, what this call has written is removed; folders stay, and so do tables in Postgres.
 *
 * @throws {@link InvalidInstanceName} {@link UnsupportedDatabaseUrl} {@link ModuleNotInstalled}
 * @throws {@link ModuleDependencyMissing}
 * @throws {@link StorageAlreadyManaged} when the storage location belongs to another instance
 * @throws `InvalidStorageRoot` `StorageTypeNotSupported` for a root that cannot be one, and the errors of the database
 */
export async function init(context: SetupContext, options: InitOptions = {}): Promise<InitializedInstance> {
  const user = await loadCurrentUser(context)
  const plan = planInstance(context.environment, user.handle, options)
  const lock = initLockFile(context.environment, plan.owner, plan.name)
  const found = await withProcessLock(lock, () => openOrCreate(context, plan, user))
  if (found.state === 'connected') await warnOfDifferences(context, found.settings, { plan, options })
  return { ...found, devDir: await chooseHere(context, found.settings) }
}

async function openOrCreate(
  context: SetupContext,
  plan: InstancePlan,
  user: CurrentUser,
): Promise<Omit<InitializedInstance, 'devDir'>> {
  const existing = await findInstanceSettings(context.environment, plan)
  if (existing !== undefined && (await canBeOpened(context, existing))) {
    return { settings: existing, state: 'connected' }
  }
  const id = existing?.id ?? (await newInstanceId(context.environment, slugOf(plan)))
  return { settings: await create(context, { ...plan, id }, user), state: 'created' }
}

/** False when there is no database; a database that cannot be opened for another reason throws. */
async function canBeOpened(context: SetupContext, settings: KnownInstance): Promise<boolean> {
  if (!(await hasDatabase(settings))) return false
  try {
    await (await openKnownInstance(context, settings)).close()
    return true
  } catch (error) {
    if (error instanceof DatabaseNotInitialized) return false
    throw error
  }
}

async function create(context: SetupContext, plan: KnownInstance, user: CurrentUser): Promise<KnownInstance> {
  const modules = await loadModuleSetups(context.environment, modulesOf(plan))
  checkDependencies(modules)
  const rollback = new RollbackSteps()
  try {
    const storage = await prepareStorage(context, plan, rollback)
    const settings: KnownInstance = { ...plan, storageRoot: storage.root }
    const config = await buildInstanceConfig(context, settings, user)
    await createDatabase(context, { config, settings, storage, modules }, rollback)
    await writeInstanceSettings(context.environment, settings)
    return settings
  } catch (error) {
    await rollback.run(context.logger)
    throw error
  }
}

/** @throws {@link ModuleDependencyMissing} */
function checkDependencies(modules: readonly ModuleSetup[]): void {
  const names = new Set(modules.map(({ module }) => module))
  for (const { module, dependsOn } of modules) {
    const needed = dependsOn.find((name) => !isCoreName(name) && !names.has(name))
    if (needed !== undefined) throw new ModuleDependencyMissing(module, needed)
  }
}

async function chooseHere(
  { environment }: SetupContext,
  settings: KnownInstance,
): Promise<string | undefined> {
  const { workingDirectory } = environment
  if (!(await isHomeDirectory(environment, workingDirectory))) {
    return setDevDir(environment, workingDirectory, slugOf(settings))
  }
  await writeCurrentInstance(environment, settings)
  return undefined
}
