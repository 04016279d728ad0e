import { schemaHash } from '@lamindb/core/identity'
import { goldenFromApi } from '../api/golden-from-api.ts'
import { goldenFromPython } from '../api/golden-from-python.ts'
import { Fields } from '../golden/fields.ts'
import type { GoldenJson, GoldenObject } from '../golden/golden-json.ts'
import { attributeOf, elementsOf } from '../python/protocol.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { PythonValue } from '../python/python-object.ts'
import type { CaseKind, Outcome } from '../runner/case-kind.ts'
import { ApiRecord } from '../world/api-record.ts'
import type { ApiRegistry } from '../world/api-registry.ts'
import { worldKeywords, worldValue } from '../world/golden-values.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { callMethod, columnsOf, construct, rawRow, worldKind } from './world-kind.ts'

/** Cases on hashes of rows. */
export const ROW_HASH_KINDS: readonly CaseKind[] = [
  worldKind('Schema(…).save()', savedSchema, { compare: { rule: isRandomUid } }),
  worldKind('row of a given feature', async (recorded, world) => {
    const row = await rawRow(await worldValue(recorded.required('in'), world), world)
    return { uid: row['uid'], dtype: row['_dtype_str'], nullable: row['nullable'] }
  }),
  worldKind('Transform(…).save()', async (recorded, world) => {
    const transform = await construct('Transform', recorded.fields('in'), world)
    const row = await rawRow(await callMethod(transform, 'save'), world)
    return { hash: row['hash'], stored: row['source_code'] }
  }),
  worldKind('Transform.from_path(path).save()', fromPath),
  worldKind('Transform.from_path(notebook).save()', fromPath),
  worldKind('Collection(…), not saved', async (recorded, world) => {
    const collection = await construct('Collection', recorded.fields('in'), world)
    const members = await worldValue(recorded.fields('in').required('artifacts'), world)
    const hashes: GoldenJson[] = []
    for (const member of await elementsOf(members)) {
      hashes.push(goldenFromPython(await attributeOf(member, 'hash')))
    }
    return { hash: goldenFromPython(await attributeOf(collection, 'hash')), member_hashes: hashes }
  }),
  worldKind('ArtifactBlock(…).save()', async (recorded, world) => {
    const block = await construct('ArtifactBlock', recorded.fields('in'), world)
    const row = await rawRow(await callMethod(block, 'save'), world)
    return { hash: row['hash'], content: row['content'] }
  }),
  worldKind('Artifact(file, …).save(): the environment of a run', async (recorded, world) => {
    const { file, ...fields } = recorded.fields('in').object
    const path = await writtenFile(Fields.of(file), world)
    const keywords = await worldKeywords(new Fields(fields), world)
    const artifact = (world.named('Artifact') as ApiRegistry).call({ positional: [path], keywords })
    const row = await rawRow(await callMethod(await artifact, 'save'), world)
    return { out: columnsOf(row, recorded.fields('out')) }
  }),
]

async function fromPath(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const path = await writtenFile(recorded.fields('in').fields('file'), world)
  const transform = await callMethod(world.named('Transform'), 'from_path', path)
  const row = await rawRow(await callMethod(transform, 'save'), world)
  return { out: columnsOf(row, recorded.fields('out')) }
}

function writtenFile(file: Fields, world: LaminWorld): Promise<PythonValue> {
  return world.writeFile(file.text('name'), file.text('text'))
}

/** `uid` is recorded only where it is no random one. */
function isRandomUid(place: string, expected: GoldenJson): boolean | undefined {
  return place === 'uid' && expected === null ? true : undefined
}

async function savedSchema(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const schema = await construct('Schema', recorded.fields('in'), world)
  const row = await rawRow(await callMethod(schema, 'save'), world)
  const members = await elementsOf(await attributeOf(schema, 'members'))
  const optionals = await elementsOf(await callMethod(await attributeOf(schema, 'optionals'), 'get'))
  const isType = row['is_type'] === 1n
  return {
    hash: row['hash'],
    uid: row['uid'],
    parts: isType ? null : await hashParts(row, schema, members, optionals),
    row: columnsOf(row, recorded.optionalFields('row')),
    members: members.map((member) => givenNameOf(member, world)),
    optionals: isType ? null : (await Promise.all(optionals.map(nameOf))).toSorted(),
  }
}

/** What the hash of a stored schema is made of. */
async function hashParts(
  row: GoldenObject,
  schema: PythonValue,
  members: readonly PythonValue[],
  optionals: readonly PythonValue[],
): Promise<GoldenJson> {
  const uids = async (records: readonly PythonValue[]): Promise<string[]> =>
    Promise.all(records.map(async (record) => String(await attributeOf(record, 'uid'))))
  const optional = new Set(await uids(optionals))
  const boolean = (name: string): boolean | null => (row[name] === null ? null : row[name] === 1n)
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null)
  const indexUid = await attributeOf(schema, 'index_uid')
  const { parts } = schemaHash({
    dtype: text('_dtype_str'),
    itype: text('itype'),
    minimalSet: boolean('minimal_set'),
    orderedSet: boolean('ordered_set'),
    maximalSet: boolean('maximal_set'),
    flexible: boolean('flexible'),
    coerce: boolean('coerce'),
    suffix: text('suffix'),
    nMembers: row['n_members'] === null ? null : Number(row['n_members']),
    indexUid: typeof indexUid === 'string' ? indexUid : null,
    members: (await uids(members)).map((uid) => ({ uid, optional: optional.has(uid) })),
    slots: await slotHashes(schema),
  })
  return goldenFromApi(parts)
}

async function slotHashes(schema: PythonValue): Promise<Map<string, string | null>> {
  const slots = await attributeOf(schema, 'slots')
  const hashes = new Map<string, string | null>()
  for (const [slot, component] of slots instanceof PythonDict ? slots.entries() : []) {
    const hash = await attributeOf(component, 'hash')
    hashes.set(String(slot), typeof hash === 'string' ? hash : null)
  }
  return hashes
}

async function nameOf(record: PythonValue): Promise<string> {
  return String(await attributeOf(record, 'name'))
}

/** The name by which the case is given a record. */
function givenNameOf(record: PythonValue, world: LaminWorld): GoldenJson {
  for (const [name, value] of world.names()) {
    if (value instanceof ApiRecord && value.equals(record)) return name
  }
  return null
}
