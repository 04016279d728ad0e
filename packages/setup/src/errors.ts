import { SetupError } from './setup-error.ts'

const shown = 10

/** Names at most ten of many values, and says how many there are. */
function listed(values: readonly string[]): string {
  const first = values.slice(0, shown).join(', ')
  return values.length > shown ? `${first} and ${values.length - shown} more` : first
}

/** No settings file and no database stand for this instance. */
export class InstanceNotFoundError extends SetupError<'INSTANCE_NOT_FOUND'> {
  /** `owner/name`. */
  readonly slug: string

  constructor(slug: string) {
    super('INSTANCE_NOT_FOUND', {
      message: slug.startsWith('anonymous/')
        ? `Instance '${slug}' was not found. It is not possible to load an anonymous-owned instance from the hub.`
        : `Instance '${slug}' was not found: this machine has no settings of it.`,
      hint: 'Run `lamin init` where the instance shall be, or copy its settings file into the settings directory. `lamin info` shows that directory.',
    })
    this.slug = slug
  }
}

/** No instance is chosen, neither by variable nor by directory nor by `lamin connect`. */
export class CurrentInstanceNotConfigured extends SetupError<'CURRENT_INSTANCE_NOT_CONFIGURED'> {
  constructor() {
    super('CURRENT_INSTANCE_NOT_CONFIGURED', {
      message: 'No instance is connected.',
      hint: 'Run `lamin init` or `lamin connect <owner>/<name>`, or pass the name of an instance.',
    })
  }
}

/** No package provides this module. */
export class ModuleNotInstalled extends SetupError<'MODULE_NOT_INSTALLED'> {
  readonly module: string
  /** Directory from which packages were looked for, upwards. */
  readonly directory: string

  constructor(module: string, directory: string) {
    super('MODULE_NOT_INSTALLED', {
      message: `Module '${module}' is not installed: neither '@lamindb/${module}' nor a dependency that provides it was found from '${directory}' upwards.`,
      hint: `Run: npm install @lamindb/${module}. For a module of your own, add its package to the dependencies in package.json.`,
    })
    this.module = module
    this.directory = directory
  }
}

/** A module was asked for without another that it needs. Nothing was written. */
export class ModuleDependencyMissing extends SetupError<'MODULE_DEPENDENCY_MISSING'> {
  readonly module: string
  readonly needed: string

  constructor(module: string, needed: string) {
    super('MODULE_DEPENDENCY_MISSING', {
      message: `Module '${module}' needs the module '${needed}', which was not asked for. Nothing was written.`,
      hint: `Name both: ${needed},${module}`,
    })
    this.module = module
    this.needed = needed
  }
}

/** The package of a module is there, and running it fails. */
export class ModuleLoadFailed extends SetupError<'MODULE_LOAD_FAILED'> {
  readonly module: string
  readonly url: string

  constructor(module: string, url: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super('MODULE_LOAD_FAILED', {
      message: `Module '${module}' cannot be loaded from '${url}': ${reason}`,
      hint: 'Build the package and install its dependencies, or report this to those who maintain it.',
      cause,
    })
    this.module = module
    this.url = url
  }
}

/** Several dependencies provide the same module. */
export class AmbiguousModule extends SetupError<'AMBIGUOUS_MODULE'> {
  readonly module: string
  readonly packages: readonly string[]

  constructor(module: string, packages: readonly string[]) {
    super('AMBIGUOUS_MODULE', {
      message: `Module '${module}' is provided by ${packages.length} packages: ${listed(packages)}.`,
      hint: 'Remove all but one of them from the dependencies.',
    })
    this.module = module
    this.packages = packages
  }
}

/** A package that says it provides a module, and exports no declaration of it. */
export class ModuleDeclarationMissing extends SetupError<'MODULE_DECLARATION_MISSING'> {
  readonly module: string
  readonly packageName: string
  /** Name of the export that was looked for. */
  readonly exportName: string

  constructor(module: string, packageName: string, exportName: string, cause?: unknown) {
    super('MODULE_DECLARATION_MISSING', {
      message: `Package '${packageName}' provides the module '${module}', but its entry does not export a declaration '${exportName}' with that name.`,
      hint: `Export it: export const ${exportName} = defineModule({ name: '${module}', … })`,
      cause,
    })
    this.module = module
    this.packageName = packageName
    this.exportName = exportName
  }
}

/** A storage location that belongs to another instance. */
export class StorageAlreadyManaged extends SetupError<'STORAGE_ALREADY_MANAGED'> {
  readonly root: string
  /** Storage uid in the location's marker. */
  readonly uid: string

  constructor(root: string, uid: string) {
    super('STORAGE_ALREADY_MANAGED', {
      message: `Storage location '${root}' is already marked with uid ${uid}: it is managed by another instance. Nothing was changed.`,
      hint: 'Choose another folder, or connect to the instance that manages this one.',
    })
    this.root = root
    this.uid = uid
  }
}

/** A storage location with more in it than an instance that may be deleted leaves behind. */
export class StorageNotEmpty extends SetupError<'STORAGE_NOT_EMPTY'> {
  readonly root: string
  /** Keys of the objects that stand in the way. */
  readonly objects: readonly string[]

  constructor(root: string, objects: readonly string[]) {
    super('STORAGE_NOT_EMPTY', {
      message: `Storage location '${root}' still holds ${objects.length} object(s): ${listed(objects)}. Nothing was deleted.`,
      hint: 'Delete the artifacts first.',
    })
    this.root = root
    this.objects = objects
  }
}

/** A settings file that lacks a key, or holds a value that is none. */
export class SettingsEnvFileOutdated extends SetupError<'SETTINGS_ENV_FILE_OUTDATED'> {
  readonly file: string
  readonly key: string

  constructor(file: string, key: string, problem: string) {
    super('SETTINGS_ENV_FILE_OUTDATED', {
      message: `Settings file '${file}' is invalid or outdated: key '${key}' ${problem}`,
      hint: `Delete '${file}' and initialise or connect again with the same name and storage location, or log in again for a user's file.`,
    })
    this.file = file
    this.key = key
  }
}

/** A value that an env file cannot hold without being read as something else. */
export class UnwritableSetting extends SetupError<'UNWRITABLE_SETTING'> {
  readonly key: string

  constructor(key: string) {
    super('UNWRITABLE_SETTING', {
      message: `The value of '${key}' cannot be stored in a settings file: it contains ' #', '\${', a line break, a leading quote, outer white space, or is the word 'null'. Nothing was written.`,
      hint: 'Change the value; in a database URL, write the characters percent-encoded.',
    })
    this.key = key
  }
}

/** The settings directory refuses a write. */
export class SettingsNotWritable extends SetupError<'SETTINGS_NOT_WRITABLE'> {
  readonly file: string

  constructor(file: string, cause: unknown) {
    super('SETTINGS_NOT_WRITABLE', {
      message: `Settings file '${file}' could not be written.`,
      hint: 'Make its directory writable, or set LAMIN_SETTINGS_DIR to a directory that is.',
      family: 'environment',
      cause,
    })
    this.file = file
  }
}

/** The settings directory, or a file in it, refuses to be read. */
export class SettingsNotReadable extends SetupError<'SETTINGS_NOT_READABLE'> {
  readonly file: string

  constructor(file: string, cause: unknown) {
    super('SETTINGS_NOT_READABLE', {
      message: `Settings in '${file}' could not be read.`,
      hint: 'Make it readable, or set LAMIN_SETTINGS_DIR to a directory that is.',
      family: 'environment',
      cause,
    })
    this.file = file
  }
}

/** A connect to one instance inside the development directory of another. */
export class ConnectWithinDevDirError extends SetupError<'CONNECT_WITHIN_DEV_DIR'> {
  /** Slug of the instance whose development directory it is. */
  readonly instance: string
  readonly directory: string

  constructor(instance: string, directory: string) {
    super('CONNECT_WITHIN_DEV_DIR', {
      message: `You're trying to connect within the dev-dir of instance ${instance} (${directory}). Either cd into another directory or run: lamin disconnect --here`,
    })
    this.instance = instance
    this.directory = directory
  }
}

/** The home directory was to become a development directory. */
export class HomeIsNoDevDir extends SetupError<'HOME_IS_NO_DEV_DIR'> {
  readonly directory: string

  constructor(directory: string) {
    super('HOME_IS_NO_DEV_DIR', {
      message: `The home directory cannot be a development directory. '${directory}' was given.`,
      hint: 'Choose a directory below it, or run `lamin connect` without `--here` to set an instance for all directories.',
    })
    this.directory = directory
  }
}

/** An identifier that is neither a name nor `owner/name` nor the hub address of an instance. */
export class InvalidInstanceIdentifier extends SetupError<'INVALID_INSTANCE_IDENTIFIER'> {
  readonly identifier: string

  constructor(identifier: string) {
    super('INVALID_INSTANCE_IDENTIFIER', {
      message: `'${identifier}' does not identify an instance.`,
      hint: "Give 'owner/name', the name alone for one of your own, or https://lamin.ai/owner/name.",
    })
    this.identifier = identifier
  }
}

/** A name that an instance cannot have, or none where one is needed. */
export class InvalidInstanceName extends SetupError<'INVALID_INSTANCE_NAME'> {
  readonly instanceName: string

  constructor(instanceName: string, reason: string) {
    super('INVALID_INSTANCE_NAME', {
      message: `Invalid instance name '${instanceName}': ${reason}`,
      hint: 'Pass a name with --name.',
    })
    this.instanceName = instanceName
  }
}

/** A database URL for a new instance that is not one of Postgres. */
export class UnsupportedDatabaseUrl extends SetupError<'UNSUPPORTED_DATABASE_URL'> {
  constructor(reason: string) {
    super('UNSUPPORTED_DATABASE_URL', {
      message: `Unsupported database URL: ${reason}`,
      hint: 'Give postgresql://user:password@host:port/database, or no URL for SQLite inside the storage location.',
    })
  }
}

/** A cache directory that is not an absolute path of a local directory, or a cached path outside of it. */
export class InvalidCacheDirectory extends SetupError<'INVALID_CACHE_DIRECTORY'> {
  readonly path: string

  constructor(path: string, reason: string) {
    super('INVALID_CACHE_DIRECTORY', { message: `'${path}' cannot be the cache directory: ${reason}` })
    this.path = path
  }
}

/** The user's file names nobody. */
export class NotLoggedIn extends SetupError<'NOT_LOGGED_IN'> {
  readonly file: string

  constructor(file: string) {
    super('NOT_LOGGED_IN', {
      message: `The user in '${file}' has no uid.`,
      hint: 'Log in once with a client that reaches the hub, which fills the file; or delete it to work as the anonymous user.',
    })
    this.file = file
  }
}

/** An API key is set, nobody is logged in, and there is no hub to log in to. */
export class LoginUnavailable extends SetupError<'LOGIN_UNAVAILABLE'> {
  constructor() {
    super('LOGIN_UNAVAILABLE', {
      message: 'LAMIN_API_KEY is set and nobody is logged in, but no hub is configured to log in to.',
      hint: 'Log in once with a client that reaches the hub, which writes current_user.env; or unset LAMIN_API_KEY to work as the anonymous user.',
    })
  }
}

/** A UUID for a new instance that is none. */
export class InvalidInstanceId extends SetupError<'INVALID_INSTANCE_ID'> {
  readonly value: string

  constructor(value: string) {
    super('INVALID_INSTANCE_ID', {
      message: `LAMINDB_INSTANCE_ID_INIT is '${value}', which is no UUID.`,
      hint: 'Give 32 hexadecimal digits, or unset the variable to have the id made from the name.',
    })
    this.value = value
  }
}

/** A SQLite file in a storage location that no instance has marked. */
export class UnknownDatabaseFile extends SetupError<'UNKNOWN_DATABASE_FILE'> {
  readonly file: string

  constructor(file: string) {
    super('UNKNOWN_DATABASE_FILE', {
      message: `SQLite file '${file}' exists, but its storage location has no marker that says whose it is. Nothing was changed.`,
      hint: 'Restore .lamindb/storage_uid.txt, or move the SQLite file away to begin with an empty database.',
    })
    this.file = file
  }
}

/** A database without the tables of LaminDB. */
export class DatabaseNotInitialized extends SetupError<'DATABASE_NOT_INITIALIZED'> {
  /** `owner/name`. */
  readonly instance: string

  constructor(instance: string) {
    super('DATABASE_NOT_INITIALIZED', {
      message: `The database of instance '${instance}' has no tables of LaminDB.`,
      hint: 'Create them with `lamin init`, the same name, storage and database.',
    })
    this.instance = instance
  }
}

/** An instance was to be deleted, and nobody could be asked whether that is meant. */
export class DeletionNotConfirmed extends SetupError<'DELETION_NOT_CONFIRMED'> {
  /** `owner/name`. */
  readonly instance: string

  constructor(instance: string) {
    super('DELETION_NOT_CONFIRMED', {
      message: `Nobody can confirm that instance '${instance}' shall be deleted. Nothing was deleted.`,
      hint: 'Say so in the call: --force on the command line, { force: true } in a program.',
    })
    this.instance = instance
  }
}

/** Another process of this machine does the same at this moment, and takes long. */
export class LockedByProcess extends SetupError<'LOCKED_BY_PROCESS'> {
  /** File that holds the id of the process. */
  readonly file: string
  readonly waitedMs: number

  constructor(file: string, waitedMs: number) {
    super('LOCKED_BY_PROCESS', {
      message: `Another process still holds '${file}' after ${waitedMs} ms. Nothing was changed.`,
      hint: 'Wait until it has finished. If the process whose id is in the file is no LaminDB process, delete the file.',
      family: 'environment',
    })
    this.file = file
    this.waitedMs = waitedMs
  }
}
