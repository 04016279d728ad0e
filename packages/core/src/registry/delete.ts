import { sql } from 'kysely'

import type { DatabaseTransaction } from '../database/database.ts'
import { InvalidArgument, ProtectedError } from '../errors.ts'
import { oneOf } from './comparison.ts'
import { translateViolation } from './conflicts.ts'
import { planQuery } from './query-plan.ts'
import type { QuerySet } from './query-set.ts'
import { fieldOf, instanceOf, isNew, metaOf, setField, stateOf, type Row } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta, ToOneMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'
import { promoteSuccessors, readHeads } from './version-heads.ts'

export const TRASH = -1
export const MAIN = 1
const ID = { isText: false, isJson: false }

export interface DeleteOptions {
  /** Remove the rows instead of moving them to the trash. */
  readonly permanent?: boolean
  readonly transaction?: DatabaseTransaction
}

/** How many rows were removed, those that went with the records among them. */
export interface DeletedRows {
  readonly total: number
  /** By name of the registry, as `ULabel` and `bionty.CellType`. */
  readonly byRegistry: { readonly [registry: string]: number }
}

/**
 * Trashes or removes one record. A second `delete()` of a trashed one asks, then removes it.
 *
 * @returns what was removed; nothing when the record went to the trash
 */
export async function deleteRecord(
  record: RegistryRecord,
  options: DeleteOptions,
): Promise<DeletedRows | undefined> {
  const meta = metaOf(record)
  const instance = instanceOf(record)
  if (isNew(record)) {
    instance.logger.warning(`the ${meta.name} is not saved: there is nothing to delete`)
    return undefined
  }
  instance.assertWritable()
  const permanent = await decidePermanence(record, options)
  if (permanent === undefined) return undefined
  const deleted = await removeRows(meta, [record.id], permanent, options)
  if (permanent) stateOf(record).stored = undefined
  else await record.refresh()
  return deleted
}

async function removeRows(
  meta: RegistryMeta,
  ids: readonly number[],
  permanent: boolean,
  options: DeleteOptions,
): Promise<DeletedRows | undefined> {
  const remove = async (trx: DatabaseTransaction): Promise<DeletedRows | undefined> => {
    const heads = await readHeads(trx, meta, ids)
    const deleted = permanent ? await deleteRows(trx, meta, ids) : await trashRows(trx, meta, ids)
    await promoteSuccessors(trx, meta, heads, { trashed: !permanent })
    return deleted
  }
  const cleanUp = permanent ? await prepareDeletion(meta, ids, options) : undefined
  const deleted = await (options.transaction
    ? remove(options.transaction)
    : meta.registry.instance.transaction(remove))
  await cleanUp?.()
  return deleted
}

/** What goes with rows of a registry; nothing of it within a transaction of the caller, which may still be undone. */
async function prepareDeletion(
  meta: RegistryMeta,
  ids: readonly number[],
  { transaction }: DeleteOptions,
): Promise<(() => Promise<void>) | undefined> {
  return transaction ? undefined : meta.options.beforeDelete?.(meta, ids)
}

/** @internal @returns undefined when the user declined */
export async function decidePermanence(
  record: RegistryRecord,
  { permanent }: DeleteOptions,
): Promise<boolean | undefined> {
  const meta = metaOf(record)
  if (!meta.branchAware || meta.name === 'Branch' || meta.name === 'Storage') {
    if (permanent === false)
      throw new InvalidArgument(`A ${meta.name} cannot be moved to the trash.`, {
        hint: 'Pass permanent: true.',
      })
    return true
  }
  if (permanent !== undefined) return permanent
  if (fieldOf(record, 'branchId') !== TRASH) return false
  const answer = await instanceOf(record).prompt.confirm(
    `The ${meta.name} is already in the trash. Delete it permanently?`,
  )
  return answer ? true : undefined
}

/** Moves rows to the trash, types with everything below them. */
async function trashRows(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  ids: readonly number[],
): Promise<undefined> {
  const all = meta.hasType ? await withDescendants(trx, meta, ids) : ids
  await moveToTrash(trx, meta, all)
}

async function moveToTrash(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  ids: readonly number[],
): Promise<void> {
  await trx
    .updateTable(meta.table)
    .set({ branch_id: TRASH })
    .where(oneOf(columnRef(meta, 'id'), ID, ids, meta.registry.instance.dialect))
    .execute()
}

async function withDescendants(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  ids: readonly number[],
): Promise<number[]> {
  const found = new Set(ids)
  let level: readonly number[] = ids
  while (level.length > 0) {
    const rows = await trx
      .selectFrom(meta.table)
      .select('id')
      .where(oneOf(columnRef(meta, 'type_id'), ID, level, meta.registry.instance.dialect))
      .execute()
    level = rows.map((row) => Number(row['id'])).filter((id) => !found.has(id))
    for (const id of level) found.add(id)
  }
  return [...found]
}

/**
 * Moves every record of a set to the trash, or removes it. Where files go with the rows, one record after the other;
 * else all or none.
 */
export async function bulkDelete(
  set: QuerySet<RegistryRecord>,
  options: DeleteOptions,
): Promise<DeletedRows | undefined> {
  const { meta, instance } = set.registry
  instance.assertWritable()
  if (options.permanent === false && !meta.branchAware) {
    throw new InvalidArgument(`A ${meta.name} cannot be moved to the trash.`, {
      hint: 'Pass permanent: true.',
    })
  }
  const isPermanent = options.permanent === true || !meta.branchAware
  if (meta.options.holdsFiles) {
    const soft = options.permanent === undefined && meta.name !== 'Storage'
    for await (const record of set) await record.delete(soft ? { permanent: false } : options)
    return undefined
  }
  const rows: Row[] = await planQuery(set.registry, await set.settled(), ['id']).execute()
  const ids = rows.map((row) => Number(row['id']))
  if (isPermanent || meta.isVersioned) return removeRows(meta, ids, isPermanent, options)
  // Unlike the deletion of one type, that of many leaves what is below them where it is.
  await instance.transaction((trx) => moveToTrash(trx, meta, ids))
  return undefined
}

interface Doomed {
  readonly meta: RegistryMeta
  readonly ids: Set<number>
}

/**
 * Deletes rows with everything that cascades from them, dependants first.
 *
 * @returns how many rows the database deleted
 * @throws ProtectedError naming the rows that keep them alive; nothing is deleted then
 */
export async function deleteRows(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  ids: readonly number[],
): Promise<DeletedRows> {
  const doomed = new Map<RegistryMeta, Doomed>()
  const blockers: { meta: RegistryMeta; relation: ToOneMeta; ids: number[] }[] = []
  const visit = async (of: RegistryMeta, given: readonly number[]): Promise<void> => {
    const entry = doomed.get(of) ?? { meta: of, ids: new Set<number>() }
    const fresh = given.filter((id) => !entry.ids.has(id))
    if (fresh.length === 0) return
    for (const id of fresh) entry.ids.add(id)
    for (const { meta: dependant, relation } of of.dependants) {
      const found = await referring(trx, dependant, relation, fresh)
      if (found.length === 0) continue
      if (relation.onDelete === 'cascade') await visit(dependant, found)
      else if (relation.onDelete === 'set null') await setNull(trx, dependant, relation, fresh)
      else blockers.push({ meta: dependant, relation, ids: found })
    }
    doomed.delete(of)
    doomed.set(of, entry)
  }
  await visit(meta, ids)
  const blocking = blockers.filter((blocker) =>
    blocker.ids.some((id) => !doomed.get(blocker.meta)?.ids.has(id)),
  )
  if (blocking.length > 0) throw protectedBy(meta, ids, blocking)
  const byRegistry: { [registry: string]: number } = {}
  for (const { meta: of, ids: rows } of doomed.values()) {
    try {
      const result = await trx
        .deleteFrom(of.table)
        .where(oneOf(columnRef(of, 'id'), ID, [...rows], of.registry.instance.dialect))
        .executeTakeFirst()
      const count = Number(result.numDeletedRows)
      if (count > 0) byRegistry[of.entityName] = count
    } catch (error) {
      throw translateViolation(error, of)
    }
  }
  const total = Object.values(byRegistry).reduce((sum, count) => sum + count, 0)
  return { total, byRegistry }
}

async function referring(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  relation: ToOneMeta,
  ids: readonly number[],
): Promise<number[]> {
  const column = columnRef(meta, relation.idColumn.column)
  const rows = await trx
    .selectFrom(meta.table)
    .select('id')
    .where(oneOf(column, ID, ids, meta.registry.instance.dialect))
    .execute()
  return rows.map((row) => Number(row['id']))
}

async function setNull(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  relation: ToOneMeta,
  ids: readonly number[],
): Promise<void> {
  const column = relation.idColumn.column
  await trx
    .updateTable(meta.table)
    .set({ [column]: sql`null` })
    .where(oneOf(columnRef(meta, column), ID, ids, meta.registry.instance.dialect))
    .execute()
}

function protectedBy(
  meta: RegistryMeta,
  ids: readonly number[],
  blocking: readonly { meta: RegistryMeta; relation: ToOneMeta; ids: number[] }[],
): ProtectedError {
  const who = blocking.map((b) => `${b.ids.length} ${b.meta.name} row(s) through '${b.relation.name}'`)
  return new ProtectedError(
    `Cannot delete ${ids.length} ${meta.name} record(s): still referred to by ${who.slice(0, 10).join(', ')}. Nothing was deleted.`,
    { hint: 'Delete or unlink these first.' },
  )
}

/** Back to branch main. */
export async function restoreRecord<R extends RegistryRecord>(record: R): Promise<R> {
  setField(record, 'branchId', MAIN)
  stateOf(record).related.delete('branch')
  return record.save()
}
