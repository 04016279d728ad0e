import { CompactWriter } from './compact-writer.ts'
import type { EncodedChunk } from './column-chunk.ts'
import {
  codecs,
  convertedTypes,
  encodings,
  physicalTypes,
  repetitions,
  type Compression,
  type LogicalType,
  type SchemaElement,
  type TimeUnit,
} from './parquet-types.ts'

/** A column chunk that lies in the file; the pages themselves are no longer needed. */
export interface WrittenChunk extends Omit<EncodedChunk, 'pages'> {
  readonly dictionaryOffset: number | undefined
  readonly dataOffset: number
  readonly compressedBytes: number
  readonly uncompressedBytes: number
}

/** A row group that lies in the file. */
export interface WrittenRowGroup {
  readonly numRows: number
  readonly chunks: readonly WrittenChunk[]
}

/** Everything that the footer tells. */
export interface FooterContent {
  readonly elements: readonly SchemaElement[]
  readonly numRows: number
  readonly rowGroups: readonly WrittenRowGroup[]
  readonly metadata: ReadonlyMap<string, string>
  readonly compression: Compression
}

/** Application and version, in the form that readers parse. */
const createdBy = 'lamindb-formats version 0.1.0'

/** Encodes the footer. @see parquet.thrift, `FileMetaData` */
export function encodeFooter(content: FooterContent): Uint8Array {
  const writer = new CompactWriter()
  writer.i32(1, 2)
  writer.structList(2, content.elements, (element) => writeElement(writer, element))
  writer.i64(3, content.numRows)
  writer.structList(4, content.rowGroups, (group) => writeRowGroup(writer, group, content.compression))
  writer.structList(5, [...content.metadata], ([key, value]) => {
    writer.binary(1, key)
    writer.binary(2, value)
  })
  writer.binary(6, createdBy)
  // Without these the smallest and largest values are not to be used.
  const leaves = content.elements.filter((element) => element.physical !== undefined)
  writer.structList(7, leaves, () => writer.struct(1))
  return writer.end()
}

function writeElement(writer: CompactWriter, element: SchemaElement): void {
  if (element.physical !== undefined) writer.i32(1, physicalTypes[element.physical])
  if (element.typeLength !== undefined) writer.i32(2, element.typeLength)
  if (element.repetition !== undefined) writer.i32(3, repetitions[element.repetition])
  writer.binary(4, element.name)
  if (element.numChildren !== undefined) writer.i32(5, element.numChildren)
  if (element.converted !== undefined) writer.i32(6, convertedTypes[element.converted])
  const { logical } = element
  if (logical?.type === 'DECIMAL') {
    writer.i32(7, logical.scale)
    writer.i32(8, logical.precision)
  }
  if (logical !== undefined) writer.struct(10, () => writeLogicalType(writer, logical))
}

const logicalIds = {
  STRING: 1,
  MAP: 2,
  LIST: 3,
  DECIMAL: 5,
  DATE: 6,
  TIME: 7,
  TIMESTAMP: 8,
  INTEGER: 10,
  NULL: 11,
  FLOAT16: 15,
} as const

const unitIds: Record<TimeUnit, number> = { MILLIS: 1, MICROS: 2, NANOS: 3 }

function writeLogicalType(writer: CompactWriter, logical: LogicalType): void {
  writer.struct(logicalIds[logical.type], () => {
    switch (logical.type) {
      case 'DECIMAL':
        writer.i32(1, logical.scale)
        writer.i32(2, logical.precision)
        break
      case 'TIME':
      case 'TIMESTAMP':
        writer.bool(1, logical.isAdjustedToUtc)
        writer.struct(2, () => writer.struct(unitIds[logical.unit]))
        break
      case 'INTEGER':
        writer.byte(1, logical.bitWidth)
        writer.bool(2, logical.isSigned)
        break
      default:
    }
  })
}

function writeRowGroup(writer: CompactWriter, group: WrittenRowGroup, compression: Compression): void {
  const total = (key: 'compressedBytes' | 'uncompressedBytes'): number =>
    group.chunks.reduce((sum, chunk) => sum + chunk[key], 0)
  writer.structList(1, group.chunks, (chunk) => writeChunk(writer, chunk, compression))
  writer.i64(2, total('uncompressedBytes'))
  writer.i64(3, group.numRows)
  writer.i64(6, total('compressedBytes'))
}

function writeChunk(writer: CompactWriter, chunk: WrittenChunk, compression: Compression): void {
  writer.i64(2, chunk.dictionaryOffset ?? chunk.dataOffset)
  writer.struct(3, () => {
    const { leaf } = chunk
    writer.i32(1, physicalTypes[leaf.type.physical])
    writer.i32List(2, usedEncodings(chunk.hasDictionary))
    writer.textList(3, leaf.path)
    writer.i32(4, codecs[compression])
    writer.i64(5, chunk.count)
    writer.i64(6, chunk.uncompressedBytes)
    writer.i64(7, chunk.compressedBytes)
    writer.i64(9, chunk.dataOffset)
    if (chunk.dictionaryOffset !== undefined) writer.i64(11, chunk.dictionaryOffset)
    writer.struct(12, () => {
      writer.i64(3, chunk.nullCount)
      if (chunk.range === undefined) return
      writer.binary(5, chunk.range.max)
      writer.binary(6, chunk.range.min)
    })
  })
}

function usedEncodings(hasDictionary: boolean): number[] {
  const { PLAIN, RLE, RLE_DICTIONARY } = encodings
  return hasDictionary ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE]
}
