import type { DatabaseTransaction } from '../database/database.ts'
import type { Instance } from '../instance/instance.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Schema } from '../registries/schema.ts'
import { oneOf } from '../registry/comparison.ts'
import { defaultsOf } from '../registry/defaults.ts'
import { hydrate } from '../registry/hydrate.ts'
import { insertRows } from '../registry/insert-rows.ts'
import { instanceOf, isNew } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { columnRef } from '../registry/where.ts'
import type { ComponentCurator } from './component-curator.ts'
import { idsOfLabels } from './vectors/resolve-labels.ts'

/**
 * The schema of the columns that a table has: the one that it was checked by, if it has exactly these members. With very
 * many columns it only says how many there are.
 */
export async function featureSet(
  instance: Instance,
  slot: string,
  curator: ComponentCurator,
): Promise<Schema | undefined> {
  const { plan, vectors } = await curator.prepare()
  const columns = vectors.get('columns')
  if (!columns) {
    instance.logger.warning(`no features found for slot ${slot}`)
    return undefined
  }
  const { schema, indexFeature } = plan
  const itype = schema.itype === 'Composite' || schema.itype === null ? 'Feature' : schema.itype
  const count = columns.found.reduce((total, labels) => total + labels.count, 0) + (indexFeature ? 1 : 0)
  const most = instance.settings.annotation.nMaxRecords
  const features = (await recordsOf(instance, columns)).filter(({ id }) => id !== indexFeature?.id)
  const set = await instance.Schema.create({
    features,
    itype,
    ...(indexFeature && { index: indexFeature }),
    minimalSet: schema.minimalSet,
    maximalSet: schema.maximalSet,
    orderedSet: schema.orderedSet,
    coerce: schema.coerce,
  })
  if (!isNew(set) || count <= most) return set
  instance.logger.warning(
    `not annotating with ${count} features for slot ${slot} as it exceeds ${most} (ln.settings.annotation.n_max_records)`,
  )
  return instance.Schema.create({ itype, nMembers: count })
}

async function recordsOf(
  instance: Instance,
  { found }: { readonly found: Parameters<typeof idsOfLabels>[1] },
): Promise<RegistryRecord[]> {
  const records: RegistryRecord[] = []
  for (const [meta, ids] of await idsOfLabels(instance, found))
    records.push(...(await byIds(instance, meta, ids)))
  return records
}

/** Records in the order of the ids. */
async function byIds(
  instance: Instance,
  meta: RegistryMeta,
  ids: readonly number[],
): Promise<RegistryRecord[]> {
  if (ids.length === 0) return []
  const rows = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(oneOf(columnRef(meta, 'id'), { isText: false, isJson: false }, ids, instance.dialect))
    .execute()
  const records = new Map(rows.map((row) => [Number(row['id']), hydrate(meta.registry, row)]))
  return ids.flatMap((id) => records.get(id) ?? [])
}

/** Says which schema the columns of a slot have, in the place of what was said before. */
export async function linkFeatureSet(
  artifact: Artifact,
  slot: string,
  schema: Schema,
  trx: DatabaseTransaction,
): Promise<void> {
  const meta = metaOfLinks(artifact)
  const existing = await trx
    .selectFrom(meta.table)
    .select(['id', 'schema_id'])
    .where('artifact_id', '=', artifact.id)
    .where('slot', '=', slot)
    .executeTakeFirst()
  if (!existing) {
    const row = { ...defaultsOf(meta), artifact_id: artifact.id, schema_id: schema.id, slot }
    await insertRows(trx, meta, [row])
  } else if (Number(existing['schema_id']) !== schema.id) {
    await trx.updateTable(meta.table).set({ schema_id: schema.id }).where('id', '=', existing['id']).execute()
  }
}

const metaOfLinks = (artifact: Artifact): RegistryMeta =>
  instanceOf(artifact).registryNamed('ArtifactSchema').meta
