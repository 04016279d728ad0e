import type { BoundRegistry, DatabaseTransaction } from '@lamindb/core'

import { MAIN_BRANCH, TRASH_BRANCH } from './branches.ts'
import type { StoredTerm } from './stored-terms.ts'

/** Rows that one statement restores. */
const CHUNK = 1000

/** Brings those of some rows that lie in the trash back to `main`. */
export async function restoreTrashed(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  rows: Iterable<Pick<StoredTerm, 'id' | 'branchId'> | undefined>,
): Promise<void> {
  const ids = [...rows].flatMap((row) => (row?.branchId === TRASH_BRANCH ? [row.id] : []))
  for (let start = 0; start < ids.length; start += CHUNK) {
    await trx
      .updateTable(meta.table)
      .set({ branch_id: MAIN_BRANCH })
      .where('id', 'in', ids.slice(start, start + CHUNK))
      .execute()
  }
}
