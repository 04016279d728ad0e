import type { BoundRegistry } from '@lamindb/core'
import type { ColumnMeta } from '../../../packages/core/src/registry/registry-meta.ts'
import { apiFromPython } from '../api/api-from-python.ts'
import type { PythonValue } from '../python/python-object.ts'
import { apiArgument } from './api-from-arguments.ts'
import { camelCase } from './names.ts'

/** A value as a column takes it: in JSON ints stay apart from floats, elsewhere numbers are plain. */
export function fieldValue(column: Pick<ColumnMeta, 'isJson'>, value: PythonValue): unknown {
  if (column.isJson) return apiFromPython(value)
  return typeof value === 'number' ? value : apiArgument(value)
}

/** Keywords of a constructor as its fields. */
export function fieldsOf(
  { meta }: BoundRegistry,
  keywords: ReadonlyMap<string, PythonValue>,
): Record<string, unknown> {
  return Object.fromEntries(
    [...keywords].map(([name, value]) => {
      const property = camelCase(name)
      const column = meta.columns.get(property)
      return [property, column ? fieldValue(column, value) : apiArgument(value)]
    }),
  )
}
