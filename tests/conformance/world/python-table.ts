import { DataType, type Table, type Vector } from 'apache-arrow'
import { nanosecondsOf } from '../api/arrow-ticks.ts'
import { PythonDate, PythonDateTime } from '../python/dates.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonColumn, PythonTable } from '../python/table.ts'
import { pythonOf } from './python-from-api.ts'

/** A column that came from Arrow, with its type. */
export class ArrowColumn extends PythonColumn {
  readonly arrowType: DataType

  constructor(vector: Vector) {
    const isDictionary = DataType.isDictionary(vector.type)
    super(valuesOf(vector), isDictionary ? { values: undefined, ordered: vector.type.isOrdered } : undefined)
    this.arrowType = vector.type
  }
}

/** A data frame that came as an Arrow table. */
export class ArrowFrame extends PythonTable {
  /** `null` where row labels have no name */
  readonly indexName: string | null

  constructor(columns: readonly (readonly [string, ArrowColumn])[], indexName: string | null) {
    super(
      columns.filter(([name]) => name !== indexName),
      columns.find(([name]) => name === indexName)?.[1],
    )
    this.indexName = indexName
  }
}

/** An Arrow table of the API as pandas would hold it: row labels are the column that was stored as such, or the ids. */
export function pythonTable(table: Table): ArrowFrame {
  const { fields, metadata } = table.schema
  const columns = fields.map(
    ({ name }, at) => [name, new ArrowColumn(table.getChildAt(at) as Vector)] as const,
  )
  return new ArrowFrame(
    columns,
    storedIndex(metadata) ?? (fields.some(({ name }) => name === 'id') ? 'id' : null),
  )
}

function storedIndex(metadata: ReadonlyMap<string, string>): string | undefined {
  const stored = JSON.parse(metadata.get('pandas') ?? '{}') as { readonly index_columns?: readonly unknown[] }
  const [level] = stored.index_columns ?? []
  return typeof level === 'string' ? level : undefined
}

function valuesOf(vector: Vector): PythonValue[] {
  const { type } = vector
  if (DataType.isTimestamp(type))
    return nanosecondsOf(vector, type.unit).map((time) =>
      time === null ? null : moment(time, type.timezone),
    )
  return [...vector].map((value) => arrowValue(value, type))
}

function moment(nanoseconds: bigint, zone: string | null | undefined): PythonValue {
  const microseconds = nanoseconds / 1000n
  const seconds = new Date(Number(nanoseconds / 1_000_000n)).toISOString().slice(0, 19)
  const fraction = String(((microseconds % 1_000_000n) + 1_000_000n) % 1_000_000n).padStart(6, '0')
  return PythonDateTime.fromIso(`${seconds}.${fraction}${zone ? '+00:00' : ''}`)
}

function arrowValue(value: unknown, type: DataType): PythonValue {
  if (value === null || value === undefined) return null
  if (DataType.isFloat(type)) return Number(value)
  if (DataType.isDate(type)) return PythonDate.fromIso(new Date(Number(value)).toISOString().slice(0, 10))
  return DataType.isList(type) ? pythonOf([...(value as Iterable<unknown>)]) : pythonOf(value)
}
