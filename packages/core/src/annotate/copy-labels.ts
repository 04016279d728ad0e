import type { DatabaseTransaction } from '../database/database.ts'
import { addLinks } from '../registry/links.ts'
import { metaOf } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { allLabelRelations } from './label-relation.ts'
import { linkLabels } from './link-labels.ts'
import { plainRelation } from './plain-relation.ts'

interface CopiedLabel {
  readonly id: number
  readonly featureId: number | undefined
}

/** Links the labels of another record as they are linked there: a label that has several links there, as by the first. */
export async function copyLabels(
  from: RegistryRecord,
  to: RegistryRecord,
  trx: DatabaseTransaction,
): Promise<void> {
  for (const [meta, relation] of allLabelRelations(metaOf(from))) {
    const rows = await trx
      .selectFrom(relation.link.table)
      .select([`${relation.labelColumn} as id`, 'feature_id'])
      .where(relation.hostColumn, '=', from.id)
      .orderBy('id')
      .execute()
    const labels = new Map<number, CopiedLabel>()
    for (const row of rows) {
      const id = Number(row['id'])
      const featureId = row['feature_id'] === null ? undefined : Number(row['feature_id'])
      if (!labels.has(id)) labels.set(id, { id, featureId })
    }
    await linkAll(to, meta, [...labels.values()], trx)
  }
}

async function linkAll(
  to: RegistryRecord,
  meta: RegistryMeta,
  labels: readonly CopiedLabel[],
  trx: DatabaseTransaction,
): Promise<void> {
  for (const [featureId, group] of Map.groupBy(labels, (label) => label.featureId)) {
    const ids = group.map(({ id }) => id)
    if (featureId === undefined) await addLinks(trx, plainRelation(metaOf(to), meta), to.id, ids, {})
    else await linkLabels(to, { featureId, meta, ids }, trx)
  }
}
