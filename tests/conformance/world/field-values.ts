import type { BoundRegistry } from '@lamindb/core'
import type { ColumnMeta } from '../../../packages/core/src/registry/registry-meta.ts'
import { apiFromPython } from '../api/api-from-python.ts'
import { PythonDate } from '../python/dates.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { PythonValue } from '../python/python-object.ts'
import { pythonText } from '../python/python-repr.ts'
import { apiArgument } from './api-from-arguments.ts'
import { keywordName } from './member-name.ts'

/**
 * A value as a column takes it: in JSON ints stay apart from floats, elsewhere numbers are plain. Here time spans are numbers of
 * microseconds, which Python's numbers without unit are not: these are given as their texts.
 */
export function fieldValue(
  column: Pick<ColumnMeta, 'isJson' | 'isDuration' | 'databaseType'>,
  value: PythonValue,
): unknown {
  if (column.isJson) return apiFromPython(value)
  if (column.isDuration && (typeof value === 'bigint' || typeof value === 'number')) return pythonText(value)
  if (column.databaseType === 'date' && value instanceof PythonDate) return value.isoFormat()
  return typeof value === 'number' ? value : apiArgument(value)
}

/** Keywords of a constructor as its fields. */
export function fieldsOf(
  { meta }: BoundRegistry,
  keywords: ReadonlyMap<string, PythonValue>,
): Record<string, unknown> {
  return Object.fromEntries(
    [...keywords].map(([name, value]) => {
      const property = keywordName(name)
      const column = meta.columns.get(property)
      if (value instanceof PythonDict && WITH_PLAIN_VALUES.has(name)) return [property, plainValues(value)]
      return [property, column ? fieldValue(column, value) : apiArgument(value)]
    }),
  )
}

/** Dicts whose values are arguments, not data. */
const WITH_PLAIN_VALUES: ReadonlySet<string> = new Set(['cat_filters', 'slots'])

function plainValues(dict: PythonDict): Record<string, unknown> {
  return Object.fromEntries(dict.entries().map(([key, value]) => [pythonText(key), apiArgument(value)]))
}
