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
  if (!meta.isVersioned || meta.options.stemLength === undefined) return
  for (const record of records) {
    if (fieldOf(record, 'isLatest') !== true || fieldOf(record, '_overwriteVersions') === true) continue
    const isPromoted = await promoteNewest(trx, meta, record)
    if (isPromoted && trashed) await setLatest(trx, meta, record.id, false)
  }
}

/**
 * Makes the newest version beside a record, on its branch, the latest.
 *
 * @returns false when there is none
 */
export async function promoteNewest(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  record: RegistryRecord,
): Promise<boolean> {
  const family = String(fieldOf(record, 'uid')).slice(0, meta.options.stemLength)
  const next = await trx
    .selectFrom(meta.table)
    .select(['id', 'uid'])
    .where(uidStartsWith(meta, family))
    .where('branch_id', '=', fieldOf(record, 'branchId'))
    .where('id', '!=', record.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!next) return false
  await setLatest(trx, meta, Number(next['id']), true)
  meta.registry.instance.logger.info(`new latest ${meta.name} version is: ${String(next['uid'])}`)
  return true
}

async function setLatest(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  id: number,
  isLatest: boolean,
): Promise<void> {
  const column = meta.columns.get('isLatest')
  await trx
    .updateTable(meta.table)
    .set({ is_latest: column?.toDatabase(isLatest) })
    .where('id', '=', id)
    .execute()
}
