import { sql } from 'kysely'

import type { DatabaseTransaction } from '../../database/database.ts'
import { InvalidArgument } from '../../errors.ts'
import { parseDtype } from '../../identity/dtype/parse-dtype.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { fieldOf, instanceOf, isNew, metaOf, setField } from '../../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../../registry/record.ts'
import type { Feature } from '../feature.ts'
import { dtypeRegistries } from './instance-dtypes.ts'

/** Fields of records whose values features may show, by the name under which they are stored. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['created_at', 'createdAt'],
  ['created_by', 'createdBy'],
  ['description', 'description'],
  ['name', 'name'],
  ['reference', 'reference'],
  ['reference_type', 'referenceType'],
  ['run', 'run'],
  ['type', 'type'],
  ['updated_at', 'updatedAt'],
])

const TIMES = new Set(['created_at', 'updated_at'])
/** Registries that fields point to. */
const TARGETS: ReadonlyMap<string, string> = new Map([
  ['created_by', 'User'],
  ['run', 'Run'],
  ['type', 'Record'],
])

type Aux = { readonly [key: string]: unknown }

const textAt = (aux: Aux | null | undefined, key: string): string | undefined => {
  const value = aux?.[key]
  return typeof value === 'string' ? value : undefined
}

/** The property of records that a feature gets its values from. */
export function fieldThrough(aux: Aux | null | undefined): string | undefined {
  return FIELDS.get(textAt(aux, 'sf') ?? '')
}

/** Uid of the feature whose links, seen from the other end, are the values of a feature. */
export const sourceThrough = (aux: Aux | null | undefined): string | undefined => textAt(aux, 'vf')

/** Uid of the feature that shows the links of a feature from the other end. */
export const shownThrough = (aux: Aux | null | undefined): string | undefined => textAt(aux, 'rf')

/** What was given as the origin of the values of a feature. */
export type ValuesThrough = string | Feature | null

/**
 * Notes where a feature gets its values from; written when it is saved.
 *
 * @throws InvalidArgument for another field, another dtype than that of the field, and features that are no pair
 */
export function setThrough(feature: Feature, through: unknown): void {
  const { sf: _, vf: __, ...rest } = feature._aux ?? {}
  if (through === null) feature._aux = rest
  else if (typeof through === 'string') feature._aux = { ...rest, sf: checkedField(feature, through) }
  else if (through instanceof RegistryRecord && metaOf(through).name === 'Feature') {
    checkPair(feature, through as Feature)
    feature._aux = { ...rest, vf: (through as Feature).uid }
  } else
    throw new InvalidArgument(
      'Values of a feature come through a field of records or another feature, or null for neither.',
    )
  feature.pending.through = through as ValuesThrough
}

function checkedField(feature: Feature, given: string): string {
  const name = [...FIELDS].find(([stored, property]) => given === stored || given === property)?.[0]
  if (name === undefined) {
    throw new InvalidArgument(
      `Unsupported feature field mapping '${given}'. Allowed values are: ${[...FIELDS.keys()].join(', ')}`,
    )
  }
  const target = TARGETS.get(name)
  if (target !== undefined) checkTarget(feature, name, target)
  else if (TIMES.has(name)) {
    if (!['datetime', 'datetime64[ns, UTC]'].includes(feature.dtype ?? ''))
      throw wrongDtype(name, "requires feature dtype 'datetime' or 'datetime64[ns, UTC]'")
  } else if (feature.dtype !== 'str') throw wrongDtype(name, "requires feature dtype 'str'")
  return name
}

function checkTarget(feature: Feature, name: string, target: string): void {
  const [component, ...more] = parseDtype(feature.dtype ?? '', dtypeRegistries(instanceOf(feature)))
  if (!component || more.length > 0 || component.isList)
    throw wrongDtype(name, 'requires a non-list categorical dtype')
  if (component.registry.name !== target)
    throw wrongDtype(name, `requires a categorical dtype pointing to ${target}`)
}

const wrongDtype = (name: string, what: string): InvalidArgument =>
  new InvalidArgument(`Feature(..., values_through='${name}') ${what}`)

function checkPair(feature: Feature, source: Feature): void {
  const refuse = (what: string): never => {
    throw new InvalidArgument(`Feature(..., values_through=...) ${what}`)
  }
  if (feature.uid === source.uid) refuse('cannot point to itself')
  if (isNew(source)) refuse('requires a saved Feature object')
  const partner = shownThrough(source._aux) ?? sourceThrough(source._aux)
  if (partner !== undefined && partner !== feature.uid)
    refuse('got a feature that is related to another one already')
  const registries = dtypeRegistries(instanceOf(feature))
  const [own, theirs] = [feature, source].map(({ dtype }) => parseDtype(dtype ?? '', registries))
  const isRecord = (components: typeof own): boolean =>
    components?.length === 1 && components[0]?.registry.name === 'Record'
  if (!isRecord(own) || !isRecord(theirs)) refuse('requires both features to have a Record dtype')
  if (own?.[0]?.isList !== true) refuse('requires the configured feature to have a list[Record] dtype')
}

/** Marks the other feature of a pair, and unmarks the one that was it. */
export async function linkPair(feature: Feature, transaction: DatabaseTransaction): Promise<void> {
  const { through } = feature.pending
  if (through === undefined) return
  const registry = metaOf(feature).registry as BoundRegistry<Feature>
  await checkUnlinked(feature, transaction)
  const rows = await transaction
    .selectFrom(registry.meta.table)
    .select('id')
    .where(
      registry.instance.dialect === 'sqlite'
        ? sql<boolean>`json_extract(_aux, '$.rf') = ${feature.uid}`
        : sql<boolean>`_aux ->> 'rf' = ${feature.uid}`,
    )
    .execute()
  for (const { id } of rows) await mark(registry, Number(id), undefined, transaction)
  if (through instanceof RegistryRecord) {
    await mark(registry, through.id, feature.uid, transaction)
    setField(through, '_aux', { ...through._aux, rf: feature.uid })
  }
}

async function mark(
  { meta }: BoundRegistry<Feature>,
  id: number,
  uid: string | undefined,
  transaction: DatabaseTransaction,
): Promise<void> {
  const column = meta.columns.get('_aux')
  const row = await transaction
    .selectFrom(meta.table)
    .select('_aux')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { rf: _, ...rest } = (column?.fromDatabase(row['_aux']) ?? {}) as Aux
  const aux = uid === undefined ? rest : { ...rest, rf: uid }
  await transaction
    .updateTable(meta.table)
    .set({ _aux: column?.toDatabase(aux) })
    .where('id', '=', id)
    .execute()
}

/** Links that are named are so many at most. */
const MOST_LINKS = 20

/** Values that a feature has of its own would not be seen any more. */
async function checkUnlinked(feature: Feature, transaction: DatabaseTransaction): Promise<void> {
  if (isNew(feature)) return
  const links = await transaction
    .selectFrom('lamindb_recordrecord as link')
    .innerJoin('lamindb_record as record', 'record.id', 'link.record_id')
    .innerJoin('lamindb_record as value', 'value.id', 'link.value_id')
    .where('link.feature_id', '=', feature.id)
    .select([
      'record.name as record_name',
      'record.uid as record_uid',
      'value.name as value_name',
      'value.uid as value_uid',
    ])
    .orderBy('link.id')
    .execute()
  if (links.length === 0) return
  const shown = (name: unknown, uid: unknown): string =>
    name === null ? `uid=${String(uid)}` : `'${String(name)}' (uid=${String(uid)})`
  const lines = links
    .slice(0, MOST_LINKS)
    .map(
      (row) =>
        `    - record=${shown(row['record_name'], row['record_uid'])} -> value=${shown(row['value_name'], row['value_uid'])}`,
    )
  if (links.length > MOST_LINKS) lines.push(`    - ... and ${links.length - MOST_LINKS} more`)
  throw new InvalidArgument(
    `Feature.values_through can only be set when no RecordRecord links exist for this feature.\n  feature: '${feature.name}' (uid=${feature.uid})\n  RecordRecord links (${links.length}):\n${lines.join('\n')}`,
  )
}

/** The other feature of the pair that a feature is one of. */
export async function pairedFeature(feature: Feature): Promise<Feature | undefined> {
  const { through } = feature.pending
  if (through instanceof RegistryRecord) return through
  const uid = sourceThrough(feature._aux) ?? shownThrough(feature._aux)
  if (uid === undefined) return undefined
  return new QuerySet<Feature>(metaOf(feature).registry).filter({ uid }).oneOrNone()
}

/** Takes the argument `valuesThrough` of the constructor. */
export async function takeThrough(
  given: readonly (readonly [record: RegistryRecord, through: unknown])[],
): Promise<void> {
  for (const [record, through] of given) {
    if (through !== undefined && fieldOf(record, 'isType') !== true) setThrough(record as Feature, through)
  }
}
