import {
  Bool,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Int64,
  List,
  Table,
  TimestampNanosecond,
  Utf8,
  vectorFromArray,
  type DataType,
  type Vector,
  Field,
} from 'apache-arrow'
import { PythonDate, PythonDateTime } from '../python/dates.ts'
import { UnsupportedPython } from '../python/python-error.ts'
import type { PythonValue } from '../python/python-object.ts'
import { pythonText } from '../python/python-repr.ts'
import { PythonList, PythonTuple } from '../python/sequences.ts'
import type { PythonColumn, PythonTable } from '../python/table.ts'

/** A table of Python as an Arrow table: columns by the types that pandas would find. */
export function arrowTable(table: PythonTable): Table {
  const columns = table.columns().map(({ name, column }) => [pythonText(name), arrowVector(column)] as const)
  return new Table(Object.fromEntries(columns))
}

/** The values of a column as an Arrow vector; categorical columns are dictionaries. */
export function arrowVector(column: PythonColumn): Vector {
  const type = arrowType(column.values)
  const values = column.values.map((value) => (value === null ? null : arrowValue(value)))
  return vectorFromArray(values, column.categories ? new Dictionary(type, new Int32()) : type)
}

function arrowType(values: readonly PythonValue[]): DataType {
  const given = values.filter((value) => value !== null)
  const every = (test: (value: PythonValue) => boolean): boolean => given.length > 0 && given.every(test)
  if (every((value) => typeof value === 'boolean')) return new Bool()
  if (every((value) => typeof value === 'bigint')) return new Int64()
  if (every((value) => typeof value === 'bigint' || typeof value === 'number')) return new Float64()
  if (every((value) => value instanceof PythonDateTime)) {
    const [first] = given
    const isUtc = first instanceof PythonDateTime && first.zone !== null
    return new TimestampNanosecond(isUtc ? 'UTC' : null)
  }
  if (every((value) => value instanceof PythonDate)) return new DateDay()
  if (every(isSequence)) {
    return new List(new Field('item', arrowType(given.flatMap((value) => itemsOf(value))), true))
  }
  return new Utf8()
}

const isSequence = (value: PythonValue): value is PythonList | PythonTuple =>
  value instanceof PythonList || value instanceof PythonTuple

const itemsOf = (value: PythonValue): readonly PythonValue[] => (isSequence(value) ? value.items : [])

function arrowValue(value: PythonValue): unknown {
  if (value instanceof PythonDateTime) return BigInt(Date.parse(`${value.isoFormat()}Z`)) * 1_000_000n
  if (value instanceof PythonDate) return new Date(Date.UTC(value.year, value.month - 1, value.day))
  if (isSequence(value)) return value.items.map((item) => (item === null ? null : arrowValue(item)))
  if (typeof value === 'object') throw new UnsupportedPython('an object in a table')
  return value
}
