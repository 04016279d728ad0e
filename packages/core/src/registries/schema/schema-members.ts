import type { DatabaseTransaction, Queries } from '../../database/database.ts'
import { parseItype } from '../../identity/dtype/parse-dtype.ts'
import { defaultsOf } from '../../registry/defaults.ts'
import { hydrate } from '../../registry/hydrate.ts'
import { insertRows } from '../../registry/insert-rows.ts'
import { instanceOf, metaOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { ThroughMeta } from '../../registry/registry-meta.ts'
import { dtypeRegistries } from '../feature/instance-dtypes.ts'
import type { Schema } from '../schema.ts'
import { displayOrder } from './schema-settings.ts'

/** How the members of a schema are linked; nothing for types, pure composites and the legacy itype `Composite`. */
export function membersRelation(schema: Schema): ThroughMeta | undefined {
  if (!schema.itype || schema.itype === 'Composite' || schema.isType) return undefined
  const registries = dtypeRegistries(instanceOf(schema))
  const target = registries.find(parseItype(schema.itype, registries).registry.name)?.meta
  for (const relation of metaOf(schema).relations.values()) {
    if (relation.kind !== 'through' || relation.target !== target) continue
    if (relation.link.name === `Schema${relation.target.name}`) return relation
  }
  return undefined
}

/** The members in the order of their links. */
export async function readMembers(schema: Schema, queries: Queries): Promise<RegistryRecord[]> {
  const relation = membersRelation(schema)
  if (!relation || schema.id === undefined) return []
  const { link, target, ownColumn, targetColumn } = relation
  const rows = await queries
    .selectFrom(`${link.table} as link`)
    .innerJoin(`${target.table} as member`, 'member.id', `link.${targetColumn}`)
    .where(`link.${ownColumn}`, '=', schema.id)
    .orderBy('link.id')
    .selectAll('member')
    .execute()
  return rows.map((row) => hydrate(target.registry, row))
}

/** Members as they are shown: those with a place in the display order first. */
export function inDisplayOrder(
  schema: Schema,
  members: readonly RegistryRecord[],
): readonly RegistryRecord[] {
  const order = displayOrder(schema._aux)
  if (!order) return members
  const byUid = new Map(members.map((member) => [(member as RegistryRecord & { uid: string }).uid, member]))
  const first = order.flatMap((uid) => byUid.get(uid) ?? [])
  const placed = new Set(first)
  return [...first, ...members.filter((member) => !placed.has(member))]
}

/** Links exactly these members in this order; nothing is written when they are linked so already. */
export async function linkMembers(
  schema: Schema,
  members: readonly RegistryRecord[],
  trx: DatabaseTransaction,
): Promise<void> {
  const relation = membersRelation(schema)
  if (!relation) return
  const { link, ownColumn, targetColumn } = relation
  const rows = await trx
    .selectFrom(link.table)
    .select(targetColumn)
    .where(ownColumn, '=', schema.id)
    .orderBy('id')
    .execute()
  const linked = rows.map((row) => Number(row[targetColumn]))
  if (linked.length === members.length && members.every((member, i) => member.id === linked[i])) return
  await trx.deleteFrom(link.table).where(ownColumn, '=', schema.id).execute()
  const defaults = defaultsOf(link)
  await insertRows(
    trx,
    link,
    members.map(({ id }) => ({ ...defaults, [ownColumn]: schema.id, [targetColumn]: id })),
  )
}
