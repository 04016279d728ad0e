import { Fields } from '../golden/fields.ts'
import { isGoldenList, type GoldenJson } from '../golden/golden-json.ts'
import { pythonFromGolden } from '../api/python-from-golden.ts'
import { PythonAnnData } from '../python/anndata.ts'
import type { PythonObject } from '../python/python-object.ts'
import { PythonColumn, PythonTable } from '../python/table.ts'

/** A table or an AnnData in memory that a golden file gives by its columns and their Arrow types. */
export function goldenTable(row: Fields): PythonObject {
  if (row.has('dataframe')) return tableOf(row.list('dataframe'))
  const matrix = row.fields('X').list('rows')
  return new PythonAnnData(
    matrix.map((values) => (isGoldenList(values) ? values.map(Number) : [])),
    axisOf(row.fields('obs')),
    axisOf(row.fields('var')),
  )
}

function axisOf(axis: Fields): PythonTable {
  const index = new PythonColumn(axis.list('index').map((label) => pythonFromGolden(label)))
  return tableOf(axis.list('columns'), index)
}

function tableOf(columns: readonly GoldenJson[], index?: PythonColumn): PythonTable {
  const named = columns.map((item) => {
    const column = Fields.of(item)
    return [column.text('name'), columnOf(column)] as const
  })
  return new PythonTable(named, index)
}

function columnOf(column: Fields): PythonColumn {
  const isDictionary = column.optionalText('column_dtype')?.startsWith('dictionary') === true
  const values = column.list('values').map((value) => pythonFromGolden(value))
  return new PythonColumn(values, isDictionary ? { values: undefined, ordered: false } : undefined)
}
