import type { DatabaseTransaction } from '../database/database.ts'
import { defaultsOf } from '../registry/defaults.ts'
import { insertRows } from '../registry/insert-rows.ts'
import { metaOf, type Row } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { labelRelation } from './label-relation.ts'

/** Records of one registry as values of a feature. */
export interface LabelLinks {
  readonly featureId: number
  readonly meta: RegistryMeta
  readonly ids: readonly number[]
}

/** Links records to a host as values of a feature, in the given order; links that exist already stay. */
export async function linkLabels(
  host: RegistryRecord,
  { featureId, meta, ids }: LabelLinks,
  trx: DatabaseTransaction,
): Promise<void> {
  if (ids.length === 0) return
  const { link, hostColumn, labelColumn } = labelRelation(metaOf(host), meta)
  const existing = await trx
    .selectFrom(link.table)
    .select(labelColumn)
    .where(hostColumn, '=', host.id)
    .where('feature_id', '=', featureId)
    .execute()
  const linked = new Set(existing.map((row) => Number(row[labelColumn])))
  const defaults = defaultsOf(link)
  const rows = [...new Set(ids)]
    .filter((id) => !linked.has(id))
    .map((id): Row => ({ ...defaults, [hostColumn]: host.id, [labelColumn]: id, feature_id: featureId }))
  await insertRows(trx, link, rows)
}
