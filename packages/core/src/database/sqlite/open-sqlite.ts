import type BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'

import type { Database, DatabaseTransaction, Queries, Tables, TransactionOptions } from '../database.ts'
import { memoryPath } from '../database-url.ts'
import { DatabaseFileUnreadable } from '../errors.ts'
import { retrying } from '../retrying.ts'
import { attemptMs, whileBusy } from './busy-waiting.ts'
import { isOnLocalDisk, isWritableFile, requireFile } from './file-system.ts'
import { requireNodeForSqlite } from './node-version.ts'
import { SharedSqliteDriver } from './sqlite-driver.ts'
import { SqliteFile } from './sqlite-file.ts'
import { SqliteKyselyDialect } from './sqlite-kysely-dialect.ts'
import { registerRegexp } from './regexp-function.ts'

/** What {@link openSqlite} opens. */
export interface OpenSqliteOptions {
  /** Path of the file, or `:memory:`. */
  readonly path: string
  readonly displayUrl: string
  readonly readOnly: boolean
  /** Makes the file when there is none; its folder must exist. */
  readonly create: boolean
  readonly busyTimeoutMs: number
}

/**
 * Opens a SQLite file. Where file or folder cannot be written, it is opened to read only. A writable file on a disk of
 * this machine gets the write-ahead log, on others the journal stays as it is.
 */
export async function openSqlite(options: OpenSqliteOptions): Promise<Database> {
  const inMemory = options.path === memoryPath
  if (!inMemory && !options.create) await requireFile(options.path)
  const exists = !inMemory && !options.create
  const readOnly = options.readOnly || (exists && !(await isWritableFile(options.path)))
  requireNodeForSqlite(process.versions.node)
  const { default: open } = await import('better-sqlite3')
  const handle = openHandle(open, { ...options, readOnly })
  try {
    const hasLog = await prepareHandle(handle, { ...options, readOnly })
    return new SqliteDatabase(
      new SqliteFile(handle, open, { ...options, readOnly, concurrentReads: readOnly || hasLog }),
    )
  } catch (error) {
    handle.close()
    throw unreadable(error, options.path)
  }
}

class SqliteDatabase implements Database {
  readonly dialect = 'sqlite'
  readonly displayUrl: string
  readonly readOnly: boolean
  readonly sqlite: BetterSqlite3.Database
  readonly kysely: Queries
  readonly kyselyDialect: SqliteKyselyDialect
  readonly #driver: SharedSqliteDriver

  constructor(file: SqliteFile) {
    this.displayUrl = file.displayUrl
    this.readOnly = file.readOnly
    this.sqlite = file.handle
    this.#driver = new SharedSqliteDriver(file)
    this.kyselyDialect = new SqliteKyselyDialect(this.#driver, file.handle)
    this.kysely = new Kysely<Tables>({ dialect: this.kyselyDialect })
  }

  async transaction<T>(
    work: (trx: DatabaseTransaction) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    return retrying(() => this.kysely.transaction().execute(work), options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#driver.close()
  }
}

function openHandle(open: typeof BetterSqlite3, options: OpenSqliteOptions): BetterSqlite3.Database {
  try {
    return new open(options.path, {
      readonly: options.readOnly && options.path !== memoryPath,
      fileMustExist: !options.create,
      timeout: attemptMs,
    })
  } catch (error) {
    throw unreadable(error, options.path)
  }
}

/** Returns whether the file has a write-ahead log. */
async function prepareHandle(handle: BetterSqlite3.Database, options: OpenSqliteOptions): Promise<boolean> {
  const wait = { path: options.path, timeoutMs: options.busyTimeoutMs }
  // The first read: here a file that is no database shows.
  const before = await whileBusy(() => handle.pragma('journal_mode', { simple: true }), wait)
  handle.pragma('foreign_keys = on')
  handle.pragma('cache_size = -8000')
  registerRegexp(handle)
  if (options.readOnly || options.path === memoryPath) return before === 'wal'
  if (before !== 'wal' && !(await isOnLocalDisk(options.path))) return false
  const after = await whileBusy(() => handle.pragma('journal_mode = wal', { simple: true }), wait)
  if (after === 'wal') handle.pragma('synchronous = normal')
  return after === 'wal'
}

function unreadable(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_NOTADB') {
    return new DatabaseFileUnreadable(path, 'it is no SQLite database', {
      hint: 'Restore it from a backup, or move it away and initialise the instance again.',
      cause: error,
    })
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new DatabaseFileUnreadable(path, 'it is damaged', {
      hint: 'Restore it from a backup, or try `sqlite3 <file> .recover`.',
      cause: error,
    })
  }
  if (/^SQLITE_(?:CANTOPEN|READONLY)/.test(code) || isMissingFolder(error)) {
    return new DatabaseFileUnreadable(path, 'SQLite may not open it or the files beside it', {
      hint: 'Check the rights on the file and its folder. A file with a write-ahead log needs a writable folder even to be read.',
      cause: error,
    })
  }
  return error
}

/** The driver reports a missing folder as a plain `TypeError`. */
function isMissingFolder(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes('directory does not exist')
}
