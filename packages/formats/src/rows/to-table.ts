import type { Data, DataType, Field, Table, Vector } from 'apache-arrow'
import { loadArrow, type Arrow } from '../arrow/load-arrow.ts'
import { UnequalColumns } from '../errors.ts'
import { buildData, categoryData } from './build-data.ts'
import { namedType, type ColumnTypeName } from './column-type-name.ts'
import { inferType } from './infer-type.ts'

/** Arrays of numbers that become columns without being copied. */
export type NumberColumn =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array

/** Values of one column. */
export type ColumnValues = readonly unknown[] | NumberColumn | Vector

/** How a table is made. */
export interface ToTableOptions {
  /** Types of columns that are not to be inferred. */
  readonly types?: Readonly<Record<string, ColumnTypeName | DataType>>
}

/**
 * Makes a table of rows. Columns are the keys of all rows in order of appearance; a key that a row lacks, `null`,
 * `undefined` and `NaN` are missing values. Types are inferred as {@link inferType} says.
 *
 * @throws `MixedColumn` with column and row, `UnsupportedColumnType`
 * @example
 * await rowsToTable([{ cell_type: 'T cell', n: 1 }, { cell_type: 'B cell' }], { types: { cell_type: 'category' } })
 */
export async function rowsToTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  options: ToTableOptions = {},
): Promise<Table> {
  const names = new Set<string>()
  for (const row of rows) for (const name of Object.keys(row)) names.add(name)
  const columns = [...names].map((name) => [name, rows.map((row) => row[name])] as const)
  return tableOf(await loadArrow(), columns, rows.length, options)
}

/**
 * Makes a table of columns: arrays of values, whose types are inferred, typed arrays, and Arrow vectors.
 *
 * @throws `UnequalColumns`, `MixedColumn`, `UnsupportedColumnType`
 */
export async function columnsToTable(
  columns: Readonly<Record<string, ColumnValues>>,
  options: ToTableOptions = {},
): Promise<Table> {
  const entries = Object.entries(columns)
  const numRows = entries[0]?.[1].length ?? 0
  for (const [name, values] of entries) {
    if (values.length !== numRows) throw new UnequalColumns(name, numRows, values.length)
  }
  return tableOf(await loadArrow(), entries, numRows, options)
}

/** How a categorical column is made. */
export interface CategoricalOptions {
  /** All categories, in their order; the values that occur, sorted, by default. */
  readonly categories?: readonly string[]
  /** Whether the order of the categories means something. */
  readonly ordered?: boolean
}

/**
 * Makes a categorical column of text, to be passed to {@link columnsToTable}.
 *
 * @throws `MixedColumn` for a value that is none of the categories
 */
export async function categorical(
  values: readonly (string | null | undefined)[],
  options: CategoricalOptions = {},
): Promise<Vector> {
  const arrow = await loadArrow()
  const { categories = [...new Set(values.filter((value) => typeof value === 'string'))].sort() } = options
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), undefined, options.ordered ?? false)
  return new arrow.Vector([categoryData(arrow, 'categorical', type, values, categories)])
}

function tableOf(
  arrow: Arrow,
  columns: readonly (readonly [string, ColumnValues])[],
  numRows: number,
  options: ToTableOptions,
): Table {
  const children = columns.map(([name, values]) => columnData(arrow, name, values, options.types?.[name]))
  const fields = columns.map(([name], index) => fieldOf(arrow, name, children[index]))
  const schema = new arrow.Schema(fields)
  const type = new arrow.Struct(fields)
  const data = arrow.makeData({ type, length: numRows, nullCount: 0, children })
  return new arrow.Table(schema, new arrow.RecordBatch(schema, data))
}

function fieldOf(arrow: Arrow, name: string, data: Data | undefined): Field {
  return new arrow.Field(name, data?.type ?? new arrow.Null(), true)
}

function columnData(
  arrow: Arrow,
  name: string,
  values: ColumnValues,
  given: ColumnTypeName | DataType | undefined,
): Data {
  if (isVector(arrow, values)) return oneChunk(arrow, values)
  if (Array.isArray(values)) {
    const type = typeof given === 'string' ? namedType(arrow, given) : given
    return buildData(arrow, name, type ?? inferType(arrow, name, values), values)
  }
  if (given !== undefined) {
    const type = typeof given === 'string' ? namedType(arrow, given) : given
    return buildData(arrow, name, type, [...(values as NumberColumn)])
  }
  return oneChunk(arrow, arrow.makeVector(values as Int32Array))
}

function isVector(arrow: Arrow, values: ColumnValues): values is Vector {
  return values instanceof arrow.Vector
}

/** A column of a batch lies in one piece. */
function oneChunk(arrow: Arrow, vector: Vector): Data {
  const [only] = vector.data
  if (only !== undefined && vector.data.length === 1) return only
  const copied = arrow.vectorFromArray([...vector], vector.type as DataType).data[0]
  return copied ?? arrow.makeData({ type: new arrow.Null(), length: 0 })
}
