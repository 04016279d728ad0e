import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { coreModule } from '../core-module.ts'
import { openDatabase, type Dialect } from '../database/index.ts'
import { instanceUid, randomUid, uuid5Url, type Clock } from '../identity/index.ts'
import { createLogger, type LogLevel } from '../instance/logger.ts'
import { openInstance, type InstancePorts } from '../instance/open-instance.ts'
import type { Instance } from '../instance/instance.ts'
import type { InstanceConfig } from '../instance/instance-config.ts'
import type { Prompt } from '../instance/prompt.ts'
import { seedCoreRows, seedModuleRows } from '../migrations/index.ts'
import type { LaminModule } from '../module/define-module.ts'
import { sortModules } from '../module/module-order.ts'
import { migrate, migratedDatabases } from './migrated-databases.ts'
import { FixedClock } from './fixed-clock.ts'
import { ScriptedPrompt } from './scripted-prompt.ts'

export interface TestInstanceOptions {
  readonly modules?: readonly LaminModule[]
  /** Default `sqlite`; `postgresql` needs {@link postgresServerUrl}. */
  readonly database?: Dialect
  /** A server on which an empty database may be made for the instance. */
  readonly postgresServerUrl?: string
  /** URL of an empty database, instead of a new one. */
  readonly databaseUrl?: string
  readonly clock?: Clock
  readonly prompt?: Prompt
  readonly name?: string
  /** Ports beside those that a test instance has of its own. */
  readonly ports?: Pick<InstancePorts, 'openStorage' | 'saveObserver'>
  /** Leave out the rows that modules seed. */
  readonly seed?: boolean
}

export interface LoggedLine {
  readonly level: LogLevel
  readonly message: string
}

/** An instance in a temporary folder, with everything that a test may want to look at. */
export interface TestInstance extends AsyncDisposable {
  readonly db: Instance
  readonly config: InstanceConfig
  /** Root of the default storage. */
  readonly root: string
  /** A folder outside any storage. */
  readonly files: string
  readonly log: LoggedLine[]
  /** Opens the same instance once more, as another process would. */
  reopen(): Promise<Instance>
}

/**
 * A new instance with a fixed clock, a collected log and a scripted prompt; its folder goes with it.
 *
 * @example await using test = await createTestInstance({ modules: [biontyModule] })
 */
export async function createTestInstance(options: TestInstanceOptions = {}): Promise<TestInstance> {
  const folder = await mkdtemp(join(tmpdir(), 'lamin-test-'))
  const root = join(folder, 'storage')
  const files = join(folder, 'files')
  await mkdir(join(root, '.lamindb'), { recursive: true })
  await mkdir(files)
  const modules = options.modules ?? []
  const config = testConfig(folder, root, options, await migratedDatabase(root, modules, options))
  const clock = options.clock ?? new FixedClock()
  await seedRows(config, options.seed === false ? [] : modules, clock)
  const log: LoggedLine[] = []
  const ports = {
    clock,
    logger: createLogger((level, message) => log.push({ level, message }), 'debug'),
    prompt: options.prompt ?? new ScriptedPrompt(),
    ...options.ports,
  }
  const db = await openInstance(config, modules, ports)
  return {
    db,
    config,
    root,
    files,
    log,
    reopen: () => openInstance(config, modules, ports),
    async [Symbol.asyncDispose]() {
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function migratedDatabase(
  root: string,
  modules: readonly LaminModule[],
  options: TestInstanceOptions,
): Promise<string> {
  const migrations = sortModules([coreModule, ...modules]).map((module) => ({
    ...module,
    module: module.name,
  }))
  if (options.databaseUrl !== undefined) {
    await migrate(options.databaseUrl, migrations)
    return options.databaseUrl
  }
  if (options.database !== 'postgresql') {
    return migratedDatabases.sqlite(join(root, '.lamindb', 'lamin.db'), migrations)
  }
  if (options.postgresServerUrl === undefined) {
    throw new Error('A Postgres test instance needs postgresServerUrl.')
  }
  return migratedDatabases.postgres(options.postgresServerUrl, migrations)
}

function testConfig(
  folder: string,
  root: string,
  options: TestInstanceOptions,
  databaseUrl: string,
): InstanceConfig {
  const name = options.name ?? 'test'
  const id = uuid5Url(`anonymous/${name}`).replaceAll('-', '')
  return {
    owner: 'anonymous',
    name,
    id,
    uid: instanceUid(id),
    storageRoot: root,
    db: databaseUrl,
    user: { uid: '00000000', handle: 'anonymous', name: null },
    cacheDir: join(folder, 'cache'),
  }
}

async function seedRows(
  config: InstanceConfig,
  modules: readonly LaminModule[],
  clock: Clock,
): Promise<void> {
  await using database = await openDatabase({ url: config.db })
  const storage = {
    uid: randomUid(12),
    root: config.storageRoot,
    type: 'local',
    region: null,
    instanceUid: config.uid,
  }
  await database.transaction(async (trx) => {
    const { userId } = await seedCoreRows(trx, { user: config.user, storage, clock })
    await seedModuleRows(trx, modules, { dialect: database.dialect, userId, clock })
  })
}
