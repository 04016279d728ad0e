import { CalendarDate, Float, Timestamp } from '@lamindb/core/identity'
import { PythonDate, PythonDateTime } from '../python/dates.ts'
import { PythonDict } from '../python/python-dict.ts'
import { UnsupportedPython } from '../python/python-error.ts'
import { PythonObject, type PythonValue } from '../python/python-object.ts'
import { PythonPath } from '../python/python-path.ts'
import { PythonSet } from '../python/python-set.ts'
import { PythonGenericType, PythonType, PythonUnionType } from '../python/python-type.ts'
import { PythonList, PythonTuple } from '../python/sequences.ts'
import { PythonColumn, PythonTable } from '../python/table.ts'
import { PythonTimeDelta } from '../python/time-delta.ts'
import { arrowTable } from './arrow-from-python.ts'

/** A Python value that wraps one of the project: a record, a registry, a query. */
export abstract class ApiObject extends PythonObject {
  /** What the API takes for it. */
  abstract readonly apiValue: unknown
}

/**
 * A Python value as the API takes it: ints as `bigint`, floats without fraction as {@link Float}, dates as
 * {@link CalendarDate} and {@link Timestamp}, dicts as objects, or as a `Map` where an object would change their keys or
 * order.
 */
export function apiFromPython(value: PythonValue): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? new Float(value) : value
  if (!(value instanceof PythonObject)) return value
  if (value instanceof ApiObject) return value.apiValue
  if (value instanceof PythonList || value instanceof PythonTuple) return value.items.map(apiFromPython)
  if (value instanceof PythonSet) return new Set(value.iterate().map(apiFromPython))
  if (value instanceof PythonDict) return objectOf(value)
  if (value instanceof PythonPath) return value.path
  if (value instanceof PythonTable) return arrowTable(value)
  if (value instanceof PythonColumn) return value.values.map(apiFromPython)
  if (value instanceof PythonTimeDelta) return Number(value.microseconds)
  if (value instanceof PythonType) return dtypeOf(value)
  if (value instanceof PythonGenericType) {
    // Of the parametrised types only lists say more than the type itself.
    if (value.origin.className !== 'list') return dtypeOf(value.origin)
    return { listOf: apiFromPython(value.parameters[0] ?? null) }
  }
  // What `A | B` gives in JavaScript.
  if (value instanceof PythonUnionType) return 0
  if (value instanceof PythonDateTime) return timestampOf(value)
  if (value instanceof PythonDate) return new CalendarDate(value.year, value.month, value.day)
  throw new UnsupportedPython(`${value.repr()} has no form in the API`)
}

/** A type as a dtype: by name where it is one, else a class of JavaScript that is none. */
function dtypeOf({ className }: PythonType): unknown {
  const name = className.replace(/^datetime\./u, '')
  if (DTYPES.has(name)) return name
  return className === 'bytes' ? Uint8Array : Array
}

const DTYPES = new Set(['int', 'float', 'str', 'bool', 'dict', 'object', 'date', 'datetime'])

function objectOf(dict: PythonDict): Record<string, unknown> | Map<unknown, unknown> {
  const entries = dict.entries().map(([key, item]) => [apiFromPython(key), apiFromPython(item)] as const)
  const isPlain = entries.every(
    ([key]) => typeof key === 'string' && !/^\d+$/u.test(key) && key !== '__proto__',
  )
  return isPlain ? (Object.fromEntries(entries) as Record<string, unknown>) : new Map(entries)
}

function timestampOf(value: PythonDateTime): Timestamp {
  const utc = Timestamp.of(value.isoFormat())
  return value.zone === null ? utc.withOffset(undefined) : utc
}
