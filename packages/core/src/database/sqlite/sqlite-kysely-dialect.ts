import type BetterSqlite3 from 'better-sqlite3'
import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
} from 'kysely'

/** Tells a transaction which file it runs on, for prepared statements beside Kysely. */
export class SqliteFileAdapter extends SqliteAdapter {
  readonly handle: BetterSqlite3.Database

  constructor(handle: BetterSqlite3.Database) {
    super()
    this.handle = handle
  }

  /** The shared driver queues by itself; a second lock per Kysely would hold streams back. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/** Kysely's dialect of one opened SQLite file. */
export class SqliteKyselyDialect implements Dialect {
  readonly #driver: Driver
  readonly #handle: BetterSqlite3.Database

  constructor(driver: Driver, handle: BetterSqlite3.Database) {
    this.#driver = driver
    this.#handle = handle
  }

  createDriver(): Driver {
    return this.#driver
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): SqliteFileAdapter {
    return new SqliteFileAdapter(this.#handle)
  }

  // Kysely's interface leaves the tables open here.
  // eslint-disable-next-line typescript/no-explicit-any
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}
