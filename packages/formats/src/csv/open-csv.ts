import type { RecordBatch, Schema } from 'apache-arrow'
import { loadArrow, type Arrow } from '../arrow/load-arrow.ts'
import { checkColumns, defaultBatchRows, selectFields } from '../arrow/projection.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { checkedUtf8 } from '../bytes/checked-utf8.ts'
import { gunzip } from '../bytes/gunzip.ts'
import { sourceChunks } from '../bytes/source-chunks.ts'
import { tarMember } from '../bytes/tar-member.ts'
import { EmptyTableFile } from '../errors.ts'
import type { IndexLevel, ReadTableOptions, TableSource } from '../table-source.ts'
import { ColumnInference, type CsvType } from './column-inference.ts'
import { arrowType, csvColumn } from './csv-column.ts'
import { columnNames } from './csv-header.ts'
import { checkWidth, RowScanner, type ScannedRows } from './row-scanner.ts'

/** What is wrapped around the text. */
export type CsvPacking = 'plain' | 'gzip' | 'tar-gzip'

/** How a text table is read. */
export interface OpenCsvOptions {
  /** Between two fields, one ASCII character; a comma by default. */
  readonly separator?: string
  /** `plain` by default. */
  readonly packing?: CsvPacking
  /** Aborts the first pass. */
  readonly signal?: AbortSignal
}

/**
 * Opens a text table. The file is read once to find the types of the columns by all of their values, as pandas' `read_csv`
 * finds them, and again for each reading of batches. Memory: one chunk of the file and its columns.
 *
 * Differences to pandas: floats are rounded correctly; a column with booleans and missing values is one of booleans.
 *
 * @param source - disposed together with the table
 * @throws `EmptyTableFile`, `RaggedRow`, `UnclosedQuote`, `InvalidEncoding`, `RowTooLong`, and for packed
 *   files `WrongFormat`, `TruncatedFile`, `CorruptFile`, `NotOneTable`
 */
export async function openCsv(source: ByteSource, options: OpenCsvOptions = {}): Promise<TableSource> {
  const arrow = await loadArrow()
  const layout = await inferLayout(source, options)
  const schema = csvSchema(arrow, layout)
  return {
    schema,
    numRows: layout.numRows,
    columns: layout.names.slice(0, layout.names.length - layout.indexWidth),
    index: indexLevels(layout),
    batches: (read) => csvBatches(arrow, source, schema, layout, options, read),
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  }
}

/** Columns of the file: those without a name in the header come first in the file and last in the table. */
interface CsvLayout {
  /** Names in the order of the table. */
  readonly names: readonly string[]
  readonly types: readonly CsvType[]
  /** Number of row labels, which the header does not name. */
  readonly indexWidth: number
  readonly numRows: number
}

async function inferLayout(source: ByteSource, options: OpenCsvOptions): Promise<CsvLayout> {
  let header: readonly string[] | undefined
  let inferences: readonly ColumnInference[] = []
  let numRows = 0
  for await (const rows of scannedRows(source, options, options.signal)) {
    if (rows.numRows === 0) continue
    const from = header === undefined ? 1 : 0
    header ??= textFields(rows, 0)
    if (rows.numRows === from) continue
    if (numRows === 0) inferences = newInferences(Math.max(header.length, widthOf(rows, from)))
    checkWidth(rows, from, inferences.length, source.name)
    inferences.forEach((inference, column) => inference.add(rows, from, column))
    numRows += rows.numRows - from
  }
  if (header === undefined) throw new EmptyTableFile(source.name)
  if (numRows === 0) inferences = newInferences(header.length)
  return layoutOf(header, inferences, numRows)
}

function widthOf({ firstFields }: ScannedRows, row: number): number {
  return (firstFields[row + 1] ?? 0) - (firstFields[row] ?? 0)
}

function textFields(rows: ScannedRows, row: number): string[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const first = rows.firstFields[row] ?? 0
  return Array.from({ length: widthOf(rows, row) }, (_, column) => {
    const field = (first + column) * 2
    return decoder.decode(rows.bytes.subarray(rows.bounds[field], rows.bounds[field + 1]))
  })
}

function newInferences(width: number): ColumnInference[] {
  return Array.from({ length: width }, () => new ColumnInference())
}

function layoutOf(
  header: readonly string[],
  inferences: readonly ColumnInference[],
  numRows: number,
): CsvLayout {
  const types = inferences.map((inference) => inference.type)
  const indexWidth = types.length - header.length
  const labels = Array.from({ length: indexWidth }, (_, level) => `__index_level_${level}__`)
  return {
    names: [...columnNames(header), ...labels],
    types: [...types.slice(indexWidth), ...types.slice(0, indexWidth)],
    indexWidth,
    numRows,
  }
}

function csvSchema(arrow: Arrow, { names, types }: CsvLayout): Schema {
  const fields = names.map((name, column) => {
    return new arrow.Field(name, arrowType(arrow, types[column] ?? 'text'), true)
  })
  return new arrow.Schema(fields)
}

function indexLevels({ names, indexWidth }: CsvLayout): IndexLevel[] {
  const labels = indexWidth === 0 ? [] : names.slice(-indexWidth)
  return labels.map((field) => ({ kind: 'column', name: undefined, field }))
}

async function* csvBatches(
  arrow: Arrow,
  source: ByteSource,
  schema: Schema,
  layout: CsvLayout,
  options: OpenCsvOptions,
  read: ReadTableOptions = {},
): AsyncGenerator<RecordBatch> {
  const { columns, batchRows = defaultBatchRows, signal } = read
  if (columns !== undefined) checkColumns(schema, columns)
  const projected = selectFields(schema, columns)
  const positions = projected.names.map((name) => layout.names.indexOf(String(name)))
  let from = 1
  for await (const rows of scannedRows(source, options, signal)) {
    for (; from < rows.numRows; from += batchRows) {
      signal?.throwIfAborted()
      const to = Math.min(from + batchRows, rows.numRows)
      const children = positions.map((position) => {
        const slice = { rows, from, to, column: fileColumn(layout, position) }
        return csvColumn(arrow, layout.types[position] ?? 'text', slice)
      })
      const type = new arrow.Struct(projected.fields)
      const data = arrow.makeData({ type, length: to - from, nullCount: 0, children })
      yield new arrow.RecordBatch(projected, data)
    }
    // The header is the first row of the first chunk that has rows.
    if (rows.numRows > 0) from = 0
  }
}

function fileColumn({ names, indexWidth }: CsvLayout, position: number): number {
  const dataWidth = names.length - indexWidth
  return position < dataWidth ? position + indexWidth : position - dataWidth
}

async function* scannedRows(
  source: ByteSource,
  options: OpenCsvOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<ScannedRows> {
  const scanner = new RowScanner((options.separator ?? ',').charCodeAt(0), source.name)
  const bytes = unpacked(source, options.packing ?? 'plain', signal)
  for await (const chunk of checkedUtf8(bytes, source.name)) yield scanner.scan(chunk)
  yield scanner.finish()
}

function unpacked(
  source: ByteSource,
  packing: CsvPacking,
  signal: AbortSignal | undefined,
): AsyncIterable<Uint8Array> {
  const chunks = sourceChunks(source, signal)
  if (packing === 'plain') return chunks
  const bytes = gunzip(chunks, source.name)
  return packing === 'gzip' ? bytes : tarMember(bytes, source.name)
}
