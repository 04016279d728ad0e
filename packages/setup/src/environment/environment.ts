import { homedir } from 'node:os'

/** Text of the process's environment variables, as env files may interpolate them. */
export type Variables = Readonly<Record<string, string | undefined>>

/**
 * Everything that this package takes from the process around it. Made once, frozen, and passed on, so that a test
 * works in a folder of its own and a server can serve several users.
 *
 * A variable that is unset is `undefined`; one that is set to the empty text stays the empty text where the two differ.
 */
export interface Environment {
  /** Home directory of the user. */
  readonly home: string
  readonly workingDirectory: string
  readonly platform: NodeJS.Platform
  /** `LAMIN_SETTINGS_DIR`: parent of the settings directory `.lamin`. */
  readonly settingsParent: string | undefined
  /** `LAMIN_ENV`: name of a separate set of settings; `prod` and unset mean the usual one. */
  readonly laminEnv: string | undefined
  /** `LAMIN_CURRENT_INSTANCE`: slug, name or hub address of the instance to use. */
  readonly currentInstance: string | undefined
  /** `LAMIN_API_KEY`: logs a user in when none is. */
  readonly apiKey: string | undefined
  /** `LAMIN_CACHE_DIR`: absolute path of the cache. */
  readonly cacheDirectory: string | undefined
  /** `LAMINDB_MODULES`: comma-separated modules to work with while no instance is configured. */
  readonly modules: string | undefined
  /** `LAMINDB_INSTANCE_ID_INIT`: UUID of the instance that `init` creates. */
  readonly instanceId: string | undefined
  /** `LAMINDB_STORAGE_LNID_INIT`: uid of the storage that `init` creates; its root ends with it. */
  readonly storageUid: string | undefined
  /** `LAMIN_API_URL`: address of the REST API of every instance. */
  readonly apiUrl: string | undefined
  /** `LAMINDB_DJANGO_DATABASE_URL`: database to open in place of every instance's own. */
  readonly databaseUrl: string | undefined
  /** `LAMINDB_SYNC_GIT_REPO`: git repository of instances that name none. */
  readonly gitRepo: string | undefined
  /** All variables, for env files and platform directories. */
  readonly variables: Variables
}

/** The parts of `process` that {@link readEnvironment} looks at. */
export interface ProcessLike {
  readonly env: Variables
  readonly platform: NodeJS.Platform
  cwd(): string
}

/** Reads the environment of a process. */
export function readEnvironment(from: ProcessLike = process, home: string = homedir()): Environment {
  return createEnvironment({
    home,
    workingDirectory: from.cwd(),
    platform: from.platform,
    variables: { ...from.env },
  })
}

/** Builds an environment from its sources: three places of the file system's world, and variables. */
export function createEnvironment(
  sources: Pick<Environment, 'home' | 'workingDirectory' | 'platform' | 'variables'>,
): Environment {
  const { variables } = sources
  return Object.freeze({
    home: sources.home,
    workingDirectory: sources.workingDirectory,
    platform: sources.platform,
    settingsParent: variables['LAMIN_SETTINGS_DIR'],
    laminEnv: variables['LAMIN_ENV'],
    currentInstance: variables['LAMIN_CURRENT_INSTANCE'],
    apiKey: variables['LAMIN_API_KEY'],
    cacheDirectory: variables['LAMIN_CACHE_DIR'],
    modules: variables['LAMINDB_MODULES'],
    instanceId: variables['LAMINDB_INSTANCE_ID_INIT'],
    storageUid: variables['LAMINDB_STORAGE_LNID_INIT'],
    apiUrl: variables['LAMIN_API_URL'],
    databaseUrl: variables['LAMINDB_DJANGO_DATABASE_URL'],
    gitRepo: variables['LAMINDB_SYNC_GIT_REPO'],
    variables: Object.freeze({ ...variables }),
  })
}

/** The same environment seen from another working directory. */
export function inDirectory(environment: Environment, workingDirectory: string): Environment {
  return Object.freeze({ ...environment, workingDirectory })
}
