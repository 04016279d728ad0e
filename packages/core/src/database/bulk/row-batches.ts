import type { BulkRows } from './bulk-write.ts'

type Row = readonly unknown[]

/** When a batch is full. */
export interface BatchLimit {
  readonly rows: number
  /** Length of all texts together, in UTF-16 units; a single longer row still makes a batch. */
  readonly characters: number
}

/** Cuts rows into batches. Rows of a plain iterable are not awaited one by one. */
export async function* rowBatches(rows: BulkRows, limit: BatchLimit): AsyncGenerator<readonly Row[]> {
  const batch = new Batch(limit)
  if (Symbol.asyncIterator in rows) {
    for await (const row of rows) if (batch.add(row)) yield batch.take()
  } else {
    for (const row of rows) if (batch.add(row)) yield batch.take()
  }
  const rest = batch.take()
  if (rest.length > 0) yield rest
}

class Batch {
  readonly #limit: BatchLimit
  #rows: Row[] = []
  #characters = 0

  constructor(limit: BatchLimit) {
    this.#limit = limit
  }

  /** Returns whether the batch is full. */
  add(row: Row): boolean {
    this.#rows.push(row)
    for (const value of row) if (typeof value === 'string') this.#characters += value.length
    return this.#rows.length >= this.#limit.rows || this.#characters >= this.#limit.characters
  }

  take(): readonly Row[] {
    const rows = this.#rows
    this.#rows = []
    this.#characters = 0
    return rows
  }
}
