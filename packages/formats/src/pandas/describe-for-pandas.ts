import type { DataType, Decimal, Dictionary, Field, Schema, Timestamp } from 'apache-arrow'
import { columnKind } from '../arrow/column-kind.ts'
import type { IndexLevel } from '../table-source.ts'
import { physicalType } from './column-type.ts'
import type { PandasColumn, PandasMetadata } from './pandas-metadata.ts'

/** What pandas has to know about a table that was written. */
export interface TableDescription {
  readonly schema: Schema
  readonly index: readonly IndexLevel[]
  readonly numRows: number
  /** Names of the columns with missing values. */
  readonly withMissing: ReadonlySet<string>
  /** What pandas stored when the table came from there. */
  readonly stored: PandasMetadata | undefined
  /** Number of categories by column. */
  readonly categories: ReadonlyMap<string, number>
}

/** Column labels without a name. */
const unnamedLevel = {
  name: null,
  field_name: null,
  pandas_type: 'unicode',
  numpy_type: 'object',
  metadata: { encoding: 'UTF-8' },
}

/**
 * Text under which pandas finds index and types of a table. Integers and booleans with missing values become pandas'
 * nullable types; without this text pandas would turn them into floats and objects.
 *
 * @see the pandas developer documentation, "Storing pandas DataFrame objects in Apache Parquet format"
 */
export function describeForPandas(table: TableDescription): string {
  return JSON.stringify({
    index_columns: indexColumns(table),
    column_indexes: table.stored?.columnIndexes ?? [unnamedLevel],
    columns: table.schema.fields.map((field) => describeColumn(field, table)),
    attributes: table.stored?.attributes ?? {},
    creator: { library: 'lamindb-formats', version: '0.1.0' },
    pandas_version: '2.3.3',
  })
}

function indexColumns(table: TableDescription): unknown[] {
  if (!table.index.some((level) => fits(level, table.numRows))) {
    return [{ kind: 'range', name: null, start: 0, stop: table.numRows, step: 1 }]
  }
  return table.index.map((level) =>
    level.kind === 'column' ? level.field : { ...level, name: level.name ?? null },
  )
}

/** A range labels exactly as many rows as it has; a stored one does not fit to a part of its table. */
function fits(level: IndexLevel, numRows: number): boolean {
  return (
    level.kind === 'column' || Math.max(0, Math.ceil((level.stop - level.start) / level.step)) === numRows
  )
}

function describeColumn(field: Field, table: TableDescription): Record<string, unknown> {
  const level = table.index.find((level) => level.kind === 'column' && level.field === field.name)
  const stored = table.stored?.columns.find((column) => column.fieldName === field.name)
  const name = level === undefined ? (stored?.name ?? field.name) : (level.name ?? null)
  return {
    name,
    field_name: field.name,
    pandas_type: pandasType(field.type),
    numpy_type: numpyType(field, table, stored),
    metadata: typeMetadata(field, table),
  }
}

function numpyType(field: Field, table: TableDescription, stored: PandasColumn | undefined): string {
  const { type } = field
  const hasMissing = table.withMissing.has(field.name)
  switch (columnKind(type)) {
    case 'int': {
      const nullable = physicalType(type).replace('uint', 'UInt').replace('int', 'Int')
      return hasMissing || stored?.numpyType === nullable ? nullable : physicalType(type)
    }
    case 'bool':
      // pandas itself writes booleans with missing values as objects, which then come back as such.
      if (stored?.numpyType === 'object') return 'object'
      return hasMissing || stored?.numpyType === 'boolean' ? 'boolean' : 'bool'
    case 'float':
      return stored?.numpyType.startsWith('Float') ? stored.numpyType : physicalType(type)
    case 'text':
      return stored?.numpyType.startsWith('string') ? stored.numpyType : 'object'
    case 'category':
      return physicalType((type as Dictionary).indices)
    case 'zoned-timestamp':
      return physicalType(type).replace(/, .*/, ']')
    default:
      return physicalType(type)
  }
}

/** Logical names of pyarrow. */
function pandasType(type: DataType): string {
  switch (columnKind(type)) {
    case 'int':
    case 'float':
    case 'bool':
      return physicalType(type)
    case 'null':
      return 'empty'
    case 'text':
      return 'unicode'
    case 'binary':
      return 'bytes'
    case 'category':
      return 'categorical'
    case 'timestamp':
      return 'datetime'
    case 'zoned-timestamp':
      return 'datetimetz'
    case 'date':
    case 'time':
    case 'decimal':
      return columnKind(type)
    case 'list':
      return `list[${type.children[0] === undefined ? 'empty' : pandasType(type.children[0].type)}]`
    default:
      return 'object'
  }
}

function typeMetadata(field: Field, table: TableDescription): Record<string, unknown> | null {
  const { type } = field
  switch (columnKind(type)) {
    case 'category':
      return {
        num_categories: table.categories.get(field.name) ?? 0,
        ordered: (type as Dictionary).isOrdered,
      }
    case 'zoned-timestamp':
      return { timezone: (type as Timestamp).timezone }
    case 'decimal': {
      const { precision, scale } = type as Decimal
      return { precision, scale }
    }
    default:
      return null
  }
}
