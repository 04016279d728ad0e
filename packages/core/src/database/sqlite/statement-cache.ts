import type BetterSqlite3 from 'better-sqlite3'

/** Statements that are kept; programs repeat few different ones. */
const MOST_STATEMENTS = 100

/** Longer texts hold lists of values and hardly come again. */
const LONGEST_TEXT = 10_000

/**
 * Keeps prepared statements by their text, the least recently used ones go first: preparing a statement takes longer than
 * running it. SQLite prepares a statement anew by itself when the schema has changed.
 */
export class StatementCache {
  readonly #handle: BetterSqlite3.Database
  readonly #statements = new Map<string, BetterSqlite3.Statement>()

  constructor(handle: BetterSqlite3.Database) {
    this.#handle = handle
  }

  prepare(text: string): BetterSqlite3.Statement {
    const known = this.#statements.get(text)
    const statement = known ?? this.#handle.prepare(text)
    if (text.length > LONGEST_TEXT) return statement
    if (known) this.#statements.delete(text)
    else this.#forgetOldest()
    this.#statements.set(text, statement)
    return statement
  }

  #forgetOldest(): void {
    if (this.#statements.size < MOST_STATEMENTS) return
    const [oldest] = this.#statements.keys()
    if (oldest !== undefined) this.#statements.delete(oldest)
  }
}
