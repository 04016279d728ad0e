import type { Database } from './database.ts'
import { isLocalDatabase, parseDatabaseUrl } from './database-url.ts'

/** What {@link openDatabase} opens, and how. */
export interface OpenDatabaseOptions {
  /** `sqlite:///<path>`, `sqlite::memory:` or `postgresql://user:password@host:port/name`. */
  readonly url: string
  /** Refuses every write in the database itself; `false` by default. */
  readonly readOnly?: boolean
  /** SQLite: makes the file when there is none; `false` by default. */
  readonly create?: boolean
  /** SQLite: how long a statement waits for another writer, in milliseconds; 30 000 by default. */
  readonly busyTimeoutMs?: number
  /** Postgres: how long a connection may take, in milliseconds; 20 000 by default. */
  readonly connectTimeoutMs?: number
  /**
   * Postgres: whether the connection must be encrypted; by default when the host is not this machine. An `sslmode` in
   * the URL wins.
   */
  readonly requireTls?: boolean
  /** Postgres: connections at a time; 5 by default. */
  readonly poolSize?: number
}

/**
 * Opens the database of an instance and checks that it answers. Only the driver in use is loaded.
 *
 * @throws {@link InvalidDatabaseUrl} when the URL names no database
 * @throws {@link UnsupportedNodeVersion} before the SQLite driver would crash an old Node
 * @throws {@link DatabaseFileNotFound} {@link DatabaseFileUnreadable} {@link DatabaseLocked} for SQLite
 * @throws {@link DatabaseUnreachable} {@link DatabaseAccessDenied} {@link DatabaseNotFound} for Postgres
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const location = parseDatabaseUrl(options.url)
  const readOnly = options.readOnly ?? false
  if (location.dialect === 'sqlite') {
    const { openSqlite } = await import('./sqlite/open-sqlite.ts')
    return openSqlite({
      ...location,
      readOnly,
      create: options.create ?? false,
      busyTimeoutMs: options.busyTimeoutMs ?? 30_000,
    })
  }
  const { openPostgres } = await import('./postgres/open-postgres.ts')
  return openPostgres({
    ...location,
    readOnly,
    connectTimeoutMs: options.connectTimeoutMs ?? 20_000,
    requireTls: options.requireTls ?? !isLocalDatabase(location),
    poolSize: options.poolSize ?? 5,
  })
}
