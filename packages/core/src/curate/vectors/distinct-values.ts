import { columnKind, textValues } from '@lamindb/formats'
import type { Data, DataType, Vector } from 'apache-arrow'

import { Float } from '../../identity/python-float.ts'
import { RegistryRecord } from '../../registry/record.ts'
import { listItems } from '../structure/column-facts.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { categoriesType, chunkValues } from '../table/chunk-values.ts'
import { isArrowChunk, type Chunk } from '../table/data-table.ts'

/** A value that may name a record, or a record itself. */
export type LabelValue = string | number | bigint | RegistryRecord

/**
 * The different values of a categorical column in the order of their first rows. Missing values, empty texts, booleans,
 * dates and times are no labels; lists count by their items.
 */
export class DistinctValues {
  readonly #arrow: Arrow
  readonly #seen = new Set<LabelValue>()
  /** Values of dictionaries that were read already, and which of them have been seen. */
  readonly #dictionaries = new WeakMap<Vector, { values: readonly unknown[]; seen: Uint8Array }>()

  constructor(arrow: Arrow) {
    this.#arrow = arrow
  }

  get values(): LabelValue[] {
    return [...this.#seen]
  }

  add(chunk: Chunk): void {
    if (!isArrowChunk(chunk)) {
      for (const value of chunk) this.#addValue(value)
      return
    }
    const kind = columnKind(chunk.type)
    if (kind === 'category') this.#addCategories(chunk)
    else if (kind === 'list') this.#addLists(chunk)
    else if (['text', 'int', 'float'].includes(kind)) this.#addAll(chunkValues(this.#arrow, chunk))
  }

  #addAll(values: readonly unknown[]): void {
    for (const value of values) this.#addValue(value)
  }

  #addValue(value: unknown): void {
    if (typeof value === 'string') {
      if (value !== '') this.#seen.add(value)
    } else if (typeof value === 'number') {
      if (!Number.isNaN(value)) this.#seen.add(value)
    } else if (value instanceof Float) this.#addValue(value.value)
    else if (typeof value === 'bigint' || value instanceof RegistryRecord) this.#seen.add(value)
    else if (Array.isArray(value) || value instanceof Set) this.#addAll([...value])
  }

  /** Looks at codes, not at texts: each category is read once, however many rows have it. */
  #addCategories(data: Data): void {
    const { dictionary } = data
    if (!dictionary || dictionary.length === 0) return
    if (['bool', 'date', 'timestamp'].includes(columnKind(categoriesType(data.type)))) return
    const { values, seen } = this.#dictionaryOf(dictionary)
    const codes = data.values as ArrayLike<number | bigint>
    const isChecked = data.nullCount > 0
    for (let row = 0; row < data.length; row++) {
      if (isChecked && !data.getValid(row)) continue
      const code = Number(codes[row])
      if (seen[code] === 1) continue
      seen[code] = 1
      this.#addValue(values[code])
    }
  }

  #dictionaryOf(dictionary: Vector): { values: readonly unknown[]; seen: Uint8Array } {
    const known = this.#dictionaries.get(dictionary)
    if (known) return known
    const isText = columnKind(dictionary.type as DataType) === 'text'
    const values: readonly unknown[] = isText
      ? textValues(dictionary)
      : dictionary.data.flatMap((part) => chunkValues(this.#arrow, part as Data))
    const read = { values, seen: new Uint8Array(values.length) }
    this.#dictionaries.set(dictionary, read)
    return read
  }

  /** Items of missing lists lie in no list: only those between the offsets of present ones count. */
  #addLists(data: Data): void {
    if (data.nullCount === 0) {
      this.add(listItems(data))
      return
    }
    for (let row = 0; row < data.length; row++) {
      if (data.getValid(row)) this.add(listItems(data.slice(row, 1)))
    }
  }
}
