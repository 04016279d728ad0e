import type { RegistryRecord } from '@lamindb/core'
import { Fields, UnexpectedForm } from '../golden/fields.ts'
import { isGoldenList } from '../golden/golden-json.ts'
import type { GoldenFile } from '../golden/golden-file.ts'
import { attributeOf, callOf } from '../python/protocol.ts'
import type { CallArguments, PythonValue } from '../python/python-object.ts'
import { PythonDict } from '../python/python-dict.ts'
import { PythonList } from '../python/sequences.ts'
import { ApiRecord, isUnsaved } from './api-record.ts'
import type { ApiRegistry } from './api-registry.ts'
import { goldenTable } from './golden-tables.ts'
import { worldKeywords, worldValue } from './golden-values.ts'
import type { LaminWorld } from './lamin-world.ts'

const NOTHING: CallArguments = { positional: [], keywords: new Map() }

/** The rows of the groups that a case is given, in order. */
export function givenRows(file: GoldenFile, groups: readonly string[]): Fields[] {
  const all = file.content.optionalFields('given')
  return groups.flatMap((group) => {
    const rows = all?.value(group)
    if (!isGoldenList(rows)) throw new UnexpectedForm('given', `rows of the group '${group}'`, rows)
    return rows.map((row) => Fields.of(row, group))
  })
}

/** Makes given rows through the API, and names them. */
export async function makeGivenRows(rows: readonly Fields[], world: LaminWorld): Promise<void> {
  for (const row of rows) {
    if (row.has('add')) await addRelated(row, world)
    else give(row, await makeGiven(row, world), world)
  }
}

/**
 * Names the rows of an instance that {@link makeGivenRows} has filled before: saved ones are read, others made anew.
 *
 * @param known - the rows by their names in the world that made them
 */
export async function nameGivenRows(
  rows: readonly Fields[],
  known: ReadonlyMap<string, PythonValue>,
  world: LaminWorld,
): Promise<void> {
  for (const row of rows.filter((candidate) => candidate.has('as'))) {
    const made = known.get(row.text('as'))
    const isSaved = made instanceof ApiRecord && !isUnsaved(made.apiValue)
    give(row, isSaved ? await reread(made.apiValue, world) : await makeGiven(row, world), world)
  }
}

function give(row: Fields, value: PythonValue, world: LaminWorld): void {
  const name = row.optionalText('as')
  if (name !== undefined) world.give(name, value)
  const placeholder = row.optionalText('uid')
  if (placeholder?.startsWith('<') && value instanceof ApiRecord)
    world.uids.set(placeholder, String(Reflect.get(value.apiValue, 'uid')))
}

async function reread(record: RegistryRecord, world: LaminWorld): Promise<PythonValue> {
  const { meta } = record.constructor as unknown as { meta: { entityName: string } }
  const get = await attributeOf(world.named(meta.entityName), 'get')
  return callOf(get, { positional: [BigInt(record.id)], keywords: new Map() })
}

async function makeGiven(row: Fields, world: LaminWorld): Promise<PythonValue> {
  if (row.has('dataframe') || row.has('X')) return goldenTable(row)
  const registry = world.named(row.text('registry')) as ApiRegistry
  if (row.has('existing')) return existing(registry, row.fields('existing'), world)
  const { uid, ...fields } = row.optionalFields('fields')?.object ?? {}
  const keywords = await worldKeywords(new Fields(fields), world)
  const record = (await registry.call({ positional: await fileOf(row, world), keywords })) as ApiRecord
  if (uid !== undefined) record.setAttribute('uid', await worldValue(uid, world))
  if (row.value('unsaved') === true) return record
  await callOf(await attributeOf(record, 'save'), NOTHING)
  if (row.has('features')) await addValues(record, row, world)
  if (row.value('then') === 'delete') await callOf(await attributeOf(record, 'delete'), NOTHING)
  return record
}

/** Written to `<files>` and passed as the path. */
async function fileOf(row: Fields, world: LaminWorld): Promise<PythonValue[]> {
  const file = row.optionalFields('file')
  return file === undefined ? [] : [await world.writeFile(file.text('name'), file.text('text'))]
}

async function existing(registry: ApiRegistry, fields: Fields, world: LaminWorld): Promise<PythonValue> {
  const get = await registry.attribute('get')
  return callOf(get, { positional: [], keywords: await worldKeywords(fields, world) })
}

async function addValues(record: ApiRecord, row: Fields, world: LaminWorld): Promise<void> {
  const features = await attributeOf(record, 'features')
  const values = new PythonDict(await worldKeywords(row.fields('features'), world))
  await callOf(await attributeOf(features, 'add_values'), { positional: [values], keywords: new Map() })
}

async function addRelated(row: Fields, world: LaminWorld): Promise<void> {
  const added = await worldValue(row.required('add'), world)
  const related = await attributeOf(await worldValue(row.required('to'), world), row.text('relation'))
  const positional = added instanceof PythonList ? added.items : [added]
  await callOf(await attributeOf(related, 'add'), { positional, keywords: new Map() })
}
