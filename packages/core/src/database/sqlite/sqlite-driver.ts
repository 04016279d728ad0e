import {
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type QueryCompiler,
  type TransactionSettings,
} from 'kysely'

import { DatabaseClosed } from '../errors.ts'
import { ConnectionLock } from './connection-lock.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import type { SqliteFile } from './sqlite-file.ts'

/**
 * The one driver of an opened SQLite file. Every Kysely made from the file's dialect gets this object, so that they
 * queue up for the connection at one lock: Kysely's own lock is one per Kysely.
 */
export class SharedSqliteDriver implements Driver {
  readonly #file: SqliteFile
  readonly #lock = new ConnectionLock()
  readonly #savepoints: SqliteDriver

  constructor(file: SqliteFile) {
    this.#file = file
    this.#savepoints = new SqliteDriver({ database: file.handle })
  }

  async init(): Promise<void> {
    // The file is open before the driver exists.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const release = await this.#lock.acquire()
    if (this.#file.handle.open) return new SqliteConnection(this.#file, release)
    release()
    throw new DatabaseClosed(this.#file.displayUrl)
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    own(connection).release()
  }

  /** A deferred transaction that reads first and writes later fails at once when another process has written. */
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const reads = this.#file.readOnly || settings.accessMode === 'read only'
    const begin = reads ? 'begin' : 'begin immediate'
    await own(connection).waitFor(() => this.#file.statements.prepare(begin).run())
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).waitFor(() => this.#file.statements.prepare('commit').run())
  }

  /** SQLite has already rolled back by itself after some errors, such as a full disk. */
  async rollbackTransaction(): Promise<void> {
    if (this.#file.handle.inTransaction) this.#file.handle.exec('rollback')
  }

  async savepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await this.#savepoints.savepoint(connection, name, compile)
  }

  async rollbackToSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await this.#savepoints.rollbackToSavepoint(connection, name, compile)
  }

  async releaseSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await this.#savepoints.releaseSavepoint(connection, name, compile)
  }

  /** Does nothing: the file belongs to the opened database, not to one of its Kyselys. */
  async destroy(): Promise<void> {}

  /** Waits for the query or transaction that holds the connection, then closes the file. */
  async close(): Promise<void> {
    const release = await this.#lock.acquire()
    this.#file.close()
    release()
  }
}

/** Kysely gives back the object that {@link SharedSqliteDriver.acquireConnection} made. */
function own(connection: DatabaseConnection): SqliteConnection {
  return connection as SqliteConnection
}
