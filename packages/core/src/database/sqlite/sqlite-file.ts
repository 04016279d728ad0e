import type BetterSqlite3 from 'better-sqlite3'

import { memoryPath } from '../database-url.ts'
import { attemptMs } from './busy-waiting.ts'
import { StatementCache } from './statement-cache.ts'

/** At most this many readers are kept open between streams. */
const idleReaderLimit = 2

/** What the driver needs to know about the opened file. */
export interface SqliteFileOptions {
  readonly path: string
  readonly displayUrl: string
  readonly readOnly: boolean
  readonly busyTimeoutMs: number
  /** Readers beside the writer are possible: write-ahead log, or nobody writes through this connection. */
  readonly concurrentReads: boolean
}

/** One SQLite file with its main connection, and further read-only connections for streams. */
export class SqliteFile implements SqliteFileOptions {
  readonly path: string
  readonly displayUrl: string
  readonly readOnly: boolean
  readonly busyTimeoutMs: number
  readonly concurrentReads: boolean
  /** The main connection. */
  readonly handle: BetterSqlite3.Database
  /** Prepared statements of the main connection. */
  readonly statements: StatementCache
  readonly #open: typeof BetterSqlite3
  readonly #idleReaders: BetterSqlite3.Database[] = []

  constructor(handle: BetterSqlite3.Database, open: typeof BetterSqlite3, options: SqliteFileOptions) {
    this.handle = handle
    this.statements = new StatementCache(handle)
    this.#open = open
    this.path = options.path
    this.displayUrl = options.displayUrl
    this.readOnly = options.readOnly
    this.busyTimeoutMs = options.busyTimeoutMs
    this.concurrentReads = options.concurrentReads && options.path !== memoryPath
  }

  /** A connection for one stream, to be given back with {@link returnReader}. */
  takeReader(): BetterSqlite3.Database {
    return this.#idleReaders.pop() ?? new this.#open(this.path, { readonly: true, timeout: attemptMs })
  }

  returnReader(reader: BetterSqlite3.Database): void {
    if (this.handle.open && this.#idleReaders.length < idleReaderLimit) this.#idleReaders.push(reader)
    else reader.close()
  }

  /** Closes the readers first: the last connection to close writes the log back into the file and removes it. */
  close(): void {
    for (const reader of this.#idleReaders.splice(0)) reader.close()
    this.handle.close()
  }
}
