/** Numbers of parquet.thrift. */
export const physicalTypes = {
  BOOLEAN: 0,
  INT32: 1,
  INT64: 2,
  FLOAT: 4,
  DOUBLE: 5,
  BYTE_ARRAY: 6,
  FIXED_LEN_BYTE_ARRAY: 7,
} as const

export type PhysicalType = keyof typeof physicalTypes

export const convertedTypes = {
  UTF8: 0,
  MAP: 1,
  LIST: 3,
  DECIMAL: 5,
  DATE: 6,
  TIME_MILLIS: 7,
  TIME_MICROS: 8,
  TIMESTAMP_MILLIS: 9,
  TIMESTAMP_MICROS: 10,
  UINT_8: 11,
  UINT_16: 12,
  UINT_32: 13,
  UINT_64: 14,
  INT_8: 15,
  INT_16: 16,
} as const

export type ConvertedType = keyof typeof convertedTypes

export const repetitions = { REQUIRED: 0, OPTIONAL: 1, REPEATED: 2 } as const

export type Repetition = keyof typeof repetitions

export const encodings = { PLAIN: 0, RLE: 3, RLE_DICTIONARY: 8 } as const

export const codecs = { none: 0, gzip: 2, zstd: 6 } as const

export type Compression = keyof typeof codecs

export const pageTypes = { DATA: 0, DICTIONARY: 2 } as const

/** Units of times in the order of Arrow's own numbers; parquet has no seconds. */
export type TimeUnit = 'MILLIS' | 'MICROS' | 'NANOS'

/** Meaning of a physical type. */
export type LogicalType =
  | { readonly type: 'STRING' | 'MAP' | 'LIST' | 'DATE' | 'NULL' | 'FLOAT16' }
  | { readonly type: 'DECIMAL'; readonly scale: number; readonly precision: number }
  | { readonly type: 'TIME' | 'TIMESTAMP'; readonly isAdjustedToUtc: boolean; readonly unit: TimeUnit }
  | { readonly type: 'INTEGER'; readonly bitWidth: number; readonly isSigned: boolean }

/** One entry of the flattened schema tree. */
export interface SchemaElement {
  readonly name: string
  readonly repetition?: Repetition
  readonly physical?: PhysicalType
  /** Bytes of a value of a type with fixed length. */
  readonly typeLength?: number
  readonly numChildren?: number
  readonly converted?: ConvertedType
  readonly logical?: LogicalType
}
