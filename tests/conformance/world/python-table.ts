import { DataType, type Table, type Vector } from 'apache-arrow'
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

/** An Arrow table of the API as a table of Python; its first column is the index. */
export function pythonTable(table: Table): PythonTable {
  return new PythonTable(
    table.schema.fields.map(({ name }) => [name, new ArrowColumn(table.getChild(name) as Vector)] as const),
  )
}

function valuesOf(vector: Vector): PythonValue[] {
  return [...vector].map((value) => arrowValue(value, vector.type))
}

function arrowValue(value: unknown, type: DataType): PythonValue {
  if (value === null || value === undefined) return null
  if (DataType.isFloat(type)) return Number(value)
  if (DataType.isList(type)) {
    const items = [...(value as Iterable<unknown>)]
    return pythonOf(items)
  }
  return pythonOf(value)
}
