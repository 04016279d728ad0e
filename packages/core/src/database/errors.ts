import { LaminError, type ErrorDetails } from '../errors.ts'

/** A database URL that names no database we can open. */
export class InvalidDatabaseUrl extends LaminError<'INVALID_DATABASE_URL'> {
  /** The URL without its password. */
  readonly url: string

  constructor(url: string, problem: string, details: ErrorDetails = {}) {
    super('INVALID_DATABASE_URL', {
      message: `The database URL '${url}' cannot be used: ${problem}.`,
      hint: "Give 'sqlite:///<absolute path>' or 'postgresql://user:password@host:port/name'.",
      ...details,
    })
    this.url = url
  }
}

/** Node is too old for the SQLite driver, which would crash the process instead of failing. */
export class UnsupportedNodeVersion extends LaminError<'UNSUPPORTED_NODE_VERSION'> {
  readonly found: string
  readonly required: string

  constructor(found: string, required: string) {
    super('UNSUPPORTED_NODE_VERSION', {
      message: `The SQLite driver needs Node.js ${required} or newer; this process runs ${found}.`,
      hint: 'Upgrade Node.js, or start the program through npm or npx, which find the version installed with the package.',
      family: 'environment',
    })
    this.found = found
    this.required = required
  }
}

/** The SQLite file of an instance is not there. */
export class DatabaseFileNotFound extends LaminError<'DATABASE_FILE_NOT_FOUND'> {
  readonly path: string

  constructor(path: string, details: ErrorDetails = {}) {
    super('DATABASE_FILE_NOT_FOUND', {
      message: `The SQLite file '${path}' does not exist.`,
      hint: 'Check that the storage is mounted and was not moved, or initialise the instance again.',
      ...details,
    })
    this.path = path
  }
}

/** The file is there but is no SQLite database, is damaged, or its folder does not let SQLite work. */
export class DatabaseFileUnreadable extends LaminError<'DATABASE_FILE_UNREADABLE'> {
  readonly path: string

  constructor(path: string, problem: string, details: ErrorDetails = {}) {
    super('DATABASE_FILE_UNREADABLE', {
      message: `The SQLite file '${path}' cannot be opened: ${problem}.`,
      family: 'environment',
      ...details,
    })
    this.path = path
  }
}

/** Another process keeps the SQLite file locked. Nothing of the waiting statement or transaction was written. */
export class DatabaseLocked extends LaminError<'DATABASE_LOCKED'> {
  readonly path: string
  readonly waitedMs: number

  constructor(path: string, waitedMs: number, details: ErrorDetails = {}) {
    super('DATABASE_LOCKED', {
      message: `The SQLite file '${path}' stayed locked by another writer for ${waitedMs} ms.`,
      hint: 'Wait until the other program has finished, or raise the busy timeout. Nothing was written.',
      family: 'environment',
      ...details,
    })
    this.path = path
    this.waitedMs = waitedMs
  }
}

/** The Postgres server does not answer, or the way to it is barred (name, port, TLS). */
export class DatabaseUnreachable extends LaminError<'DATABASE_UNREACHABLE'> {
  /** `host:port/name`. */
  readonly server: string

  constructor(server: string, problem: string, details: ErrorDetails = {}) {
    super('DATABASE_UNREACHABLE', {
      message: `The Postgres database at ${server} cannot be reached: ${problem}.`,
      hint: 'Check host, port and network, and that the server runs.',
      family: 'environment',
      ...details,
    })
    this.server = server
  }
}

/** The Postgres server refuses this user, this password or this client address. */
export class DatabaseAccessDenied extends LaminError<'DATABASE_ACCESS_DENIED'> {
  readonly server: string

  constructor(server: string, problem: string, details: ErrorDetails = {}) {
    super('DATABASE_ACCESS_DENIED', {
      message: `The Postgres database at ${server} refuses the connection: ${problem}.`,
      hint: 'Check user and password in the database URL, and the rights of the user.',
      ...details,
    })
    this.server = server
  }
}

/** The Postgres server is there, the database is not. */
export class DatabaseNotFound extends LaminError<'DATABASE_NOT_FOUND'> {
  readonly server: string

  constructor(server: string, details: ErrorDetails = {}) {
    super('DATABASE_NOT_FOUND', {
      message: `The Postgres server has no database at ${server}.`,
      hint: 'Create it with `createdb`, or correct the name in the database URL.',
      ...details,
    })
    this.server = server
  }
}

/** A query on a database that was closed before. */
export class DatabaseClosed extends LaminError<'DATABASE_CLOSED'> {
  constructor(displayUrl: string) {
    super('DATABASE_CLOSED', {
      message: `The database '${displayUrl}' was closed; it takes no more queries.`,
      hint: 'Await every query before the instance leaves its `await using` block.',
      family: 'bug',
    })
  }
}

/** A bulk write that was started outside a transaction, or whose description contradicts itself. */
export class InvalidBulkWrite extends LaminError<'INVALID_BULK_WRITE'> {
  readonly table: string

  constructor(table: string, problem: string) {
    super('INVALID_BULK_WRITE', {
      message: `The bulk write into table '${table}' cannot run: ${problem}.`,
      family: 'bug',
    })
    this.table = table
  }
}
