import type { DatabaseTransaction } from '../database/database.ts'
import { insertRows } from './insert-rows.ts'
import type { Row } from './record-state.ts'
import type { ThroughMeta } from './registry-meta.ts'
import { defaultsOf } from './defaults.ts'

/** Values for further columns of link rows, by column name. */
export type LinkValues = { readonly [column: string]: unknown }

/**
 * Inserts the links that are missing, in the given order. Two queries, however many.
 *
 * @param values - where they say nothing about a feature, links as value of any feature count
 */
export async function addLinks(
  trx: DatabaseTransaction,
  { link, ownColumn, targetColumn }: ThroughMeta,
  ownId: number,
  targetIds: readonly number[],
  values: LinkValues,
): Promise<void> {
  if (targetIds.length === 0) return
  const featureColumn = link.columns.get('featureId')?.column
  let query = trx.selectFrom(link.table).select(targetColumn).where(ownColumn, '=', ownId)
  if (featureColumn && Object.hasOwn(values, featureColumn)) {
    const feature = values[featureColumn] ?? null
    query = query.where(featureColumn, feature === null ? 'is' : '=', feature)
  }
  const existing = new Set((await query.execute()).map((row) => Number(row[targetColumn])))
  const missing = [...new Set(targetIds)].filter((id) => !existing.has(id))
  const defaults = defaultsOf(link)
  const rows = missing.map((id): Row => ({ ...defaults, ...values, [ownColumn]: ownId, [targetColumn]: id }))
  await insertRows(trx, link, rows)
}

/** Deletes links to the given targets, or all of them but those to `keep`. */
export async function removeLinks(
  trx: DatabaseTransaction,
  { link, ownColumn, targetColumn }: ThroughMeta,
  ownId: number,
  targetIds?: readonly number[],
  keep: readonly number[] = [],
): Promise<void> {
  let query = trx.deleteFrom(link.table).where(ownColumn, '=', ownId)
  if (targetIds) query = query.where(targetColumn, 'in', targetIds.length > 0 ? targetIds : [-1])
  if (keep.length > 0) query = query.where(targetColumn, 'not in', keep)
  await query.execute()
}
