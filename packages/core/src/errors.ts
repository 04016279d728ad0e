/**
 * Who can do something about an error: the user (input, state of the instance), the environment (network, lock,
 * permission; a retry may help) or us.
 */
export type ErrorFamily = 'user' | 'environment' | 'bug'

const families: readonly string[] = ['user', 'environment', 'bug'] satisfies readonly ErrorFamily[]

/** What every error of the project may carry beside its message. */
export interface ErrorDetails {
  /** What the user can do, in full sentences. */
  readonly hint?: string
  /** The error that this one translates. */
  readonly cause?: unknown
}

/** {@link ErrorDetails} of an error class that is meant to be subclassed under a code of its own. */
export interface CodedErrorDetails<Code extends string> extends ErrorDetails {
  /** Code of the subclass; left out by everybody who is no subclass. */
  readonly code?: Code
}

/** {@link ErrorDetails} together with the message and the family, as {@link LaminError} takes them. */
export interface ErrorContent extends ErrorDetails {
  /** What happened, what was given and where. Texts pinned by the specification stay literally. */
  readonly message: string
  /** Defaults to `user`. */
  readonly family?: ErrorFamily
}

/** What {@link isLaminError} proves about an error, also one of another package or of a second copy of this one. */
export interface LaminErrorShape<Code extends string = string> extends Error {
  readonly code: Code
  readonly family: ErrorFamily
  readonly hint?: string | undefined
}

/** Base of every error of the project. `name` is the class name, `code` is permanent and unique to a meaning. */
export class LaminError<Code extends string = string> extends Error implements LaminErrorShape<Code> {
  readonly code: Code
  readonly family: ErrorFamily
  readonly hint: string | undefined

  constructor(code: Code, content: ErrorContent) {
    super(content.message, content.cause === undefined ? undefined : { cause: content.cause })
    this.name = new.target.name
    this.code = code
    this.family = content.family ?? 'user'
    this.hint = content.hint
  }
}

/**
 * Narrows a caught value to an error of the project, or to the one with this code. Looks at the shape and not at the
 * class, so that it also holds with two copies of the package in one process.
 */
export function isLaminError<Code extends string = string>(
  error: unknown,
  code?: Code,
): error is LaminErrorShape<Code> {
  if (!(error instanceof Error) || !('code' in error) || !('family' in error)) return false
  if (typeof error.code !== 'string' || typeof error.family !== 'string') return false
  return families.includes(error.family) && (code === undefined || error.code === code)
}

/** One finding of a validation that reports everything it found at once. */
export interface ValidationProblem {
  readonly message: string
  /** Column, feature or slot that the problem is about. */
  readonly place?: string
  /** The first offending values, at most ten. */
  readonly values?: readonly unknown[]
  /** How many values offend in total. */
  readonly total?: number
}

/** {@link ErrorDetails} of a {@link ValidationError}. */
export interface ValidationErrorDetails<Code extends string> extends CodedErrorDetails<Code> {
  readonly problems?: readonly ValidationProblem[]
}

/** A value, a dataset or a record that breaks a rule of its schema, feature or registry. */
export class ValidationError<Code extends string = 'VALIDATION_ERROR'> extends LaminError<Code> {
  /** Every problem found; empty if the message says it all. */
  readonly problems: readonly ValidationProblem[]

  constructor(message: string, details: ValidationErrorDetails<Code> = {}) {
    super(details.code ?? ('VALIDATION_ERROR' as Code), { message, ...details })
    this.problems = details.problems ?? []
  }
}

/** An argument that the called function cannot work with, or a combination of arguments that exclude each other. */
export class InvalidArgument<Code extends string = 'INVALID_ARGUMENT'> extends LaminError<Code> {
  constructor(message: string, details: CodedErrorDetails<Code> = {}) {
    super(details.code ?? ('INVALID_ARGUMENT' as Code), { message, ...details })
  }
}

/** A number that JSON has no form for (NaN, Infinity, -Infinity) in a value that must be stored as JSON. */
export class NonFiniteNumber extends InvalidArgument<'NON_FINITE_NUMBER'> {
  readonly value: number
  /** Keys and indices that lead to the number, from the outermost value inwards. */
  readonly path: readonly (string | number)[]

  constructor(value: number, path: readonly (string | number)[]) {
    const place = path.length === 0 ? '' : ` at ${path.map((step) => `[${JSON.stringify(step)}]`).join('')}`
    super(`JSON cannot hold the number ${value}${place}.`, {
      code: 'NON_FINITE_NUMBER',
      hint: 'Store null for a missing number, or a text that says what the value means.',
    })
    this.value = value
    this.path = path
  }
}

/** A text that is no JSON, or has more after the first value. */
export class InvalidJson extends InvalidArgument<'INVALID_JSON'> {
  /** Index of the offending character, in UTF-16 units. */
  readonly offset: number
  readonly expected: string

  constructor(text: string, offset: number, expected: string, file?: string) {
    const found = offset < text.length ? `'${text.slice(offset, offset + 20)}'` : 'the end of the text'
    const place = file === undefined ? '' : ` in '${file}'`
    super(`Invalid JSON${place} at offset ${offset}: expected ${expected}, found ${found}.`, {
      code: 'INVALID_JSON',
    })
    this.offset = offset
    this.expected = expected
  }
}

/** A field of a registry that got a keyword it does not know, lacks a required one or holds an impossible value. */
export class FieldValidationError extends LaminError<'FIELD_VALIDATION_ERROR'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('FIELD_VALIDATION_ERROR', { message, ...details })
  }
}

/** A change that would break a constraint of the database, or a rule between rows. */
export class IntegrityError extends LaminError<'INTEGRITY_ERROR'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('INTEGRITY_ERROR', { message, ...details })
  }
}

/** No row of the registry matches. */
export class DoesNotExist extends LaminError<'DOES_NOT_EXIST'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('DOES_NOT_EXIST', { message, ...details })
  }
}

/** Several rows match where one was asked for. */
export class MultipleResultsFound extends LaminError<'MULTIPLE_RESULTS_FOUND'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('MULTIPLE_RESULTS_FOUND', { message, ...details })
  }
}

/** A query that names a field or a look-up which the registry does not have. */
export class FieldError extends LaminError<'FIELD_ERROR'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('FIELD_ERROR', { message, ...details })
  }
}

/** A row that cannot be deleted because other rows refer to it. */
export class ProtectedError extends LaminError<'PROTECTED_ERROR'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('PROTECTED_ERROR', { message, ...details })
  }
}

/** Something that this registry, database, format or storage cannot do. */
export class NotSupported extends LaminError<'NOT_SUPPORTED'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('NOT_SUPPORTED', { message, ...details })
  }
}

/** A file or folder that is not where it was said to be. */
export class FileNotFound extends LaminError<'FILE_NOT_FOUND'> {
  readonly path: string

  constructor(path: string, details: ErrorDetails & { readonly message?: string } = {}) {
    super('FILE_NOT_FOUND', {
      ...details,
      message: details.message ?? `File or folder '${path}' does not exist.`,
    })
    this.path = path
  }
}

/** A file or folder that is already there and must not be overwritten. */
export class FileExists extends LaminError<'FILE_EXISTS'> {
  readonly path: string

  constructor(path: string, details: ErrorDetails & { readonly message?: string } = {}) {
    super('FILE_EXISTS', {
      ...details,
      message: details.message ?? `File or folder '${path}' already exists.`,
    })
    this.path = path
  }
}

/** The database or the storage refuses a write to this user. */
export class NoWriteAccess extends LaminError<'NO_WRITE_ACCESS'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('NO_WRITE_ACCESS', { message, family: 'environment', ...details })
  }
}

/** The database has migrations of a newer release than this one knows. */
export class UnknownSchemaLevel extends LaminError<'UNKNOWN_SCHEMA_LEVEL'> {
  /** Django app: `lamindb`, `bionty` or `pertdb`. */
  readonly app: string
  /** Names of the unknown migrations, as `django_migrations` holds them. */
  readonly unknown: readonly string[]
  /** Name of the newest migration that this release knows. */
  readonly newestKnown: string

  constructor(app: string, unknown: readonly string[], newestKnown: string) {
    super('UNKNOWN_SCHEMA_LEVEL', {
      message: `The database was migrated by a newer release: module '${app}' has ${unknown.length} unknown migration(s), among them '${unknown[0]}'. The newest known one is '${newestKnown}'.`,
      hint: 'Upgrade this installation, or connect with force to read only.',
    })
    this.app = app
    this.unknown = unknown
    this.newestKnown = newestKnown
  }
}

/** A module was asked for that the opened instance does not have. */
export class ModuleNotInInstance extends LaminError<'MODULE_NOT_IN_INSTANCE'> {
  readonly module: string
  /** `owner/name`. */
  readonly instance: string
  readonly modules: readonly string[]

  constructor(module: string, instance: string, modules: readonly string[]) {
    super('MODULE_NOT_IN_INSTANCE', {
      message: `Instance '${instance}' does not have the module '${module}'. Its modules: ${modules.join(', ') || 'none'}.`,
      hint: `Initialise an instance with the module '${module}', or add the module to the settings of this one and migrate.`,
    })
    this.module = module
    this.instance = instance
    this.modules = modules
  }
}

/** A declaration of a module that cannot be used; lists every problem found. */
export class InvalidModule extends LaminError<'INVALID_MODULE'> {
  readonly module: string
  readonly problems: readonly string[]

  constructor(module: string, problems: readonly string[], details: ErrorDetails = {}) {
    super('INVALID_MODULE', {
      message: `The declaration of module '${module}' has ${problems.length} problem(s):\n${problems.map((p) => `- ${p}`).join('\n')}`,
      ...details,
    })
    this.module = module
    this.problems = problems
  }
}

/** A call that needs the current run, made before `track()`. */
export class TrackNotCalled extends LaminError<'TRACK_NOT_CALLED'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('TRACK_NOT_CALLED', { message, ...details })
  }
}

/** A path that lies outside every storage location of this instance. */
export class UnknownStorageLocation extends LaminError<'UNKNOWN_STORAGE_LOCATION'> {
  readonly path: string
  readonly knownRoots: readonly string[]

  constructor(path: string, knownRoots: readonly string[], details: ErrorDetails = {}) {
    super('UNKNOWN_STORAGE_LOCATION', {
      message: `No storage location of this instance contains '${path}'.`,
      hint: `Known roots: ${knownRoots.join(', ') || 'none'}. Register the root as a Storage, or copy the file below one of them.`,
      ...details,
    })
    this.path = path
    this.knownRoots = knownRoots
  }
}

/** A bulk save of artifacts that stopped because the content of one could not be stored. */
export class StoringFailed extends LaminError<'STORING_FAILED'> {
  /** Uids of the artifacts that are saved and stored. */
  readonly storedUids: readonly string[]
  /** Number of artifacts whose rows were taken back. */
  readonly failed: number

  constructor(stored: readonly { readonly uid: string }[], failed: number, cause: unknown) {
    const listed = stored.slice(0, 10).map(({ uid }) => `- ${uid}`)
    if (stored.length > 10) listed.push(`- … (${stored.length} in total)`)
    const committed =
      stored.length === 0
        ? 'No entries were uploaded or committed to the database.'
        : `The following entries have been successfully uploaded and committed to the database:\n${listed.join('\n')}`
    super('STORING_FAILED', {
      message: `${committed}\n${failed} artifact(s) were not saved: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Remove the cause and save the others again.',
      cause,
      family: 'environment',
    })
    this.storedUids = stored.map(({ uid }) => uid)
    this.failed = failed
  }
}

/** A storage location that still holds files of an instance, and can therefore not be deleted. */
export class StorageNotEmpty extends LaminError<'STORAGE_NOT_EMPTY'> {
  readonly root: string
  readonly keys: readonly string[]

  constructor(root: string, keys: readonly string[]) {
    const shown = keys.slice(0, 10).join(', ')
    super('STORAGE_NOT_EMPTY', {
      message: `'${root}/.lamindb' contains ${keys.length} objects: ${shown}${keys.length > 10 ? ', …' : ''}. Nothing was deleted.`,
      hint: 'Delete them prior to deleting the storage location.',
    })
    this.root = root
    this.keys = keys
  }
}

/** A space without a storage location of its own, where one is needed. */
export class NoStorageLocationForSpace extends LaminError<'NO_STORAGE_LOCATION_FOR_SPACE'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('NO_STORAGE_LOCATION_FOR_SPACE', { message, ...details })
  }
}

/** The running script or notebook is no longer the transform that its uid names. */
export class UpdateContext extends LaminError<'UPDATE_CONTEXT'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('UPDATE_CONTEXT', { message, ...details })
  }
}

/** A version tag that another version of the same transform bears. */
export class VersionTaken extends LaminError<'VERSION_TAKEN'> {
  readonly version: string
  /** Uid of the transform that bears it. */
  readonly uid: string

  constructor(version: string, uid: string, better: string) {
    super('VERSION_TAKEN', {
      message: `✗ version '${version}' is already taken by Transform('${uid}'); please set another version, e.g., db.context.version = '${better}'`,
    })
    this.version = version
    this.uid = uid
  }
}

/** A file with the ending of a Jupyter notebook that is none. */
export class CorruptNotebook extends LaminError<'CORRUPT_NOTEBOOK'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('CORRUPT_NOTEBOOK', {
      message: `'${path}' is no Jupyter notebook: it is ${cause === undefined ? 'JSON without a list of cells' : 'no JSON'}.`,
      hint: 'Save the notebook once more in its editor.',
      ...(cause !== undefined && { cause }),
    })
    this.path = path
  }
}

/** `track()` found neither a uid nor a path to identify the transform by. */
export class MissingContextUid extends LaminError<'MISSING_CONTEXT_UID'> {
  constructor(message: string, details: ErrorDetails = {}) {
    super('MISSING_CONTEXT_UID', { message, ...details })
    // Callers and records of the reference know the class under this spelling.
    this.name = 'MissingContextUID'
  }
}
