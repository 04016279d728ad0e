import { databaseUrlOf } from '../connect/instance-database.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { maskDatabaseUrl } from '../naming/database-url.ts'
import { readContextChoice } from '../settings/branch-context.ts'
import { findCacheDirectory } from '../settings/cache-directory.ts'
import {
  findCurrentInstance,
  type CurrentInstance,
  type InstanceSource,
} from '../settings/current-instance.ts'
import { peekUserHandle } from '../settings/current-user.ts'
import { currentDevDir } from '../settings/dev-dir.ts'
import { settingsDirectory, systemSettingsDirectory } from '../settings/directories.ts'
import { modulesOf, slugOf } from '../settings/instance-settings.ts'
import { loadConfiguredModules } from '../settings/modules-setting.ts'

/** What the settings say about the current instance. */
export interface CurrentInstanceInfo {
  readonly slug: string
  /** What chose it. */
  readonly source: InstanceSource
  readonly branch: string
  readonly space: string
  readonly devDir: string | undefined
  readonly storageRoot: string
  readonly storageRegion: string | null
  readonly dialect: 'sqlite' | 'postgresql'
  /** Fit to be shown: host and password of a Postgres URL are masked. */
  readonly databaseUrl: string
  /** Sorted. */
  readonly modules: readonly string[]
  readonly gitRepo: string | null
}

/** Everything that `lamin info` shows. */
export interface SetupInfo {
  /** `undefined` when no instance is current. */
  readonly instance: CurrentInstanceInfo | undefined
  /** Modules that this environment works with, sorted. */
  readonly modules: readonly string[]
  readonly cacheDirectory: string
  readonly settingsDirectory: string
  readonly systemSettingsDirectory: string
  /** Handle of the active user. */
  readonly user: string
}

/** Collects what the settings say; reads files only, no database, and writes nothing. */
export async function loadSetupInfo(context: SetupContext): Promise<SetupInfo> {
  const { environment } = context
  const current = await findCurrentInstance(context)
  return {
    instance: current === undefined ? undefined : await describeInstance(context, current),
    modules: (await loadConfiguredModules(context)).modules,
    cacheDirectory: await findCacheDirectory(environment),
    settingsDirectory: settingsDirectory(environment),
    systemSettingsDirectory: systemSettingsDirectory(environment),
    user: await peekUserHandle(environment),
  }
}

async function describeInstance(
  { environment }: SetupContext,
  { settings, source }: CurrentInstance,
): Promise<CurrentInstanceInfo> {
  const url = databaseUrlOf(settings)
  return {
    slug: slugOf(settings),
    source,
    branch: (await readContextChoice(environment, 'branch', settings))?.name ?? 'main',
    space: (await readContextChoice(environment, 'space', settings))?.name ?? 'all',
    devDir: await currentDevDir(environment, slugOf(settings)),
    storageRoot: settings.storageRoot,
    storageRegion: settings.storageRegion,
    dialect: settings.db === null ? 'sqlite' : 'postgresql',
    databaseUrl: settings.db === null ? url : maskDatabaseUrl(url),
    modules: [...modulesOf(settings)].sort(),
    gitRepo: settings.gitRepo ?? environment.gitRepo ?? null,
  }
}
