import { metaOf } from '@lamindb/core'
import { goldenFromPython } from '../api/golden-from-python.ts'
import { compareCodePoints } from '../golden/canonical-rows.ts'
import type { Fields } from '../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../golden/golden-json.ts'
import { attributeOf, elementsOf } from '../python/protocol.ts'
import type { PythonObject, PythonValue } from '../python/python-object.ts'
import { PythonSession } from '../python/run-python.ts'
import type { CaseKind } from '../runner/case-kind.ts'
import { ApiLookup } from '../world/api-lookup.ts'
import { ApiQuerySet } from '../world/api-query-set.ts'
import { ApiRecord, isUnsaved } from '../world/api-record.ts'
import { ApiSearchResult } from '../world/api-search-result.ts'
import { withWorld } from '../world/with-world.ts'

/** How the result of Python code becomes data. */
type Reading = (value: PythonValue, recorded: Fields) => Promise<GoldenJson>
type Preparing = (value: GoldenJson, recorded: Fields) => GoldenJson

/** Searches, look-ups, constructors and filters: Python code on given rows. Rules begin with what they are about. */
export const SEARCH_KINDS: readonly CaseKind[] = [
  codeKind('search', searched, scored),
  codeKind('lookup', lookedUp),
  codeKind('constructor', constructed),
  codeKind('filter', found, (value, recorded) => (isInOrder(recorded) ? value : sortedTexts(value))),
]

function codeKind(about: string, read: Reading, prepare: Preparing = (value) => value): CaseKind {
  const rule = new RegExp(`^${about}(?:[:;]|$)`, 'u')
  return {
    name: `code about ${about}`,
    accepts: (recorded) => recorded.has('py') && rule.test(String(recorded.value('rule'))),
    inputs: ['py', 'read'],
    messages: 'quoted',
    call: (recorded, scope) =>
      withWorld(recorded, scope, async (world) => {
        const value = await new PythonSession(world).run(recorded.text('py'))
        return { out: prepare(await read(value, recorded), recorded) }
      }),
    prepare: (name, value, recorded) => (name === 'out' ? prepare(value, recorded) : value),
  }
}

/** Names of what was found, with the scores. */
async function searched(value: PythonValue): Promise<GoldenJson> {
  if (!(value instanceof ApiSearchResult)) return shown(value)
  const hits = await value.scored()
  const names = hits.map(({ record }) => nameOf(record as ApiRecord))
  const groups = Map.groupBy(hits.keys(), (index) => hits[index]?.score)
  return {
    order: names,
    groups: [...groups.values()].map((indices) =>
      indices.map((index) => String(names[index])).toSorted(compareCodePoints),
    ),
    scores: hits.map(({ score }) => BigInt(score)),
  }
}

/** The order within a group of equal score is not defined. */
function scored(value: GoldenJson): GoldenJson {
  if (!isGoldenObject(value)) return value
  const { groups = [], order = [], scores = [] } = value
  const isDefined = isGoldenList(groups) && groups.every((group) => isGoldenList(group) && group.length === 1)
  return isDefined ? { groups, order, scores } : { groups, scores }
}

/** `names`: the attributes of a look-up, sorted; `items`: with their values. */
async function lookedUp(value: PythonValue, recorded: Fields): Promise<GoldenJson> {
  if (!(value instanceof ApiLookup)) return shown(value)
  const names = value.names().toSorted(compareCodePoints)
  if (recorded.value('read') === 'names') return names
  const items: [string, GoldenJson][] = []
  for (const name of names) items.push([name, await shown(value.attribute(name))])
  return Object.fromEntries(items)
}

async function constructed(record: PythonValue): Promise<GoldenJson> {
  if (!(record instanceof ApiRecord)) return shown(record)
  return { new: isUnsaved(record.apiValue), name: goldenFromPython(await attributeOf(record, 'name')) }
}

async function found(value: PythonValue): Promise<GoldenJson> {
  return shown(value)
}

const isInOrder = (recorded: Fields): boolean => recorded.text('rule').endsWith('in order')

function sortedTexts(value: GoldenJson): GoldenJson {
  const isTexts = isGoldenList(value) && value.every((item) => typeof item === 'string')
  return isTexts ? value.map(String).toSorted(compareCodePoints) : value
}

/** A result with its records by name. */
async function shown(value: PythonValue): Promise<GoldenJson> {
  if (!(value instanceof ApiQuerySet)) return goldenFromPython(value, shownRecord)
  return (await elementsOf(value)).map((element) => goldenFromPython(element, shownRecord))
}

const shownRecord = (value: PythonObject): GoldenJson | undefined =>
  value instanceof ApiRecord ? nameOf(value) : undefined

/** What a record is called: its key or its name. */
function nameOf({ apiValue }: ApiRecord): GoldenJson {
  return String(Reflect.get(apiValue, metaOf(apiValue).nameField))
}
