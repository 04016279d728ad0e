import type BetterSqlite3 from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'

import { NoWriteAccess } from '../../errors.ts'
import { whileBusy } from './busy-waiting.ts'
import type { SqliteFile } from './sqlite-file.ts'
import type { StatementCache } from './statement-cache.ts'

/** The right to use the main connection, from Kysely's `acquireConnection` to `releaseConnection`. */
export class SqliteConnection implements DatabaseConnection {
  readonly #file: SqliteFile
  readonly #release: () => void

  constructor(file: SqliteFile, release: () => void) {
    this.#file = file
    this.#release = release
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { handle, statements } = this.#file
    const parameters = query.parameters.map(toSqliteValue)
    const run = () => execute<R>(statements, query.sql, parameters)
    try {
      return handle.inTransaction ? run() : await this.waitFor(run)
    } catch (error) {
      throw translated(error, this.#file)
    }
  }

  /**
   * Outside a transaction the rows come from a connection of their own and the main one is free again: a loop over
   * the stream may write and query. It shows the database as it was at the first row.
   *
   * Inside a transaction the rows come from the main connection, which takes no writes until the stream ends. Where
   * readers and a writer exclude each other (no write-ahead log) and in memory, all rows are read at once.
   */
  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const { handle, concurrentReads } = this.#file
    const parameters = query.parameters.map(toSqliteValue)
    if (handle.inTransaction) {
      yield* chunksOf(iterate<R>(handle, query.sql, parameters), chunkSize)
    } else if (concurrentReads) {
      this.release()
      yield* this.#streamFromReader<R>(query.sql, parameters, chunkSize)
    } else {
      yield* chunksOf((await this.executeQuery<R>(query)).rows, chunkSize)
    }
  }

  /** @internal Repeats a statement while another process holds the lock that it needs. */
  async waitFor<T>(statement: () => T): Promise<T> {
    return whileBusy(statement, { path: this.#file.path, timeoutMs: this.#file.busyTimeoutMs })
  }

  /** @internal */
  release(): void {
    this.#release()
  }

  async *#streamFromReader<R>(sql: string, parameters: readonly unknown[], chunkSize: number) {
    const reader = this.#file.takeReader()
    try {
      const rows = await this.waitFor(() => iterate<R>(reader, sql, parameters))
      yield* chunksOf(rows, chunkSize)
    } finally {
      this.#file.returnReader(reader)
    }
  }
}

function execute<R>(statements: StatementCache, sql: string, parameters: unknown[]): QueryResult<R> {
  const statement = statements.prepare(sql)
  if (statement.reader) return { rows: statement.all(parameters) as R[] }
  const { changes, lastInsertRowid } = statement.run(parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

function iterate<R>(
  handle: BetterSqlite3.Database,
  sql: string,
  parameters: readonly unknown[],
): Iterable<R> {
  return handle.prepare(sql).iterate(parameters) as IterableIterator<R>
}

function* chunksOf<R>(rows: Iterable<R>, chunkSize: number): Generator<QueryResult<R>> {
  let chunk: R[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < chunkSize) continue
    yield { rows: chunk }
    chunk = []
  }
  if (chunk.length > 0) yield { rows: chunk }
}

/** SQLite has no booleans; its driver refuses them and `undefined` as parameters. */
export function toSqliteValue(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value === undefined ? null : value
}

function translated(error: unknown, file: SqliteFile): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!code.startsWith('SQLITE_READONLY')) return error
  return new NoWriteAccess(`The SQLite file '${file.path}' was opened to read only; nothing was written.`, {
    cause: error,
  })
}
