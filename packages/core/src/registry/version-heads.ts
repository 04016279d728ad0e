import { sql } from 'kysely'

import type { DatabaseTransaction } from '../database/database.ts'
import { oneOf } from './comparison.ts'
import type { Row } from './record-state.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { uidStartsWith } from './uid-prefix.ts'
import { columnRef } from './where.ts'

const ID = { isText: false, isJson: false }

/** Families are looked for by ranges of uids, as many in one query. */
const FAMILIES_AT_ONCE = 100

/** A version that is the latest of its family on its branch. */
export interface VersionHead {
  readonly id: number
  /** What the uids of its family begin with. */
  readonly family: string
  readonly branchId: number
}

/**
 * Which of the rows are the latest of their families, to be read before they leave their branch. Versions that share
 * their content have no successors.
 */
export async function readHeads(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  ids: readonly number[],
): Promise<VersionHead[]> {
  const { stemLength } = meta.options
  if (!meta.isVersioned || stemLength === undefined) return []
  const overwrites = meta.columns.get('_overwriteVersions')
  let query = trx
    .selectFrom(meta.table)
    .select(['id', 'uid', 'branch_id'])
    .where(oneOf(columnRef(meta, 'id'), ID, ids, meta.registry.instance.dialect))
    .where('is_latest', '=', flag(meta, true))
  if (overwrites) query = query.where(overwrites.column, '=', overwrites.toDatabase(false))
  const rows = await query.execute()
  return rows.map((row) => ({
    id: Number(row['id']),
    family: String(row['uid']).slice(0, stemLength),
    branchId: Number(row['branch_id']),
  }))
}

/**
 * After versions left their branch: the newest remaining row of the family on that branch becomes its head, and a
 * trashed former head is no head any more. Where none remains, the trashed row stays the latest.
 */
export async function promoteSuccessors(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  heads: readonly VersionHead[],
  { trashed }: { readonly trashed: boolean },
): Promise<void> {
  for (let start = 0; start < heads.length; start += FAMILIES_AT_ONCE) {
    const some = heads.slice(start, start + FAMILIES_AT_ONCE)
    const successors = await readSuccessors(trx, meta, some)
    const succeeded = some.filter((head) => successors.has(keyOf(head.family, head.branchId)))
    const promoted = [...successors.values()].filter(({ isLatest }) => !isLatest)
    await setLatest(trx, meta, ids(promoted), true)
    if (trashed) await setLatest(trx, meta, ids(succeeded), false)
    for (const { uid } of promoted) {
      meta.registry.instance.logger.info(`new latest ${meta.name} version is: ${uid}`)
    }
  }
}

interface Successor {
  readonly id: number
  readonly uid: string
  readonly isLatest: boolean
}

/** Per family and branch its head, if it has one again, else its newest row. */
async function readSuccessors(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  heads: readonly VersionHead[],
): Promise<Map<string, Successor>> {
  const { stemLength = 0 } = meta.options
  const { dialect } = meta.registry.instance
  const family = sql`substr(${columnRef(meta, 'uid')}, 1, ${sql.lit(stemLength)})`
  const inFamilies = sql.join(
    [...new Set(heads.map((head) => head.family))].map((one) => uidStartsWith(meta, one)),
    sql` or `,
  )
  const branches = [...new Set(heads.map(({ branchId }) => branchId))]
  const { rows } = await sql<Row>`select * from (
    select id, uid, branch_id, is_latest, row_number() over (
      partition by ${family}, branch_id order by is_latest desc, created_at desc, id desc
    ) as place
    from ${sql.table(meta.table)}
    where (${inFamilies}) and ${oneOf(sql.ref('branch_id'), ID, branches, dialect)}
      and not (${oneOf(columnRef(meta, 'id'), ID, ids(heads), dialect)})
  ) as versions where place = 1`.execute(trx)
  return new Map(
    rows.map((row) => {
      const uid = String(row['uid'])
      const isLatest = meta.columns.get('isLatest')?.fromDatabase(row['is_latest']) === true
      return [
        keyOf(uid.slice(0, stemLength), Number(row['branch_id'])),
        { id: Number(row['id']), uid, isLatest },
      ]
    }),
  )
}

const keyOf = (family: string, branchId: number): string => `${family} ${branchId}`

const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id)

const flag = (meta: RegistryMeta, isLatest: boolean): unknown =>
  meta.columns.get('isLatest')?.toDatabase(isLatest)

async function setLatest(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  of: readonly number[],
  isLatest: boolean,
): Promise<void> {
  if (of.length === 0) return
  await trx
    .updateTable(meta.table)
    .set({ is_latest: flag(meta, isLatest) })
    .where(oneOf(columnRef(meta, 'id'), ID, of, meta.registry.instance.dialect))
    .execute()
}
