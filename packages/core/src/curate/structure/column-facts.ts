import type { Data } from 'apache-arrow'

import { isArrowChunk, type Chunk, type TableColumn } from '../table/data-table.ts'
import { isMissing } from '../table/missing.ts'

/** So many missing or wrong values are remembered for messages. */
const SHOWN = 60

/** A value and the row that it stands in, from 0. */
export interface FoundValue {
  readonly row: number
  readonly value: unknown
}

export interface FactsOptions {
  /** Whether NaN in floats counts as missing, which takes looking at every value. */
  readonly findNaN: boolean
  /** Is asked about each present value of columns without Arrow type, and of text if `readsText`. */
  readonly accepts?: ((value: unknown) => boolean) | undefined
  readonly readsText?: boolean
  /** Values of an Arrow array, `null` for missing ones. */
  readonly valuesOf: (data: Data) => readonly unknown[]
}

/** What the structural check has to know of a column; filled chunk by chunk. */
export class ColumnFacts {
  readonly column: TableColumn
  rows = 0
  nulls = 0
  /** Present values that the test refused. */
  refused = 0
  readonly firstNulls: FoundValue[] = []
  readonly firstRefused: FoundValue[] = []
  /** Items of lists, and those of them that are missing. */
  items = 0
  nullItems = 0
  /** Categories of the last chunk of a categorical column. */
  categories: readonly Data[] = []
  readonly #options: FactsOptions

  constructor(column: TableColumn, options: FactsOptions) {
    this.column = column
    this.#options = options
  }

  get present(): number {
    return this.rows - this.nulls
  }
  get isAllNull(): boolean {
    return this.rows === this.nulls
  }

  add(chunk: Chunk): void {
    if (!isArrowChunk(chunk)) this.#addValues(chunk)
    else if (this.#isReadByValue) this.#addValues(this.#options.valuesOf(chunk))
    else this.#addData(chunk)
  }

  get #isReadByValue(): boolean {
    const { kind } = this.column
    return kind === 'mixed' || (kind === 'text' && this.#options.readsText === true)
  }

  #addValues(values: readonly unknown[]): void {
    const { accepts } = this.#options
    for (const [i, value] of values.entries()) {
      if (isMissing(value)) this.#missing(this.rows + i, value)
      else if (accepts && !accepts(value)) this.#refuse(this.rows + i, value)
    }
    this.rows += values.length
  }

  #addData(data: Data): void {
    if (this.column.kind === 'null') {
      for (let i = 0; i < Math.min(data.length, SHOWN); i++) this.#remember(this.rows + i, null)
      this.nulls += data.length
    } else if (this.column.kind === 'float' && this.#options.findNaN) {
      const { values } = data as { readonly values: ArrayLike<number> }
      const isNaNAt = data.type.ArrayType === Uint16Array ? isHalfNaN : Number.isNaN
      this.#addMissing(data, (row) => isNaNAt(values[row]))
    } else {
      this.#addMissing(data)
    }
    if (this.column.kind === 'list') this.#addItems(data)
    if (this.column.kind === 'category') this.categories = data.dictionary?.data ?? []
    this.rows += data.length
  }

  /** @param isMissingToo - tells values that count as missing although they are there */
  #addMissing(data: Data, isMissingToo?: (row: number) => boolean): void {
    if (data.nullCount === 0 && !isMissingToo) return
    const isChecked = data.nullCount > 0
    for (let row = 0; row < data.length; row++) {
      const isNull = isChecked && !data.getValid(row)
      if (isNull) this.#missing(this.rows + row, null)
      else if (isMissingToo?.(row)) this.#missing(this.rows + row, Number.NaN)
    }
  }

  #addItems(data: Data): void {
    const items = listItems(data)
    this.items += items.length
    this.nullItems += items.nullCount
  }

  #missing(row: number, value: unknown): void {
    this.nulls++
    this.#remember(row, value)
  }

  #remember(row: number, value: unknown): void {
    if (this.firstNulls.length < SHOWN) this.firstNulls.push({ row, value })
  }

  #refuse(row: number, value: unknown): void {
    this.refused++
    if (this.firstRefused.length < SHOWN) this.firstRefused.push({ row, value })
  }
}

/** The items of a chunk of lists, those of unused parts of the buffer left out. */
export function listItems(data: Data): Data {
  const [items] = data.children
  if (!items) throw new TypeError('a list has items')
  const offsets = data.valueOffsets as ArrayLike<number | bigint> | undefined
  if (!offsets || offsets.length === 0) return items
  const [start, end] = [Number(offsets[0]), Number(offsets[data.length])]
  return items.slice(start, end - start)
}

/** Half floats come as their bits. @see IEEE 754-2019, 3.6 binary16 */
const isHalfNaN = (bits: number): boolean => (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0
