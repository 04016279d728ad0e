import type BetterSqlite3 from 'better-sqlite3'
import type { Dialect as KyselyDialect, Kysely, Transaction } from 'kysely'

import type { Dialect } from './dialect.ts'

/**
 * Tables as Kysely sees them here: names are known at run time only, because modules bring their own, so values are
 * `unknown` until the registry layer converts them.
 */
export type Tables = Record<string, Record<string, unknown>>

/** A Kysely whose queries go to one opened database, inside or outside a transaction. */
export type Queries = Kysely<Tables>

/** Queries inside a transaction. They take the place of {@link Database.kysely} until the transaction ends. */
export type DatabaseTransaction = Transaction<Tables>

/** How {@link Database.transaction} runs its work. */
export interface TransactionOptions {
  /** Checked before every attempt; a running statement is not interrupted. */
  readonly signal?: AbortSignal
  /** Attempts in total, the first one included; 8 by default, 1 switches retries off. */
  readonly attempts?: number
}

/** One opened database: what everything above it uses to read and write. Closed by `Symbol.asyncDispose`. */
export interface Database extends AsyncDisposable {
  readonly dialect: Dialect
  /** The URL that was opened, without its password. */
  readonly displayUrl: string
  readonly kysely: Queries
  /**
   * For MikroORM's `driverOptions`. Every Kysely made from it shares the connections of {@link kysely}; destroying such
   * a Kysely closes nothing.
   */
  readonly kyselyDialect: KyselyDialect
  readonly readOnly: boolean
  /** The open SQLite file, for prepared statements inside a transaction; `undefined` on Postgres. */
  readonly sqlite: BetterSqlite3.Database | undefined

  /**
   * Runs `work` in one transaction and commits. Attempts that fail because of other writers (`SQLITE_BUSY*`, Postgres
   * `40001` and `40P01`) are rolled back and repeated with growing pauses, so `work` must start from the database and
   * not from what an earlier attempt left in memory. On SQLite a transaction of a writable database takes the write
   * lock at once (`BEGIN IMMEDIATE`).
   *
   * @throws {DatabaseLocked} when another process keeps an SQLite file locked longer than the busy timeout
   */
  transaction<T>(work: (trx: DatabaseTransaction) => Promise<T>, options?: TransactionOptions): Promise<T>
}
