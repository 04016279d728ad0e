export { columnKind } from './arrow/column-kind.ts'
export type { ColumnKind } from './arrow/column-kind.ts'
export { readTable } from './arrow/read-table.ts'
export { tableToSource } from './arrow/table-to-source.ts'
export type { TableToSourceOptions } from './arrow/table-to-source.ts'
export { textValues } from './arrow/text-values.ts'
export type { ByteSink } from './bytes/byte-sink.ts'
export type { ByteSource } from './bytes/byte-source.ts'
export { bytesSource } from './bytes/bytes-source.ts'
export { openFileSource } from './bytes/file-source.ts'
export { openCsv } from './csv/open-csv.ts'
export type { CsvPacking, OpenCsvOptions } from './csv/open-csv.ts'
export { encodeCsv, writeCsv } from './csv/write-csv.ts'
export type { WriteCsvOptions } from './csv/write-csv.ts'
export {
  CorruptFile,
  EmptyTableFile,
  FormatError,
  formatErrorCodes,
  InvalidEncoding,
  isFormatError,
  MixedColumn,
  NotOneTable,
  RaggedRow,
  RowTooLong,
  SchemaChanged,
  TableFileFailed,
  TableFileNotFound,
  TruncatedFile,
  UnclosedQuote,
  UnequalColumns,
  UnknownColumn,
  UnsupportedColumnType,
  UnsupportedFeature,
  UnsupportedTableFormat,
  WrongFormat,
} from './errors.ts'
export type { FormatErrorDetails, FormatErrorFamily } from './errors.ts'
export { openIpc } from './ipc/open-ipc.ts'
export { openTable } from './open-table.ts'
export type { OpenTableOptions } from './open-table.ts'
export { columnType } from './pandas/column-type.ts'
export { parsePandasMetadata } from './pandas/pandas-metadata.ts'
export type { PandasColumn, PandasMetadata } from './pandas/pandas-metadata.ts'
export { storedPandasMetadata } from './pandas/stored-index.ts'
export { openParquet } from './parquet/read/open-parquet.ts'
export type { Compression } from './parquet/write/parquet-types.ts'
export { encodeParquet, writeParquet } from './parquet/write/write-parquet.ts'
export type { WriteParquetOptions, WrittenTable } from './parquet/write/write-parquet.ts'
export type { ColumnTypeName } from './rows/column-type-name.ts'
export { categorical, columnsToTable, rowsToTable } from './rows/to-table.ts'
export type { CategoricalOptions, ColumnValues, NumberColumn, ToTableOptions } from './rows/to-table.ts'
export { tableFormat, tableSuffixes } from './table-format.ts'
export type { TableFormat } from './table-format.ts'
export type {
  ColumnIndexLevel,
  IndexLevel,
  RangeIndexLevel,
  ReadTableOptions,
  TableSource,
} from './table-source.ts'
