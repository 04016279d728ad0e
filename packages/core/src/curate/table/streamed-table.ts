import type { TableSource } from '@lamindb/formats'
import type { RecordBatch, Schema } from 'apache-arrow'

import {
  type Chunk,
  type ColumnChange,
  type DataTable,
  type TableBatch,
  type TableColumn,
  type TableIndex,
} from './data-table.ts'
import { describedAnew } from './pandas-description.ts'

/** What a table that is read batch by batch is made of. */
interface StreamedTableParts {
  readonly source: TableSource
  readonly columns: readonly TableColumn[]
  readonly index: TableIndex
  readonly attrs: { readonly [key: string]: unknown } | undefined
  /** Changes to the columns of the source, by the name of the column in the table; later ones see earlier ones. */
  readonly changes: readonly ColumnChange[]
  /** Names in the source of columns that were renamed. */
  readonly names: ReadonlyMap<string, string>
}

/** A table that is read batch by batch; changes are made to every batch as it is read. Memory: one batch. */
export class StreamedTable implements DataTable {
  readonly #parts: StreamedTableParts

  constructor(parts: StreamedTableParts) {
    this.#parts = parts
  }

  get columns(): readonly TableColumn[] {
    return this.#parts.columns
  }
  get index(): TableIndex {
    return this.#parts.index
  }
  get attrs(): { readonly [key: string]: unknown } | undefined {
    return this.#parts.attrs
  }

  get isChanged(): boolean {
    return this.#parts.changes.length > 0 || this.#parts.names.size > 0
  }

  async *batches(columns: readonly TableColumn[]): AsyncGenerator<TableBatch> {
    const inSource = new Set(this.#parts.source.schema.names.map(String))
    const names = columns.map((column) => this.#sourceName(column.name)).filter((name) => inSource.has(name))
    // A batch without columns does not know its number of rows.
    const read = names.length > 0 ? names : [...inSource].slice(0, 1)
    for await (const batch of this.#parts.source.batches({ columns: [...new Set(read)] })) {
      yield { numRows: batch.numRows, chunks: (column) => [this.#chunkOf(batch, column)] }
    }
  }

  withChanges(changes: readonly ColumnChange[]): StreamedTable {
    if (changes.length === 0) return this
    const { columns, index } = this.#parts
    const byName = new Map(changes.map(({ column }) => [column.name, column]))
    const added = changes.flatMap((change) => ('fill' in change ? [change.column] : []))
    const label = index.column && byName.get(index.column.name)
    return new StreamedTable({
      ...this.#parts,
      columns: [...columns.map((column) => byName.get(column.name) ?? column), ...added],
      index: label ? { ...index, column: label } : index,
      changes: [...this.#parts.changes, ...changes],
    })
  }

  renamed(names: ReadonlyMap<string, string>): StreamedTable {
    const rename = (column: TableColumn): TableColumn => ({
      ...column,
      name: names.get(column.name) ?? column.name,
    })
    const sources = this.columns.map(({ name }) => [names.get(name) ?? name, this.#sourceName(name)] as const)
    return new StreamedTable({
      ...this.#parts,
      columns: this.columns.map(rename),
      changes: this.#parts.changes.map((change) => ({ ...change, column: rename(change.column) })),
      names: new Map(sources),
    })
  }

  /** The source itself while nothing changed, else one that gives changed batches. */
  async toSource(): Promise<TableSource> {
    const { source, changes, index } = this.#parts
    if (changes.length === 0 && this.#parts.names.size === 0) return source
    const arrow = await import('apache-arrow')
    const all = index.column ? [...this.columns, index.column] : this.columns
    const schema = new arrow.Schema(
      all.map((column) => fieldOf(arrow, column)),
      describedAnew(
        source.schema.metadata,
        all.map((column) => ({ column, hasNulls: false })),
        {
          names: new Map([...this.#parts.names].map(([name, from]) => [from, name])),
          attrs: this.#parts.attrs,
        },
      ),
    )
    return {
      schema,
      numRows: source.numRows,
      columns: this.columns.map(({ name }) => name),
      index: source.index,
      batches: ({ columns } = {}) => this.#arrowBatches(arrow, schema, columns),
      [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
    }
  }

  async *#arrowBatches(
    arrow: typeof import('apache-arrow'),
    schema: Schema,
    names: readonly string[] | undefined,
  ): AsyncGenerator<RecordBatch> {
    const { index } = this.#parts
    const all = index.column ? [...this.columns, index.column] : this.columns
    const wanted = names ? names.flatMap((name) => all.filter((column) => column.name === name)) : all
    const projected = names ? schema.select([...names]) : schema
    for await (const batch of this.batches(wanted)) {
      const children = wanted.map((column) => batch.chunks(column)[0] as never)
      const struct = arrow.makeData({
        type: new arrow.Struct(projected.fields),
        length: batch.numRows,
        nullCount: 0,
        children,
      })
      yield new arrow.RecordBatch(projected, struct)
    }
  }

  #sourceName(name: string): string {
    return this.#parts.names.get(name) ?? name
  }

  #chunkOf(batch: RecordBatch, { name }: TableColumn): Chunk {
    const position = batch.schema.names.indexOf(this.#sourceName(name))
    let chunk: Chunk | undefined = batch.data.children[position]
    for (const change of this.#parts.changes) {
      if (change.column.name !== name) continue
      chunk = 'fill' in change ? change.fill(batch.numRows) : change.convert(chunk as Chunk)
    }
    return chunk as Chunk
  }
}

function fieldOf(
  arrow: typeof import('apache-arrow'),
  { name, field }: TableColumn,
): import('apache-arrow').Field {
  return new arrow.Field(name, field?.type ?? new arrow.Null(), field?.nullable ?? true, field?.metadata)
}
