import { Fields } from '../golden/fields.ts'
import { isGoldenList } from '../golden/golden-json.ts'
import { pythonFromGolden } from '../api/python-from-golden.ts'
import { UnsupportedPython } from '../python/python-error.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonColumn, PythonTable } from '../python/table.ts'

/** A table in memory that a golden file gives by its columns and their Arrow types. */
export function goldenTable(row: Fields): PythonTable {
  if (!row.has('dataframe')) throw new UnsupportedPython('AnnData in memory')
  return new PythonTable(
    row.list('dataframe').map((item) => {
      const column = Fields.of(item)
      return [column.text('name'), columnOf(column)] as const
    }),
  )
}

function columnOf(column: Fields): PythonColumn {
  const values = column.value('values')
  const isDictionary = column.optionalText('column_dtype')?.startsWith('dictionary') === true
  const items: PythonValue[] = (isGoldenList(values) ? values : []).map((value) => pythonFromGolden(value))
  return new PythonColumn(items, isDictionary ? { values: undefined, ordered: false } : undefined)
}
