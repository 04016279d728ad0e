import { tableToSource, type IndexLevel, type TableSource } from '@lamindb/formats'
import type { Data, Field, Table, Vector } from 'apache-arrow'

import { InvalidArgument } from '../../errors.ts'
import {
  isArrowChunk,
  type Chunk,
  type ColumnChange,
  type DataTable,
  type TableBatch,
  type TableColumn,
  type TableIndex,
} from './data-table.ts'
import { COMPLEX } from './describe-column.ts'
import { describedAnew, type DescribedColumn } from './pandas-description.ts'

/** A column and its values. */
export interface MemoryColumn {
  readonly column: TableColumn
  readonly chunks: readonly Chunk[]
}

interface MemoryTableParts {
  readonly columns: readonly MemoryColumn[]
  readonly index: TableIndex
  /** Values of the index, if it is no default one. */
  readonly labels: MemoryColumn | undefined
  readonly numRows: number
  readonly attrs: { readonly [key: string]: unknown } | undefined
  /** Metadata of the Arrow schema. */
  readonly metadata: ReadonlyMap<string, string>
  /** The table that all this was read from, as long as nothing changed. */
  readonly original: Table | undefined
  readonly isChanged: boolean
}

/** A table that lies in memory. Changes make a new one that shares the unchanged columns. */
export class MemoryTable implements DataTable {
  readonly #parts: MemoryTableParts

  constructor(parts: MemoryTableParts) {
    this.#parts = parts
  }

  get columns(): readonly TableColumn[] {
    return this.#parts.columns.map(({ column }) => column)
  }
  get index(): TableIndex {
    return this.#parts.index
  }
  get attrs(): { readonly [key: string]: unknown } | undefined {
    return this.#parts.attrs
  }
  get isChanged(): boolean {
    return this.#parts.isChanged
  }
  get numRows(): number {
    return this.#parts.numRows
  }

  async *batches(_columns: readonly TableColumn[]): AsyncGenerator<TableBatch> {
    const { columns, labels, numRows } = this.#parts
    if (numRows === 0) return
    const values = new Map([...columns, ...(labels ? [labels] : [])].map((one) => [one.column, one.chunks]))
    yield { numRows, chunks: (column) => values.get(column) ?? [] }
  }

  withChanges(changes: readonly ColumnChange[]): MemoryTable {
    if (changes.length === 0) return this
    const parts = this.#parts
    const byName = new Map(changes.map((change) => [change.column.name, change]))
    const apply = (one: MemoryColumn): MemoryColumn => {
      const change = byName.get(one.column.name)
      if (!change || !('convert' in change)) return one
      return { column: change.column, chunks: one.chunks.map(change.convert) }
    }
    const added = changes.flatMap((change) =>
      'fill' in change ? [{ column: change.column, chunks: [change.fill(parts.numRows)] }] : [],
    )
    const labels = parts.labels && apply(parts.labels)
    return new MemoryTable({
      ...parts,
      columns: [...parts.columns.map((one) => (one === parts.labels ? one : apply(one))), ...added],
      labels,
      index: { name: parts.index.name, column: labels?.column },
      original: undefined,
      isChanged: true,
    })
  }

  renamed(names: ReadonlyMap<string, string>): MemoryTable {
    const columns = this.#parts.columns.map(({ column, chunks }) => ({
      column: { ...column, name: names.get(column.name) ?? column.name },
      chunks,
    }))
    const metadata = describedAnew(this.#parts.metadata, [], { names })
    return new MemoryTable({ ...this.#parts, columns, metadata, original: undefined, isChanged: true })
  }

  /**
   * The table as Arrow; the one that was given, if nothing changed.
   *
   * @throws InvalidArgument for values of several kinds in one column
   */
  async toArrow(): Promise<Table> {
    const { original, columns, labels, metadata, attrs } = this.#parts
    if (original) return original
    const arrow = await import('apache-arrow')
    const all = labels ? [...columns, labels] : columns
    // Keys that look like numbers would come first, whatever their place.
    const vectors = all.map((one, i) => [`column ${i}`, toVector(arrow, one)] as const)
    const table = new arrow.Table(Object.fromEntries(vectors))
    const fields = table.schema.fields.map((field, i) => withName(arrow, field, all[i] as MemoryColumn))
    const schema = new arrow.Schema(fields, describedAnew(metadata, all.map(described), { attrs }))
    return new arrow.Table(
      schema,
      table.batches.map((batch) => new arrow.RecordBatch(schema, batch.data)),
    )
  }

  async toSource(): Promise<TableSource> {
    const { labels, index } = this.#parts
    const levels: IndexLevel[] = labels
      ? [{ kind: 'column', name: index.name, field: labels.column.name }]
      : []
    return tableToSource(await this.toArrow(), levels.length > 0 ? { index: levels } : {})
  }
}

const described = ({ column, chunks }: MemoryColumn): DescribedColumn => ({
  column,
  hasNulls: chunks.some((chunk) => isArrowChunk(chunk) && chunk.nullCount > 0),
})

type Arrow = typeof import('apache-arrow')

function toVector(arrow: Arrow, { column, chunks }: MemoryColumn): Vector {
  if (chunks.every(isArrowChunk)) {
    if (chunks.length > 0) return new arrow.Vector(chunks as Data[])
    const type = column.field?.type ?? new arrow.Null()
    return new arrow.Vector([arrow.makeData({ type, length: 0 } as never) as Data])
  }
  throw new InvalidArgument(
    column.physical === COMPLEX
      ? `The values of column '${column.name}' are complex numbers and cannot be stored.`
      : `The values of column '${column.name}' are of several kinds and cannot be stored.`,
    {
      hint: 'Convert them to one kind: texts, numbers, booleans, dates, lists of these.',
    },
  )
}

function withName(arrow: Arrow, field: Field, from: MemoryColumn): Field {
  const original = from.column.field
  return new arrow.Field(from.column.name, field.type, original?.nullable ?? true, original?.metadata)
}
