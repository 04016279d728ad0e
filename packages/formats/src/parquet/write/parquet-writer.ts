import type { Data, RecordBatch, Schema } from 'apache-arrow'
import type { Arrow } from '../../arrow/load-arrow.ts'
import type { ByteSink } from '../../bytes/byte-sink.ts'
import { arrowSchemaText } from './arrow-schema-text.ts'
import { encodeChunk, type EncodedChunk } from './column-chunk.ts'
import { layoutTable, type LayoutNode, type TableLayout } from './column-layout.ts'
import { DictionaryBuilder } from './dictionary-builder.ts'
import { encodeFooter, type WrittenChunk, type WrittenRowGroup } from './file-footer.ts'
import type { Compression } from './parquet-types.ts'
import { shredColumn, type LeafValues } from './shred.ts'

/** Bytes of a page before compression, about; the usual size of parquet writers. */
const pageBytes = 1 << 20

/** Longest page in rows. */
const maxPageRows = 1 << 17

const magic = new TextEncoder().encode('PAR1')

/**
 * Writes a parquet file row group by row group. Memory: one row group.
 *
 * @see Parquet format, "File Format"
 */
export class ParquetWriter {
  readonly #arrow: Arrow
  readonly #sink: ByteSink
  readonly #compression: Compression
  readonly #schema: Schema
  readonly #layout: TableLayout
  readonly #dictionaries: readonly DictionaryBuilder[]
  readonly #rowGroups: WrittenRowGroup[] = []
  #offset = 0

  /** @throws `UnsupportedColumnType` */
  constructor(arrow: Arrow, schema: Schema, sink: ByteSink, compression: Compression) {
    this.#arrow = arrow
    this.#schema = schema
    this.#sink = sink
    this.#compression = compression
    this.#layout = layoutTable(schema.fields)
    this.#dictionaries = this.#layout.leaves.map(() => new DictionaryBuilder(arrow))
  }

  get numRows(): number {
    return this.#rowGroups.reduce((total, group) => total + group.numRows, 0)
  }

  /** Names of the columns in which a value is missing. */
  get withMissing(): ReadonlySet<string> {
    const names = new Set<string>()
    for (const { chunks } of this.#rowGroups) {
      for (const { leaf, nullCount } of chunks) {
        if (nullCount > 0 && leaf.path[0] !== undefined) names.add(leaf.path[0])
      }
    }
    return names
  }

  /** Number of values in the dictionaries of the columns that have one. */
  get categories(): ReadonlyMap<string, number> {
    return new Map(
      this.#layout.leaves.map((leaf, index) => [leaf.path[0] ?? '', this.#dictionaries[index]?.size ?? 0]),
    )
  }

  /** Writes batches as one row group; columns are encoded while the previous one is compressed and written. */
  async writeRowGroup(batches: readonly RecordBatch[]): Promise<void> {
    if (this.#offset === 0) await this.#write(magic)
    const chunks: WrittenChunk[] = []
    let pending: Promise<EncodedChunk>[] = []
    let firstLeaf = 0
    for (const [index, node] of this.#layout.nodes.entries()) {
      const next = this.#encodeColumn(node, index, firstLeaf, batches)
      firstLeaf += next.length
      // A failure is met when its chunk is awaited; until then it must not count as unhandled.
      for (const chunk of next) chunk.catch(() => undefined)
      for (const chunk of pending) chunks.push(await this.#writeChunk(await chunk))
      pending = next
    }
    for (const chunk of pending) chunks.push(await this.#writeChunk(await chunk))
    const numRows = batches.reduce((total, batch) => total + batch.numRows, 0)
    this.#rowGroups.push({ numRows, chunks })
  }

  /**
   * Writes the footer.
   *
   * @param metadata - further texts about the file
   * @returns size of the file in bytes
   */
  async finish(metadata: ReadonlyMap<string, string>): Promise<number> {
    if (this.#offset === 0) await this.#write(magic)
    const described = new this.#arrow.Schema(this.#schema.fields, new Map(metadata))
    const footer = encodeFooter({
      elements: this.#layout.elements,
      numRows: this.numRows,
      rowGroups: this.#rowGroups,
      metadata: new Map([...metadata, ['ARROW:schema', arrowSchemaText(this.#arrow, described)]]),
      compression: this.#compression,
    })
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, footer.length, true)
    for (const part of [footer, length, magic]) await this.#write(part)
    return this.#offset
  }

  #encodeColumn(
    node: LayoutNode,
    index: number,
    firstLeaf: number,
    batches: readonly RecordBatch[],
  ): Promise<EncodedChunk>[] {
    const pages = batches.flatMap((batch) => pagesOf(node, batch.data.children[index]))
    const leafCount = pages[0]?.length ?? countLeaves(node)
    return Array.from({ length: leafCount }, (_, offset) => {
      const leaf = this.#layout.leaves[firstLeaf + offset]
      const dictionary = this.#dictionaries[firstLeaf + offset]
      if (leaf === undefined || dictionary === undefined) throw new RangeError('more columns than laid out')
      const values = pages.map((page) => page[offset]).filter((page) => page !== undefined)
      return encodeChunk(this.#arrow, leaf, values, dictionary, this.#compression)
    })
  }

  async #writeChunk({ pages, ...chunk }: EncodedChunk): Promise<WrittenChunk> {
    const start = this.#offset
    let dataOffset = start
    for (const [index, page] of pages.entries()) {
      if (index === 1 && chunk.hasDictionary) dataOffset = this.#offset
      await this.#write(page.header)
      await this.#write(page.body)
    }
    return {
      ...chunk,
      dictionaryOffset: chunk.hasDictionary ? start : undefined,
      dataOffset,
      compressedBytes: this.#offset - start,
      uncompressedBytes: pages.reduce((total, page) => total + page.uncompressedBytes, 0),
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await this.#sink.write(bytes)
    this.#offset += bytes.length
  }
}

/** Cuts a column of a batch into pages of about the usual size, and each into its leaves. */
function pagesOf(node: LayoutNode, data: Data | undefined): LeafValues[][] {
  if (data === undefined || data.length === 0) return []
  const bytesPerRow = Math.max(1, data.byteLength / data.length)
  const rows = Math.max(1, Math.min(maxPageRows, Math.floor(pageBytes / bytesPerRow)))
  if (rows >= data.length) return [shredColumn(node, data)]
  const pages: LeafValues[][] = []
  for (let start = 0; start < data.length; start += rows) {
    pages.push(shredColumn(node, data.slice(start, Math.min(rows, data.length - start))))
  }
  return pages
}

function countLeaves(node: LayoutNode): number {
  if (node.kind === 'leaf') return 1
  if (node.kind === 'list') return countLeaves(node.item)
  return node.children.reduce((total, child) => total + countLeaves(child), 0)
}
