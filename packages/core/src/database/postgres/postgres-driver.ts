import {
  CompiledQuery,
  PostgresDriver,
  type AbortableOperationOptions,
  type DatabaseConnection,
  type PostgresDialectConfig,
} from 'kysely'

import { DatabaseClosed } from '../errors.ts'
import { connectionError } from './postgres-errors.ts'

/** What the driver needs beside Kysely's own configuration. */
export interface SharedPostgresDriverOptions extends PostgresDialectConfig {
  /** `host:port/name`. */
  readonly server: string
  readonly displayUrl: string
}

/** The one driver of an opened Postgres database: every Kysely made from its dialect uses the same pool. */
export class SharedPostgresDriver extends PostgresDriver {
  readonly #options: SharedPostgresDriverOptions
  #closed = false

  constructor(options: SharedPostgresDriverOptions) {
    super(options)
    this.#options = options
  }

  override async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    if (this.#closed) throw new DatabaseClosed(this.#options.displayUrl)
    try {
      return await super.acquireConnection(options)
    } catch (error) {
      throw connectionError(error, this.#options.server)
    }
  }

  /** A lost connection has ended its transaction by itself; the error that broke the work must not be replaced. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch (error) {
      if (error instanceof Error && 'severity' in error && error.severity === 'ERROR') throw error
    }
  }

  /** Does nothing: the pool belongs to the opened database, not to one of its Kyselys. */
  override async destroy(): Promise<void> {}

  /** Waits for running queries, then closes every connection. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await super.destroy()
  }
}
