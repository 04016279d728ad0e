import { sql } from 'kysely'

import { IntegrityError } from '../../errors.ts'
import { TRASH } from '../../registry/delete.ts'
import { hydrate } from '../../registry/hydrate.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Row } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import type { Storage } from '../storage.ts'

export interface ExistingRequest {
  /** Content to look for; none to look for the key only. */
  readonly hash: string | null
  /** Key whose latest version is looked for; none to look for the content only. */
  readonly key: string | null
  readonly storage: Storage
  /** Branch of the new artifact. */
  readonly branchId: number
}

/** The artifact with the same content, or the version that the new artifact follows. */
export type Existing =
  | { readonly kind: 'same content'; readonly artifact: Artifact }
  | { readonly kind: 'previous version'; readonly artifact: Artifact }

/**
 * Looks for artifacts outside the trash, on all branches: first for the newest one of the same content, in whatever
 * storage and under whatever key, then for the latest version of the key in this storage, on the branch if it has one.
 * One query that reads one row.
 *
 * @throws IntegrityError when the key is known but none of its versions is the latest
 */
export async function findExisting(
  registry: BoundRegistry<Artifact>,
  { hash, key, storage, branchId }: ExistingRequest,
): Promise<Existing | undefined> {
  if (hash === null && key === null) return undefined
  const { queries, logger } = registry.instance
  const isLatest = registry.meta.columns.get('isLatest')
  const sameContent = hash === null ? sql`1 = 0` : sql`hash = ${hash}`
  const sameKey = sql`(key = ${key} and storage_id = ${storage.id})`
  const either = [...(hash === null ? [] : [sameContent]), ...(key === null ? [] : [sameKey])]
  const {
    rows: [row],
  } = await sql<Row>`select * from lamindb_artifact
    where branch_id <> ${TRASH} and (${sql.join(either, sql` or `)})
    order by case when ${sameContent} then 0 else 1 end,
      case when ${sameContent} then 0 when is_latest = ${isLatest?.toDatabase(true)} then 1 else 2 end,
      case when not ${sameContent} and branch_id = ${branchId} then 0 else 1 end,
      created_at desc, id desc
    limit 1`.execute(queries)
  if (!row) return undefined
  const artifact = hydrate(registry, row)
  if (hash !== null && artifact.hash === hash) return { kind: 'same content', artifact }
  if (!artifact.isLatest) {
    throw new IntegrityError(
      `Cannot create a new artifact version: matching non-trashed artifacts exist for key '${String(key)}' in storage '${storage.root}', but none has \`is_latest=True\`.`,
    )
  }
  logger.info(`creating new artifact version for key '${String(key)}' in storage '${storage.root}'`)
  return { kind: 'previous version', artifact }
}
