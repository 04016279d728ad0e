import { sql } from 'kysely'
import { metaOf, type RegistryRecord } from '@lamindb/core'
import { goldenFromApi } from '../../api/golden-from-api.ts'
import { goldenFromPython } from '../../api/golden-from-python.ts'
import type { GoldenJson, GoldenObject } from '../../golden/golden-json.ts'
import { attributeOf, elementsOf } from '../../python/protocol.ts'
import { ApiRecord } from '../../world/api-record.ts'
import { pythonOf } from '../../world/python-from-api.ts'
import type { LaminWorld } from '../../world/lamin-world.ts'

/** Columns of a schema that cases compare, with their names in the database. */
const SCHEMA_COLUMNS =
  'name itype otype dtype n_members minimal_set maximal_set ordered_set coerce flexible is_type suffix hash'.split(
    ' ',
  )
const TRUTH_VALUES: ReadonlySet<string> = new Set(
  'minimal_set maximal_set ordered_set coerce flexible is_type _key_is_virtual is_latest'.split(' '),
)
/** Columns of an artifact that cases compare; what depends on the writer of the file is not among them. */
const ARTIFACT_COLUMNS =
  'key description suffix kind otype _hash_type n_files n_observations _key_is_virtual is_latest version_tag'.split(
    ' ',
  )

/** A schema as cases show it: its row and its members. */
export async function schemaView(schema: ApiRecord): Promise<GoldenObject> {
  const view: Record<string, GoldenJson> = {}
  for (const column of SCHEMA_COLUMNS) view[column] = await valueOf(schema, column)
  view['aux'] = await valueOf(schema, '_aux')
  if (view['itype'] !== 'Feature' || view['n_members'] === null) return view
  const members: GoldenJson[] = []
  for (const member of await elementsOf(await attributeOf(schema, 'members'))) {
    const names = ['uid', 'name', '_dtype_str']
    members.push(await Promise.all(names.map((name) => valueOf(member as ApiRecord, name))))
  }
  return { ...view, members }
}

async function valueOf(record: ApiRecord, column: string): Promise<GoldenJson> {
  const value = goldenFromPython(await attributeOf(record, column))
  return TRUTH_VALUES.has(column) && typeof value === 'bigint' ? value === 1n : value
}

/** A curated artifact as cases show it: its row, the schemas of its slots, its labels and values. */
export async function artifactView(artifact: ApiRecord, world: LaminWorld): Promise<GoldenObject> {
  const view: Record<string, GoldenJson> = {}
  for (const column of ARTIFACT_COLUMNS) view[column] = await valueOf(artifact, column)
  const schema = await attributeOf(artifact, 'schema')
  view['schema'] = schema instanceof ApiRecord ? await valueOf(schema, 'hash') : null
  view['slots'] = await slotsView(artifact, world)
  view['label_links'] = await labelLinks(artifact.apiValue, world)
  view['json_values'] = await jsonValues(artifact.apiValue, world)
  return view
}

async function slotsView({ apiValue }: ApiRecord, world: LaminWorld): Promise<GoldenJson> {
  const { db } = world.instance
  const links = await db.queries
    .selectFrom('lamindb_artifactschema')
    .select(['slot', 'schema_id'])
    .where('artifact_id', '=', apiValue.id)
    .execute()
  const slots: Record<string, GoldenJson> = {}
  for (const { slot, schema_id: id } of links) {
    const schema = await world.record('Schema', new Map([['id', BigInt(id as number)]]))
    slots[String(slot)] = await schemaView(schema as ApiRecord)
  }
  return slots
}

/** Labels by table: feature, name of the label, ontology id. */
async function labelLinks(artifact: RegistryRecord, world: LaminWorld): Promise<GoldenJson> {
  const links: Record<string, GoldenJson> = {}
  for (const relation of metaOf(artifact).relations.values()) {
    if (relation.kind !== 'through' || !relation.link.columns.has('featureId')) continue
    const { target, link } = relation
    const name = sql.ref(`t.${target.columns.get(target.nameField)?.column ?? 'uid'}`)
    const ontologyId = target.columns.has('ontologyId') ? sql.ref('t.ontology_id') : sql`null`
    const { rows } = await sql<Record<'feature' | 'label' | 'ontologyId', unknown>>`
      select f.name as feature, ${name} as label, ${ontologyId} as "ontologyId"
      from ${sql.table(link.table)} as l
      join ${sql.table(target.table)} as t on t.id = ${sql.ref(`l.${relation.targetColumn}`)}
      left join lamindb_feature as f on f.id = l.feature_id
      where ${sql.ref(`l.${relation.ownColumn}`)} = ${artifact.id}`.execute(world.instance.db.queries)
    if (rows.length === 0) continue
    links[link.name] = {
      $set: rows.map(({ feature, label, ontologyId: id }) =>
        [feature, label, id].map((cell) => goldenFromApi(cell)),
      ),
    }
  }
  return links
}

async function jsonValues(artifact: RegistryRecord, world: LaminWorld): Promise<GoldenJson> {
  const { rows } = await sql<Record<'feature' | 'value', unknown>>`
    select f.name as feature, v.value as value
    from lamindb_artifactjsonvalue as l
    join lamindb_jsonvalue as v on v.id = l.jsonvalue_id
    join lamindb_feature as f on f.id = v.feature_id
    where l.artifact_id = ${artifact.id}`.execute(world.instance.db.queries)
  const values = rows.map(({ feature, value }): GoldenJson => [
    goldenFromApi(feature),
    goldenFromPython(pythonOf(JSON.parse(String(value)))),
  ])
  return { $set: values }
}

/** A recorded view of an artifact in the form of {@link artifactView}. */
export function recordedArtifact(view: GoldenObject): GoldenObject {
  const { size: _size, hash: _hash, label_links: links, json_values: values, ...rest } = view
  return {
    ...rest,
    ...(links !== undefined && {
      label_links: Object.fromEntries(
        Object.entries(links as GoldenObject).map(([table, rows]) => [table, { $set: rows as GoldenJson[] }]),
      ),
    }),
    ...(values !== undefined && { json_values: { $set: values as GoldenJson[] } }),
  }
}
