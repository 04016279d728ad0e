import { CorruptFile, reasonOf } from '../errors.ts'
import type { IndexLevel } from '../table-source.ts'

/** Key of the file metadata under which pandas describes a table. */
export const pandasMetadataKey = 'pandas'

/** What pandas wrote about one column. */
export interface PandasColumn {
  /** Name in the data frame; `undefined` for an unnamed index level. */
  readonly name: string | undefined
  /** Name in the file. */
  readonly fieldName: string
  /** Logical type, such as `unicode` or `categorical`. */
  readonly pandasType: string
  /** Name of the type in the data frame, such as `object` or `Int64`. */
  readonly numpyType: string
}

/**
 * What pandas wrote about a table.
 *
 * @see the pandas developer documentation, "Storing pandas DataFrame objects in Apache Parquet format"
 */
export interface PandasMetadata {
  readonly index: readonly IndexLevel[]
  readonly columns: readonly PandasColumn[]
  /** What pandas wrote about the labels of the columns, as it is. */
  readonly columnIndexes: readonly unknown[]
  /** What is said about the table as a whole, `attrs` in pandas. */
  readonly attributes: { readonly [key: string]: unknown }
}

/**
 * Parses the text under {@link pandasMetadataKey}.
 *
 * @param path - names the file in errors
 * @throws `CorruptFile` when the text is not what pandas writes
 */
export function parsePandasMetadata(text: string, path: string): PandasMetadata {
  try {
    const parsed: unknown = JSON.parse(text)
    const columns = listOf(parsed, 'columns').map(parseColumn)
    const index = listOf(parsed, 'index_columns').map((level) => parseLevel(level, columns))
    const attributes = property(parsed, 'attributes') ?? {}
    return {
      index,
      columns,
      columnIndexes: listOf(parsed, 'column_indexes'),
      attributes: objectOf(attributes),
    }
  } catch (error) {
    throw new CorruptFile(path, 'pandas metadata', reasonOf(error), error)
  }
}

function parseColumn(column: unknown): PandasColumn {
  const name = property(column, 'name')
  const fieldName = property(column, 'field_name') ?? name
  return {
    name: labelText(name),
    fieldName: labelText(fieldName) ?? 'None',
    pandasType: String(property(column, 'pandas_type')),
    numpyType: String(property(column, 'numpy_type')),
  }
}

function parseLevel(level: unknown, columns: readonly PandasColumn[]): IndexLevel {
  if (typeof level === 'string') {
    const column = columns.find((column) => column.fieldName === level)
    return { kind: 'column', name: column?.name, field: level }
  }
  if (property(level, 'kind') !== 'range') throw new TypeError('an index level is neither a name nor a range')
  const name = property(level, 'name')
  return {
    kind: 'range',
    name: labelText(name),
    start: integer(level, 'start'),
    stop: integer(level, 'stop'),
    step: integer(level, 'step'),
  }
}

/** Labels are texts as a rule; pandas allows anything, such as numbers and pairs. */
function labelText(label: unknown): string | undefined {
  if (label === null || label === undefined) return undefined
  return typeof label === 'string' ? label : JSON.stringify(label)
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function objectOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown }) : {}
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = property(value, key)
  if (!Array.isArray(list)) throw new TypeError(`'${key}' is no list`)
  return list
}

function integer(value: unknown, key: string): number {
  const number = property(value, key)
  if (!Number.isSafeInteger(number)) throw new TypeError(`'${key}' of a range is no integer`)
  return Number(number)
}
