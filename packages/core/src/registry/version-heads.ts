import type { DatabaseTransaction } from '../database/database.ts'
import { fieldOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { uidStartsWith } from './uid-prefix.ts'

/**
 * After versions left their branch: the newest remaining row of the family on that branch becomes its head, and a
 * trashed former head is no head any more. Where none remains, the trashed row stays the latest.
 */
export async function promoteHeads(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  records: readonly RegistryRecord[],
  { trashed }: { readonly trashed: boolean },
): Promise<void> {
  const stem = meta.options.stemLength
  if (!meta.isVersioned || stem === undefined) return
  for (const record of records) {
    if (fieldOf(record, 'isLatest') !== true || fieldOf(record, '_overwriteVersions') === true) continue
    const family = String(fieldOf(record, 'uid')).slice(0, stem)
    const branch = fieldOf(record, 'branchId') as number
    const next = await trx
      .selectFrom(meta.table)
      .select('id')
      .where(uidStartsWith(meta, family))
      .where('branch_id', '=', branch)
      .where('id', '!=', record.id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!next) continue
    const isLatest = meta.columns.get('isLatest')
    await trx
      .updateTable(meta.table)
      .set({ is_latest: isLatest?.toDatabase(true) })
      .where('id', '=', next['id'])
      .execute()
    if (trashed)
      await trx
        .updateTable(meta.table)
        .set({ is_latest: isLatest?.toDatabase(false) })
        .where('id', '=', record.id)
        .execute()
  }
}
