import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../golden/golden-json.ts'
import { UnexpectedForm } from '../golden/fields.ts'
import { PythonDate, PythonDateTime } from '../python/dates.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonSet } from '../python/python-set.ts'
import { PythonList } from '../python/sequences.ts'

/** Reads an object with a tag that is not a value form of its own, as `{"$given": name}`; `undefined` for others. */
export type TagReader = (object: GoldenObject) => PythonValue | undefined

const SPECIAL_FLOATS: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity }

/**
 * The Python value that a golden value stands for: `{"$float": "nan"}`, `{"$set": […]}`, `{"$date": …}`,
 * `{"$datetime": …}` and `{"$hex": …}` included.
 *
 * @param readTag - asked first for every object
 */
export function pythonFromGolden(json: GoldenJson, readTag: TagReader = () => undefined): PythonValue {
  if (isGoldenList(json)) return new PythonList(json.map((item) => pythonFromGolden(item, readTag)))
  if (!isGoldenObject(json)) return json
  return readTag(json) ?? taggedValue(json, readTag) ?? dictOf(json, readTag)
}

function dictOf(object: GoldenObject, readTag: TagReader): PythonDict {
  return new PythonDict(
    Object.entries(object).map(([key, value]) => [key, pythonFromGolden(value, readTag)] as const),
  )
}

function taggedValue(object: GoldenObject, readTag: TagReader): PythonValue | undefined {
  const [only, ...more] = Object.entries(object)
  if (!only || more.length > 0 || !only[0].startsWith('$')) return undefined
  const [tag, content] = only
  if (tag === '$set')
    return new PythonSet(
      (isGoldenList(content) ? content : []).map((item) => pythonFromGolden(item, readTag)),
    )
  if (typeof content !== 'string') throw new UnexpectedForm(tag, 'a text', content)
  switch (tag) {
    case '$float':
      return SPECIAL_FLOATS[content] ?? Number.NaN
    case '$date':
      return PythonDate.fromIso(content)
    case '$datetime':
      return PythonDateTime.fromIso(content)
    case '$hex':
      return new Uint8Array(Buffer.from(content, 'hex'))
    case '$str':
      return content
    default:
      throw new UnexpectedForm(tag, 'a known tag', object)
  }
}
