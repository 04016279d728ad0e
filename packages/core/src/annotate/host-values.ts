import type { Queries } from '../database/database.ts'
import type { Instance } from '../instance/instance.ts'
import { fieldOf, instanceOf, metaOf } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import type { Record } from '../registries/record.ts'
import { EXTERNAL_SLOT } from '../registries/schema/schema-slots.ts'
import type { Schema } from '../registries/schema.ts'
import type { Artifact } from '../registries/artifact.ts'

/** Records that have values of features. */
export type HostKind = 'Artifact' | 'Run' | 'Record'

/** A record that has values of features, and how they are stored for its kind. */
export interface Host {
  readonly record: RegistryRecord
  readonly kind: HostKind
  readonly meta: RegistryMeta
  readonly instance: Instance
  /** Where to read: within a transaction, if there is one. */
  readonly queries: Queries
  /** Column with the id of the host in link tables. */
  readonly column: string
}

export function hostOf(record: RegistryRecord, queries?: Queries): Host {
  const meta = metaOf(record)
  return {
    record,
    kind: meta.name as HostKind,
    meta,
    instance: instanceOf(record),
    queries: queries ?? instanceOf(record).queries,
    column: `${meta.name.toLowerCase()}_id`,
  }
}

/** Table that links values without registry to artifacts and runs; records hold them in a table of their own. */
export const jsonLinkOf = ({ instance, kind }: Host): RegistryMeta =>
  instance.registryNamed(kind === 'Record' ? 'RecordJson' : `${kind}JsonValue`).meta

/**
 * The schema for the values of features that are not in the dataset: that of the external slot, or a flat schema of an
 * artifact without structure.
 */
export async function externalSchema({ kind, record }: Host): Promise<Schema | undefined> {
  if (kind !== 'Artifact') return undefined
  const artifact = record as Artifact
  const schema = await artifact.schema
  if (!schema) return undefined
  const slots = await schema.slots
  const external = slots.get(EXTERNAL_SLOT)
  if (external) return external
  return artifact.otype === null && slots.size === 0 ? schema : undefined
}

/** The schema of the sheet that a record is a row of. */
export async function sheetSchema({ kind, record }: Host): Promise<Schema | undefined> {
  if (kind !== 'Record' || fieldOf(record, 'typeId') === null) return undefined
  const type = await (record as Record).type
  return (await type?.schema) ?? undefined
}

/** The features of the schemas that were inferred from a dataset: their values are set by curation alone. */
export async function datasetFeatures({ kind, queries, record }: Host): Promise<Map<number, string>> {
  if (kind !== 'Artifact') return new Map()
  const rows = await queries
    .selectFrom('lamindb_feature as feature')
    .innerJoin('lamindb_schemafeature as member', 'member.feature_id', 'feature.id')
    .innerJoin('lamindb_artifactschema as link', 'link.schema_id', 'member.schema_id')
    .where('link.artifact_id', '=', record.id)
    .select(['feature.id', 'feature.name'])
    .distinct()
    .execute()
  return new Map(rows.map((row) => [Number(row['id']), String(row['name'])]))
}

/** `Record 'name' (uid=…, type='…')`, as messages name the host. */
export async function hostText({ kind, record }: Host): Promise<string> {
  const name = kind === 'Artifact' ? undefined : fieldOf(record, 'name')
  const type = kind === 'Record' ? await (record as Record).type : undefined
  const about = [`uid=${String(fieldOf(record, 'uid'))}`, ...(type?.name ? [`type='${type.name}'`] : [])]
  return `${kind}${name ? ` '${String(name)}'` : ''} (${about.join(', ')})`
}
