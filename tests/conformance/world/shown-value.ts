import { goldenFromPython } from '../api/golden-from-python.ts'
import type { GoldenJson } from '../golden/golden-json.ts'
import { elementsOf } from '../python/protocol.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { PythonValue } from '../python/python-object.ts'
import { pythonText } from '../python/python-repr.ts'
import { PythonSet } from '../python/python-set.ts'
import { PythonList, PythonTuple } from '../python/sequences.ts'
import { PythonTable } from '../python/table.ts'
import { ApiQuerySet } from './api-query-set.ts'
import { ApiRecord, isUnsaved } from './api-record.ts'

/** What an expression returned, as sequences record it: records by uid, queries as their records, tables by shape. */
export async function shownValue(value: PythonValue): Promise<GoldenJson> {
  if (value instanceof ApiRecord) return shownRecord(value)
  if (value instanceof ApiQuerySet) return { records: await shownAll(await value.iterate()) }
  if (value instanceof PythonList || value instanceof PythonTuple) return shownAll(value.items)
  if (value instanceof PythonSet) return { $set: await shownAll(await elementsOf(value)) }
  if (value instanceof PythonDict) {
    const entries: [string, GoldenJson][] = []
    for (const [key, item] of value.entries()) entries.push([pythonText(key), await shownValue(item)])
    return Object.fromEntries(entries)
  }
  if (value instanceof PythonTable) {
    const names = value.columns().map(({ name }) => pythonText(name))
    return { columns: names, rows: BigInt(value.length()) }
  }
  return goldenFromPython(value)
}

async function shownAll(values: readonly PythonValue[]): Promise<GoldenJson[]> {
  const shown: GoldenJson[] = []
  for (const value of values) shown.push(await shownValue(value))
  return shown
}

function shownRecord({ apiValue, typeName }: ApiRecord): GoldenJson {
  const uid: unknown = Reflect.get(apiValue, 'uid')
  return {
    record: typeName,
    uid: typeof uid === 'string' ? uid : null,
    id: isUnsaved(apiValue) ? null : BigInt(apiValue.id),
  }
}
