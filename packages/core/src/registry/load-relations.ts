import { FieldError } from '../errors.ts'
import { hydrate } from './hydrate.ts'
import { fieldOf, stateOf, type Row } from './record-state.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'
import type { ToOneMeta, ThroughMeta, ToManyMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'
import { oneOf } from './comparison.ts'

const ID = { isText: false, isJson: false }

/**
 * Loads relations of many records: one query for a to-one, at most two for a to-many, whatever their number.
 *
 * @throws FieldError for a relation that the registry does not have
 */
export async function loadRelations(
  registry: BoundRegistry,
  records: readonly RegistryRecord[],
  paths: readonly string[],
): Promise<void> {
  if (records.length === 0) return
  for (const [name, rest] of firstSteps(paths)) {
    const relation = registry.meta.relations.get(name)
    if (!relation)
      throw new FieldError(
        `${registry.meta.name} has no relation '${name}'. Relations: ${[...registry.meta.relations.keys()].join(', ')}`,
      )
    const loaded =
      relation.kind === 'toOne' ? await loadToOne(records, relation) : await loadToMany(records, relation)
    await loadRelations(relation.target.registry, loaded, rest)
  }
}

function firstSteps(paths: readonly string[]): Map<string, string[]> {
  const steps = new Map<string, string[]>()
  for (const path of paths) {
    const [first = '', ...rest] = path.split('.')
    const further = steps.get(first) ?? []
    steps.set(first, rest.length > 0 ? [...further, rest.join('.')] : further)
  }
  return steps
}

async function loadToOne(records: readonly RegistryRecord[], relation: ToOneMeta): Promise<RegistryRecord[]> {
  const idOf = (record: RegistryRecord): number | null =>
    fieldOf(record, relation.idColumn.property) as number | null
  const ids = [...new Set(records.map(idOf))].filter((id) => id !== null)
  const found = await byIds(relation.target.registry, ids)
  for (const record of records) {
    const id = idOf(record)
    if (id !== null) stateOf(record).related.set(relation.name, found.get(id))
  }
  return [...found.values()]
}

async function loadToMany(
  records: readonly RegistryRecord[],
  relation: ThroughMeta | ToManyMeta,
): Promise<RegistryRecord[]> {
  const owners = records.map((record) => record.id)
  const pairs =
    relation.kind === 'through' ? await linkPairs(relation, owners) : await foreignPairs(relation, owners)
  const targets = await byIds(relation.target.registry, [...new Set(pairs.map(([, target]) => target))])
  const lists = new Map<number, RegistryRecord[]>(owners.map((id) => [id, []]))
  for (const [owner, target] of pairs) {
    const record = targets.get(target)
    if (record) lists.get(owner)?.push(record)
  }
  for (const record of records) stateOf(record).related.set(relation.name, lists.get(record.id))
  return [...targets.values()]
}

/** Owner and target ids in the order of the link rows. */
async function linkPairs(relation: ThroughMeta, owners: readonly number[]): Promise<[number, number][]> {
  const { link, ownColumn, targetColumn } = relation
  const { instance } = link.registry
  const rows = await instance.queries
    .selectFrom(link.table)
    .select([ownColumn, targetColumn])
    .where(oneOf(columnRef(link, ownColumn), ID, owners, instance.dialect))
    .orderBy('id')
    .execute()
  return rows.map((row) => [Number(row[ownColumn]), Number(row[targetColumn])])
}

async function foreignPairs(relation: ToManyMeta, owners: readonly number[]): Promise<[number, number][]> {
  const { target, foreignColumn } = relation
  const { instance } = target.registry
  const rows = await instance.queries
    .selectFrom(target.table)
    .select(['id', foreignColumn])
    .where(oneOf(columnRef(target, foreignColumn), ID, owners, instance.dialect))
    .orderBy('id')
    .execute()
  return rows.map((row) => [Number(row[foreignColumn]), Number(row['id'])])
}

async function byIds(registry: BoundRegistry, ids: readonly number[]): Promise<Map<number, RegistryRecord>> {
  if (ids.length === 0) return new Map()
  const { meta, instance } = registry
  const rows: Row[] = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(oneOf(columnRef(meta, 'id'), ID, ids, instance.dialect))
    .execute()
  return new Map(rows.map((row) => [Number(row['id']), hydrate(registry, row)]))
}
