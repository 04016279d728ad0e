import type { ByteSource } from './bytes/byte-source.ts'
import { openFileSource } from './bytes/file-source.ts'
import { openCsv } from './csv/open-csv.ts'
import { openIpc } from './ipc/open-ipc.ts'
import { openParquet } from './parquet/read/open-parquet.ts'
import { tableFormat, type TableFormat } from './table-format.ts'
import type { TableSource } from './table-source.ts'

/** How a table is opened. */
export interface OpenTableOptions {
  /** Suffix that tells the format, such as `.csv`; that of the path by default. */
  readonly suffix?: string
  /** Aborts the first pass over a text table. */
  readonly signal?: AbortSignal
}

/**
 * Opens a table of any format that is read here: parquet, Arrow IPC and Feather, CSV and TSV, also packed with gzip.
 *
 * @param file - path of a local file, or its bytes
 * @returns a source that keeps the file open until it is disposed
 * @throws `UnsupportedTableFormat`, `TableFileNotFound`, and the errors of the format
 * @example
 * await using table = await openTable('samples.parquet')
 * for await (const batch of table.batches({ columns: ['cell_type'] })) …
 */
export async function openTable(
  file: string | ByteSource,
  options: OpenTableOptions = {},
): Promise<TableSource> {
  const format = tableFormat(options.suffix ?? (typeof file === 'string' ? file : file.name))
  const source = typeof file === 'string' ? await openFileSource(file) : file
  try {
    return await openFormat(source, format, options)
  } catch (error) {
    await source[Symbol.asyncDispose]()
    throw error
  }
}

function openFormat(
  source: ByteSource,
  format: TableFormat,
  options: OpenTableOptions,
): Promise<TableSource> {
  if (format.kind === 'parquet') return openParquet(source)
  if (format.kind === 'ipc') return openIpc(source)
  return openCsv(source, { ...format, signal: options.signal })
}
