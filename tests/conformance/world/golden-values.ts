import { Fields, UnexpectedForm } from '../golden/fields.ts'
import type { GoldenJson, GoldenObject } from '../golden/golden-json.ts'
import { pythonFromGolden } from '../api/python-from-golden.ts'
import { PYTHON_BUILTINS } from '../python/builtins.ts'
import { attributeOf, callOf } from '../python/protocol.ts'
import type { PythonValue } from '../python/python-object.ts'
import type { LaminWorld } from './lamin-world.ts'

/**
 * The value that data of a golden file stands for, with what only a world knows: `{"$given": name}` (optional within a
 * schema or not), `{"registry": …}`, `{"field": …}` and `{"type": …}`.
 */
export async function worldValue(json: GoldenJson, world: LaminWorld): Promise<PythonValue> {
  const prepared = new Map<GoldenObject, PythonValue>()
  await prepare(json, world, prepared)
  return pythonFromGolden(json, (object) => prepared.get(object))
}

/** Fields of a row, or keywords of a call, as values by name. */
export async function worldKeywords(
  fields: Fields | undefined,
  world: LaminWorld,
): Promise<Map<string, PythonValue>> {
  const keywords = new Map<string, PythonValue>()
  for (const [name, value] of Object.entries(fields?.object ?? {})) {
    keywords.set(name, await worldValue(value, world))
  }
  return keywords
}

async function prepare(
  json: GoldenJson,
  world: LaminWorld,
  prepared: Map<GoldenObject, PythonValue>,
): Promise<void> {
  if (typeof json !== 'object' || json === null) return
  if (Array.isArray(json)) {
    for (const item of json as readonly GoldenJson[]) await prepare(item, world, prepared)
    return
  }
  const object = json as GoldenObject
  const value = await taggedValue(new Fields(object), world)
  if (value !== undefined) prepared.set(object, value)
  else for (const item of Object.values(object)) await prepare(item, world, prepared)
}

async function taggedValue(fields: Fields, world: LaminWorld): Promise<PythonValue | undefined> {
  const names = fields.names()
  if (fields.has('$given')) return givenValue(fields, world)
  if (names.length !== 1) return undefined
  switch (names[0]) {
    case 'registry':
      return world.named(fields.text('registry'))
    case 'field':
      return fieldNamed(fields.text('field'), world)
    case 'type':
      return PYTHON_BUILTINS.get(fields.text('type')) ?? undefined
    default:
      return undefined
  }
}

async function givenValue(fields: Fields, world: LaminWorld): Promise<PythonValue> {
  const name = fields.text('$given')
  const value = world.resolve(name)
  if (value === undefined) throw new UnexpectedForm('$given', 'a name that the case is given', name)
  if (fields.value('optional') !== true) return value
  const configure = await attributeOf(value, 'with_config')
  return callOf(configure, { positional: [], keywords: new Map([['optional', true]]) })
}

async function fieldNamed(text: string, world: LaminWorld): Promise<PythonValue> {
  const dot = text.lastIndexOf('.')
  return attributeOf(world.named(text.slice(0, dot)), text.slice(dot + 1))
}
