import { CompiledQuery, Kysely, type DatabaseConnection } from 'kysely'
import type { CustomTypesConfig, Pool, PoolConfig } from 'pg'

import type { Database, DatabaseTransaction, Queries, Tables, TransactionOptions } from '../database.ts'
import { retrying } from '../retrying.ts'
import { SharedPostgresDriver } from './postgres-driver.ts'
import { connectionError, lacksTls, serverName } from './postgres-errors.ts'
import { PostgresKyselyDialect } from './postgres-kysely-dialect.ts'
import { tlsPlan, withoutTlsParameters } from './postgres-tls.ts'
import { postgresTypes } from './postgres-types.ts'

/** What {@link openPostgres} opens. */
export interface OpenPostgresOptions {
  readonly url: URL
  readonly displayUrl: string
  readonly readOnly: boolean
  readonly connectTimeoutMs: number
  readonly requireTls: boolean
  readonly poolSize: number
}

/** Connects to a Postgres database; fails now, not at the first query, when that is impossible. */
export async function openPostgres(options: OpenPostgresOptions): Promise<Database> {
  const [pg, { default: Cursor }] = await Promise.all([import('pg'), import('pg-cursor')])
  const pool = await connectedPool(pg.default, options)
  const driver = new SharedPostgresDriver({
    pool,
    cursor: Cursor,
    onCreateConnection: (connection) => prepareSession(connection, options.readOnly),
    server: serverName(options.url),
    displayUrl: options.displayUrl,
  })
  return new PostgresDatabase(driver, options)
}

class PostgresDatabase implements Database {
  readonly dialect = 'postgresql'
  readonly displayUrl: string
  readonly readOnly: boolean
  readonly sqlite = undefined
  readonly kysely: Queries
  readonly kyselyDialect: PostgresKyselyDialect
  readonly #driver: SharedPostgresDriver

  constructor(driver: SharedPostgresDriver, options: OpenPostgresOptions) {
    this.displayUrl = options.displayUrl
    this.readOnly = options.readOnly
    this.#driver = driver
    this.kyselyDialect = new PostgresKyselyDialect(driver)
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

type Pg = { readonly Pool: new (config: PoolConfig) => Pool; readonly types: CustomTypesConfig }

/** Makes the pool with its first connection; `prefer` ends without encryption where the server knows none. */
async function connectedPool(pg: Pg, options: OpenPostgresOptions): Promise<Pool> {
  const plan = await tlsPlan(options)
  try {
    return await tryPool(pg, options, plan.ssl)
  } catch (error) {
    if (plan.fallback && lacksTls(error)) {
      return await tryPool(pg, options, false).catch((second: unknown) => {
        throw connectionError(second, serverName(options.url))
      })
    }
    throw connectionError(error, serverName(options.url))
  }
}

async function tryPool(pg: Pg, options: OpenPostgresOptions, ssl: PoolConfig['ssl']): Promise<Pool> {
  const pool = new pg.Pool({
    connectionString: withoutTlsParameters(options.url),
    ssl,
    types: postgresTypes(pg.types),
    max: options.poolSize,
    connectionTimeoutMillis: options.connectTimeoutMs,
    application_name: 'lamindb',
    keepAlive: true,
    allowExitOnIdle: true,
  })
  // Connections that the server drops leave the pool by themselves, and the query in flight fails with the reason; but
  // without listeners, idle ones (pool) and busy ones (client) would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  try {
    const client = await pool.connect()
    client.release()
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** Times are compared and written as texts, so each connection has to speak UTC and ISO. */
async function prepareSession(connection: DatabaseConnection, readOnly: boolean): Promise<void> {
  const settings = [
    ['TimeZone', 'UTC'],
    ['DateStyle', 'ISO, YMD'],
    ['IntervalStyle', 'postgres'],
    ...(readOnly ? [['default_transaction_read_only', 'on']] : []),
  ]
  const calls = settings.map(([name, value]) => `set_config('${name}', '${value}', false)`)
  await connection.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`))
}
