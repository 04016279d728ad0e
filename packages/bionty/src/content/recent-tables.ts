import type { TermTable } from './term-table.ts'

/** Rows that are kept in memory, over all tables: some hundred bytes each. */
const MOST_ROWS = 500_000

/** Tables that were read, those used last, up to a number of rows. The table used last always stays. */
export class RecentTables {
  readonly #tables = new Map<string, Promise<TermTable>>()
  readonly #rows = new Map<string, number>()

  /** The table under the key; read if it is not here, once for all who ask meanwhile. */
  async get(key: string, read: () => Promise<TermTable>): Promise<TermTable> {
    const reading = this.#tables.get(key) ?? read()
    this.#tables.delete(key)
    this.#tables.set(key, reading)
    try {
      const table = await reading
      this.#rows.set(key, table.rows.length)
      this.#dropOldest(key)
      return table
    } catch (error) {
      this.#forget(key)
      throw error
    }
  }

  #dropOldest(kept: string): void {
    let total = [...this.#rows.values()].reduce((sum, rows) => sum + rows, 0)
    for (const key of this.#tables.keys()) {
      if (total <= MOST_ROWS) return
      if (key === kept) continue
      total -= this.#rows.get(key) ?? 0
      this.#forget(key)
    }
  }

  #forget(key: string): void {
    this.#tables.delete(key)
    this.#rows.delete(key)
  }
}
