import { UnsupportedTableFormat } from './errors.ts'
import type { CsvPacking } from './csv/open-csv.ts'

/** A format of tables, and what is wrapped around it. */
export type TableFormat =
  | { readonly kind: 'parquet' }
  | { readonly kind: 'ipc' }
  | { readonly kind: 'csv'; readonly separator: string; readonly packing: CsvPacking }

/** Formats by suffix; longer suffixes first, so that they win. */
const formats: readonly (readonly [string, TableFormat])[] = [
  ['.csv.tar.gz', { kind: 'csv', separator: ',', packing: 'tar-gzip' }],
  ['.tsv.tar.gz', { kind: 'csv', separator: '\t', packing: 'tar-gzip' }],
  ['.csv.gz', { kind: 'csv', separator: ',', packing: 'gzip' }],
  ['.tsv.gz', { kind: 'csv', separator: '\t', packing: 'gzip' }],
  ['.csv', { kind: 'csv', separator: ',', packing: 'plain' }],
  ['.tsv', { kind: 'csv', separator: '\t', packing: 'plain' }],
  ['.parquet', { kind: 'parquet' }],
  ['.feather', { kind: 'ipc' }],
  ['.arrow', { kind: 'ipc' }],
  ['.arrows', { kind: 'ipc' }],
  ['.ipc', { kind: 'ipc' }],
]

/** Suffixes of the tables that can be opened. */
export const tableSuffixes: readonly string[] = formats.map(([suffix]) => suffix)

/**
 * Tells the format of a table by the suffix of its path, in lower case.
 *
 * @throws `UnsupportedTableFormat`
 */
export function tableFormat(path: string): TableFormat {
  const found = formats.find(([suffix]) => path.endsWith(suffix))
  if (found === undefined) throw new UnsupportedTableFormat(path, tableSuffixes)
  return found[1]
}
