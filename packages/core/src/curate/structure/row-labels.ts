import { chunkValues } from '../table/chunk-values.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { isArrowChunk, type TableBatch, type TableColumn } from '../table/data-table.ts'
import { cellTexts } from './cell-texts.ts'

/** Rows whose labels are kept for messages. */
const MOST_ROWS = 60

/** The labels of the first rows of a table, where the table has labels. */
export class RowLabels {
  readonly column: TableColumn | undefined
  readonly #arrow: Arrow
  readonly #texts: string[] = []

  constructor(arrow: Arrow, column: TableColumn | undefined) {
    this.#arrow = arrow
    this.column = column
  }

  /** Undefined where rows are counted. */
  get texts(): readonly string[] | undefined {
    return this.column ? this.#texts : undefined
  }

  add(batch: TableBatch): void {
    if (!this.column) return
    for (const chunk of batch.chunks(this.column)) {
      const wanted = MOST_ROWS - this.#texts.length
      if (wanted <= 0) return
      const part = isArrowChunk(chunk)
        ? chunk.slice(0, Math.min(wanted, chunk.length))
        : chunk.slice(0, wanted)
      this.#texts.push(...cellTexts(this.column, chunkValues(this.#arrow, part)).texts)
    }
  }
}
