import { hashString } from '../../identity/index.ts'
import { newRecord } from '../../registry/construct.ts'
import { QuerySet } from '../../registry/query-set.ts'
import type { BoundRegistry, RegistryRecord } from '../../registry/record.ts'
import { followVersion, versionedUid } from '../../registry/versions.ts'

/** What all blocks have in common. */
export interface BlockRecord extends RegistryRecord {
  uid: string
  content: string
  hash: string | null
  kind: string
  isLatest: boolean
}

/** The newest latest version that meets a condition. */
export async function latestBlock(
  registry: BoundRegistry<BlockRecord>,
  where: object,
): Promise<BlockRecord | undefined> {
  return new QuerySet<BlockRecord>(registry)
    .filter({ ...where, isLatest: true })
    .orderBy('-createdAt', '-id')
    .first()
}

/**
 * A block with this content: the previous version itself while that is empty or says the same, else a version that follows
 * it.
 */
export async function blockWithContent(
  registry: BoundRegistry<BlockRecord>,
  fields: { readonly content: string },
  previous: BlockRecord | undefined,
  isInferred: boolean,
): Promise<BlockRecord> {
  const { content } = fields
  const hash = content === '' ? null : hashString(content)
  if (previous && (previous.content === '' || previous.hash === hash)) {
    if (previous.hash === hash) {
      const { logger } = registry.instance
      logger.info(`returning existing ${registry.meta.name} with same hash: ${previous.uid}`)
    }
    return previous.set({ content, hash })
  }
  const uid = await versionedUid(registry.meta, previous, null)
  const block = newRecord(registry, { ...fields, hash, uid, isLatest: true })
  if (previous) followVersion(block, previous, isInferred)
  return block
}
