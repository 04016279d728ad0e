import { columnKind, textValues } from '@lamindb/formats'
import type { Data, DataType } from 'apache-arrow'

import { RegistryRecord } from '../../registry/record.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { chunkValues } from '../table/chunk-values.ts'
import { isArrowChunk, type Chunk } from '../table/data-table.ts'
import { isMissing } from '../table/missing.ts'

/** Codes of values that are added one after the other; the first value has code 0. */
export class Categories<T> {
  readonly #codes = new Map<T, number>()

  codeOf(value: T): number {
    const known = this.#codes.get(value)
    if (known !== undefined) return known
    const code = this.#codes.size
    this.#codes.set(value, code)
    return code
  }

  get values(): T[] {
    return [...this.#codes.keys()]
  }
}

/**
 * A chunk as a categorical one, with the values that occur as categories.
 *
 * @returns `undefined` for values that can be no categories: lists, dictionaries, half floats
 */
export function toCategory(arrow: Arrow, chunk: Chunk): Data | undefined {
  if (!isArrowChunk(chunk)) return mixedCategory(arrow, chunk)
  const kind = columnKind(chunk.type)
  if (kind === 'text') return textCategory(arrow, textValues(new arrow.Vector([chunk])))
  if (kind === 'null')
    return textCategory(
      arrow,
      Array.from({ length: chunk.length }, () => null),
    )
  if (kind === 'bool') return boolCategory(arrow, chunk)
  if (kind === 'list' || kind === 'struct' || kind === 'map') {
    return chunk.nullCount === chunk.length
      ? textCategory(
          arrow,
          Array.from({ length: chunk.length }, () => null),
        )
      : undefined
  }
  return chunk.type.ArrayType === Uint16Array && kind === 'float' ? undefined : fixedCategory(arrow, chunk)
}

/** A categorical array of texts; `null` is missing. */
export function textCategory(arrow: Arrow, values: readonly (string | null | undefined)[]): Data {
  const categories = new Categories<string>()
  const codes = encode(values, (value) => categories.codeOf(value as string))
  return dictionaryData(arrow, new arrow.Utf8(), codes, dataOf(arrow, categories.values, new arrow.Utf8()))
}

function boolCategory(arrow: Arrow, chunk: Data): Data {
  const values = chunkValues(arrow, chunk)
  const categories = [false, true].filter((value) => values.includes(value))
  const codes = encode(values, (value) => categories.indexOf(value as boolean))
  return dictionaryData(arrow, new arrow.Bool(), codes, dataOf(arrow, categories, new arrow.Bool()))
}

/** Numbers, dates and times keep their raw form in the dictionary. */
function fixedCategory(arrow: Arrow, chunk: Data): Data {
  const raw = chunk.values as ArrayLike<number | bigint>
  const categories = new Categories<number | bigint>()
  const rows = Array.from({ length: chunk.length }, (_, row) => (chunk.getValid(row) ? raw[row] : null))
  const codes = encode(rows, (value) => categories.codeOf(value as number | bigint))
  const type = chunk.type
  const data = type.ArrayType.from(categories.values) as never
  const dictionary = arrow.makeData({ type, length: categories.values.length, data } as never) as Data
  return dictionaryData(arrow, type, codes, dictionary)
}

/** Texts with other scalars between them: the others are no labels, so their texts do for categories. */
function mixedCategory(arrow: Arrow, values: readonly unknown[]): Data | undefined {
  const isNoCategory = (value: unknown): boolean =>
    Array.isArray(value) ||
    value instanceof Map ||
    value instanceof Set ||
    (typeof value === 'object' && value?.constructor === Object)
  if (values.some(isNoCategory)) return undefined
  return textCategory(
    arrow,
    values.map((value) =>
      isMissing(value) ? null : value instanceof RegistryRecord ? value.toString() : String(value),
    ),
  )
}

interface Codes {
  readonly codes: Int32Array
  readonly validity: Uint8Array
  readonly nullCount: number
}

function encode(values: readonly unknown[], codeOf: (value: unknown) => number): Codes {
  const codes = new Int32Array(values.length)
  const validity = new Uint8Array((values.length + 7) >> 3)
  let nullCount = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (isMissing(value)) nullCount++
    else {
      codes[row] = codeOf(value)
      validity[row >> 3] = (validity[row >> 3] as number) | (1 << (row & 7))
    }
  }
  return { codes, validity, nullCount }
}

function dictionaryData(
  arrow: Arrow,
  type: DataType,
  { codes, validity, nullCount }: Codes,
  values: Data,
): Data {
  return arrow.makeData({
    type: new arrow.Dictionary(type, new arrow.Int32()),
    length: codes.length,
    nullCount,
    nullBitmap: nullCount > 0 ? validity : undefined,
    data: codes,
    dictionary: new arrow.Vector([values]),
  } as never) as Data
}

/** An Arrow array of plain values. */
function dataOf(arrow: Arrow, values: readonly unknown[], type: DataType): Data {
  if (values.length === 0) return arrow.makeData({ type, length: 0 } as never) as Data
  return arrow.vectorFromArray(values, type).data[0] as Data
}
