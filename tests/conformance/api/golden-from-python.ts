import { PythonDate, PythonDateTime } from '../python/dates.ts'
import { PythonDict } from '../python/python-dict.ts'
import { UnsupportedPython } from '../python/python-error.ts'
import { PythonObject, type PythonValue } from '../python/python-object.ts'
import { PythonPath } from '../python/python-path.ts'
import { pythonText } from '../python/python-repr.ts'
import { PythonSet } from '../python/python-set.ts'
import { PythonList, PythonTuple } from '../python/sequences.ts'
import { PythonColumn } from '../python/table.ts'
import type { GoldenJson } from '../golden/golden-json.ts'

/** Reads Python values that are no data, as records; `undefined` for others. */
export type PythonReader = (value: PythonObject) => GoldenJson | undefined

/** A Python value in the forms of golden files. */
export function goldenFromPython(value: PythonValue, read: PythonReader = () => undefined): GoldenJson {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { $float: Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf' }
  }
  if (value instanceof Uint8Array) return { $hex: Buffer.from(value).toString('hex') }
  if (!(value instanceof PythonObject)) return value
  return read(value) ?? ofObject(value, read)
}

function ofObject(value: PythonObject, read: PythonReader): GoldenJson {
  const inner = (item: PythonValue): GoldenJson => goldenFromPython(item, read)
  if (value instanceof PythonList || value instanceof PythonTuple) return value.items.map(inner)
  if (value instanceof PythonColumn) return value.values.map(inner)
  if (value instanceof PythonSet) return { $set: value.iterate().map(inner) }
  if (value instanceof PythonDict) {
    return Object.fromEntries(value.entries().map(([key, item]) => [pythonText(key), inner(item)]))
  }
  if (value instanceof PythonDateTime) return { $datetime: value.isoFormat() }
  if (value instanceof PythonDate) return { $date: value.isoFormat() }
  if (value instanceof PythonPath) return value.path
  throw new UnsupportedPython(`${value.repr()} has no form in golden files`)
}
