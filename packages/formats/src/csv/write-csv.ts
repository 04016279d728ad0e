import type { RecordBatch } from 'apache-arrow'
import { loadArrow, type Arrow } from '../arrow/load-arrow.ts'
import type { ByteSink } from '../bytes/byte-sink.ts'
import { writeFileThrough } from '../bytes/write-file.ts'
import type { WrittenTable } from '../parquet/write/write-parquet.ts'
import type { IndexLevel, TableSource } from '../table-source.ts'
import { cellTexts } from './cell-texts.ts'

/** How a text table is written. */
export interface WriteCsvOptions {
  /** Between two fields, one character; a comma by default. */
  readonly separator?: string
  /**
   * Row labels to write as first columns: those that are stored as columns by default, `all` also a range, as pandas does
   * when it is not told otherwise, or `none`.
   */
  readonly index?: 'stored' | 'all' | 'none'
  readonly signal?: AbortSignal
}

/**
 * Writes a table as CSV in UTF-8, with the texts that pandas writes: `True`, `1.0`, nothing for missing values. Lists and
 * structs become JSON. Memory: one batch.
 *
 * @param path - new file; an older one is replaced, and nothing is left when writing fails
 * @throws `UnsupportedColumnType`, `TableFileNotFound`, `TableFileFailed`
 */
export function writeCsv(
  table: TableSource,
  path: string,
  options: WriteCsvOptions = {},
): Promise<WrittenTable> {
  return writeFileThrough(path, (sink) => encodeCsv(table, sink, options))
}

/** Writes a table as CSV into a sink; see {@link writeCsv}. */
export async function encodeCsv(
  table: TableSource,
  sink: ByteSink,
  options: WriteCsvOptions = {},
): Promise<WrittenTable> {
  const arrow = await loadArrow()
  const separator = options.separator ?? ','
  const index = writtenIndex(table, options)
  const fields = index.filter((level) => level.kind === 'column').map((level) => level.field)
  const columns = [...fields, ...table.columns]
  let sizeBytes = 0
  let numRows = 0
  const write = async (text: string): Promise<void> => {
    const bytes = new TextEncoder().encode(text)
    sizeBytes += bytes.length
    await sink.write(bytes)
  }
  const header = [...index.map((level) => level.name ?? ''), ...table.columns]
  await write(line(header, separator))
  for await (const batch of table.batches({ columns, signal: options.signal })) {
    const cells = batchCells(arrow, batch, index, numRows)
    const rows = Array.from({ length: batch.numRows }, (_, row) =>
      line(
        cells.map((column) => column[row] ?? ''),
        separator,
      ),
    )
    await write(rows.join(''))
    numRows += batch.numRows
  }
  return { numRows, sizeBytes }
}

/** Texts of a batch, column by column; those of the row labels come first. */
function batchCells(
  arrow: Arrow,
  batch: RecordBatch,
  levels: readonly IndexLevel[],
  firstRow: number,
): (string | undefined)[][] {
  const stored = batch.schema.fields.map((field, position) => {
    const data = batch.data.children[position]
    return data === undefined ? [] : cellTexts(arrow, field, data)
  })
  let next = 0
  const labels = levels.map((level) =>
    level.kind === 'column' ? (stored[next++] ?? []) : rangeLabels(level, firstRow, batch.numRows),
  )
  return [...labels, ...stored.slice(next)]
}

function writtenIndex(table: TableSource, options: WriteCsvOptions): readonly IndexLevel[] {
  const kind = options.index ?? 'stored'
  if (kind === 'none') return []
  if (kind === 'stored') return table.index.filter((level) => level.kind === 'column')
  const range: IndexLevel = { kind: 'range', name: undefined, start: 0, stop: Infinity, step: 1 }
  return table.index.length === 0 ? [range] : table.index
}

function rangeLabels(level: { start: number; step: number }, firstRow: number, rows: number): string[] {
  return Array.from({ length: rows }, (_, row) => String(level.start + (firstRow + row) * level.step))
}

function line(fields: readonly string[], separator: string): string {
  // A single empty field would be a blank line, which is no row.
  if (fields.length === 1 && fields[0] === '') return '""\n'
  return `${fields.map((field) => quoted(field, separator)).join(separator)}\n`
}

function quoted(field: string, separator: string): string {
  const needsQuotes = field.includes(separator) || /["\r\n]/.test(field)
  return needsQuotes ? `"${field.replaceAll('"', '""')}"` : field
}
