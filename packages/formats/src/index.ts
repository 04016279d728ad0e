export type { ByteSource } from './bytes/byte-source.ts'
export { FormatError } from './errors.ts'
export type { FormatErrorDetails, FormatErrorFamily } from './errors.ts'
export type {
  ColumnIndexLevel,
  IndexLevel,
  RangeIndexLevel,
  ReadTableOptions,
  TableSource,
} from './table-source.ts'
