import { sql } from 'kysely'

import type { DatabaseTransaction } from '../../database/database.ts'
import { DoesNotExist } from '../../errors.ts'
import type { Instance } from '../../instance/instance.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { isNew } from '../../registry/record-state.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { RegistryMeta } from '../../registry/registry-meta.ts'
import { columnRef } from '../../registry/where.ts'
import { branchStatus } from '../branch-status.ts'
import type { Branch } from '../branch.ts'

export interface MergeOptions {
  /** Where the records go, by default the current branch: the record, its name or its uid. */
  readonly target?: Branch | string
}

/**
 * Moves all that lies on a branch to another one, and marks the branch as merged. Where both have a latest version of the
 * same thing, the newer one stays the latest. All of it or nothing; on which branch a record was made does not change.
 *
 * @see core.md 10
 */
export async function mergeBranch(
  instance: Instance,
  branch: Branch | string,
  { target }: MergeOptions,
): Promise<Branch> {
  instance.assertWritable()
  const source = await findBranch(instance, branch)
  const goal = target === undefined ? await currentBranch(instance) : await findBranch(instance, target)
  if (source.id === goal.id) {
    instance.logger.info('source and target branch are identical, nothing to merge')
    return source
  }
  await instance.transaction(async (trx) => {
    for (const meta of instance.metas) {
      if (!liesOnBranches(meta)) continue
      await trx
        .updateTable(meta.table)
        .set({ branch_id: goal.id })
        .where('branch_id', '=', source.id)
        .execute()
      await keepOneHead(trx, meta, goal.id)
    }
    await trx
      .updateTable('lamindb_branch')
      .set({ _status_code: branchStatus.code('merged') })
      .where('id', '=', source.id)
      .execute()
  })
  await source.refresh()
  instance.logger.info(`merged branch '${source.name}' into '${goal.name}'`)
  return source
}

/** Rows that say where they were made can move; the links and notes of a branch itself cannot. */
const liesOnBranches = (meta: RegistryMeta): boolean => meta.has('branchId') && meta.has('createdOnId')

async function findBranch(instance: Instance, branch: Branch | string): Promise<Branch> {
  if (typeof branch === 'object') {
    if (isNew(branch)) throw new DoesNotExist('Branch must be saved.')
    return branch
  }
  const registry = instance.registryNamed('Branch') as BoundRegistry<Branch>
  const found = await new QuerySet<Branch>(registry)
    .filter({ $or: [{ name: branch }, { uid: branch }] })
    .oneOrNone()
  if (!found) throw new DoesNotExist(`Branch '${branch}' not found.`)
  return found
}

function currentBranch(instance: Instance): Promise<Branch> {
  const registry = instance.registryNamed('Branch') as BoundRegistry<Branch>
  return new QuerySet<Branch>(registry).get(instance.branchId)
}

/** Of several latest versions of a family on a branch the newest stays the latest. */
async function keepOneHead(trx: DatabaseTransaction, meta: RegistryMeta, branchId: number): Promise<void> {
  const { stemLength } = meta.options
  const isLatest = meta.columns.get('isLatest')
  if (stemLength === undefined || !isLatest) return
  const family = sql`substr(${columnRef(meta, 'uid')}, 1, ${sql.lit(stemLength)})`
  const ranked = sql`select id, row_number() over (
      partition by ${family} order by created_at desc, id desc
    ) as place from ${sql.table(meta.table)}
    where branch_id = ${branchId} and is_latest = ${isLatest.toDatabase(true)}`
  await sql`update ${sql.table(meta.table)} set is_latest = ${isLatest.toDatabase(false)}
    where id in (select id from (${ranked}) as heads where place > 1)`.execute(trx)
}
