import { Type } from '../../arrow/type-numbers.ts'
import type { Arrow } from '../../arrow/load-arrow.ts'
import type { LeafColumn } from './column-layout.ts'
import type { DictionaryBuilder } from './dictionary-builder.ts'
import { bitWidthOf, encodeHybrid, encodeRun } from './hybrid-encoding.ts'
import { encodePage, type EncodedPage } from './page.ts'
import type { Compression } from './parquet-types.ts'
import { encodePlain } from './plain-encoding.ts'
import type { LeafValues } from './shred.ts'
import { ValueRange } from './value-range.ts'

/** The values of one column in one row group, ready to be written. */
export interface EncodedChunk {
  readonly leaf: LeafColumn
  /** First the dictionary, if there is one. */
  readonly pages: readonly EncodedPage[]
  readonly hasDictionary: boolean
  /** Number of levels. */
  readonly count: number
  readonly nullCount: number
  readonly range: ValueRange['encoded']
}

/**
 * Encodes a column of a row group.
 *
 * @param pages - levels and values, page by page
 * @param dictionary - of the column so far; used when the values are dictionary codes
 */
export async function encodeChunk(
  arrow: Arrow,
  leaf: LeafColumn,
  pages: readonly LeafValues[],
  dictionary: DictionaryBuilder,
  compression: Compression,
): Promise<EncodedChunk> {
  const hasDictionary = pages.some((page) => page.data.typeId === Type.Dictionary)
  const range = new ValueRange(hasDictionary ? undefined : leaf.type.order)
  const codes = hasDictionary ? pages.map((page) => dictionary.codesOf(page.data, page.slots)) : []
  const encoded = pages.map((page, index) => {
    const values = hasDictionary
      ? dictionaryIndices(codes[index], dictionary.size)
      : plainBytes(arrow, page, range)
    const parts = [...encodedLevels(leaf, page), ...values]
    return encodePage(
      { kind: 'data', count: page.count, parts, isDictionaryEncoded: hasDictionary },
      compression,
    )
  })
  if (hasDictionary) {
    const parts = dictionary.encode()
    encoded.unshift(encodePage({ kind: 'dictionary', count: dictionary.size, parts }, compression))
  }
  return {
    leaf,
    pages: await Promise.all(encoded),
    hasDictionary,
    count: pages.reduce((total, page) => total + page.count, 0),
    nullCount: pages.reduce((total, page) => total + page.count - valueCount(page), 0),
    range: range.encoded,
  }
}

function valueCount(page: LeafValues): number {
  return page.slots?.length ?? page.count
}

function plainBytes(arrow: Arrow, page: LeafValues, range: ValueRange): Uint8Array[] {
  const values = encodePlain(arrow, page.data, page.slots)
  range.add(values)
  return [new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]
}

function dictionaryIndices(codes: Int32Array | undefined, size: number): Uint8Array[] {
  // Some readers refuse a width of zero.
  const bitWidth = Math.max(1, bitWidthOf(size - 1))
  return [Uint8Array.of(bitWidth), encodeHybrid(codes ?? new Int32Array(0), bitWidth)]
}

function encodedLevels(leaf: LeafColumn, page: LeafValues): Uint8Array[] {
  const repetition = withLength(page.repetition, 0, page.count, leaf.maxRepetition)
  const definition = withLength(page.definition, leaf.maxDefinition, page.count, leaf.maxDefinition)
  return [...repetition, ...definition]
}

/** Levels after their length in four bytes; nothing when there is only one level. */
function withLength(
  levels: Uint8Array | undefined,
  constant: number,
  count: number,
  maxLevel: number,
): Uint8Array[] {
  if (maxLevel === 0) return []
  const bitWidth = bitWidthOf(maxLevel)
  const bytes = levels === undefined ? encodeRun(constant, count, bitWidth) : encodeHybrid(levels, bitWidth)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length, true)
  return [length, bytes]
}
