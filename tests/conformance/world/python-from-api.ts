import { CalendarDate, Float, Timestamp } from '@lamindb/core/identity'
import { QuerySet } from '@lamindb/core'
import { PythonDate, PythonDateTime } from '../python/dates.ts'
import { PythonDict } from '../python/python-dict.ts'
import { UnsupportedPython } from '../python/python-error.ts'
import { PythonObject, type PythonValue } from '../python/python-object.ts'
import { PythonSet } from '../python/python-set.ts'
import { PythonList } from '../python/sequences.ts'
import { ApiRecordList } from './api-record-list.ts'

/** How objects of one class of the API appear to Python code; `undefined` for others. */
export type ApiWrapper = (value: object) => PythonValue | undefined

/** Asked in this order. The classes that wrap need this module themselves, so they are not imported here. */
const wrappers: ApiWrapper[] = []

/** Adds ways in which objects appear to Python code. */
export function addWrappers(...more: readonly ApiWrapper[]): void {
  wrappers.push(...more)
}

/** One Python value for one object of the API, so that they stay the same. */
const known = new WeakMap<object, PythonValue>()

/** A value of the API as Python code sees it; what is awaited in the API has been waited for. */
export async function pythonFromApi(value: unknown): Promise<PythonValue> {
  if (value instanceof QuerySet || (isObject(value) && isSearchResult(value))) return ofObject(value)
  if (!isThenable(value)) return pythonOf(value)
  const settled = await value
  const isWhole = isObject(value) && ('save' in value || 'toDataFrame' in value)
  return Array.isArray(settled) && isWhole
    ? new ApiRecordList(settled.map(pythonOf), value)
    : pythonOf(settled)
}

/** A value of the API that is no query and no promise. */
export function pythonOf(value: unknown): PythonValue {
  switch (typeof value) {
    case 'undefined':
      return null
    case 'boolean':
    case 'bigint':
    case 'string':
      return value
    case 'number':
      return Number.isInteger(value) && !Object.is(value, -0) ? BigInt(value) : value
    default:
      return value === null ? null : ofObject(value as object)
  }
}

function ofObject(value: object): PythonValue {
  if (value instanceof PythonObject || value instanceof Uint8Array) return value
  if (value instanceof Float) return value.value
  if (value instanceof Timestamp) return PythonDateTime.fromIso(value.toIso())
  if (value instanceof Date) return PythonDateTime.fromIso(Timestamp.of(value).toIso())
  if (value instanceof CalendarDate) return PythonDate.fromIso(value.toIso())
  if (Array.isArray(value)) return new PythonList(value.map(pythonOf))
  if (value instanceof Set) return new PythonSet([...value].map(pythonOf))
  if (value instanceof Map) return dictOf(value)
  if (Object.getPrototypeOf(value) === Object.prototype) return dictOf(Object.entries(value))
  return remembered(value)
}

function dictOf(entries: Iterable<readonly [unknown, unknown]>): PythonDict {
  return new PythonDict([...entries].map(([key, item]) => [pythonOf(key), pythonOf(item)] as const))
}

function remembered(value: object): PythonValue {
  const found = known.get(value)
  if (found !== undefined) return found
  const made = wrapped(value)
  known.set(value, made)
  return made
}

function wrapped(value: object): PythonValue {
  for (const wrapper of wrappers) {
    const found = wrapper(value)
    if (found !== undefined) return found
  }
  throw new UnsupportedPython(`nothing says how Python sees a ${value.constructor.name}`)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** What a search gives is asked for its hits, not awaited. */
const isSearchResult = (value: object): boolean => 'hits' in value

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
