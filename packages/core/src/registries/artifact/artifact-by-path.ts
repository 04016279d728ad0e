import { sql } from 'kysely'

import { InvalidArgument } from '../../errors.ts'
import { managedFolder, pathName } from '../../identity/index.ts'
import { hydrate } from '../../registry/hydrate.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import { uidStartsWith } from '../../registry/uid-prefix.ts'
import { columnRef } from '../../registry/where.ts'
import type { Artifact } from '../artifact.ts'

const STEM_LENGTH = 16
const UID_LENGTH = 20

/**
 * The artifact whose content lies at a path or URL, root of the storage location included; for a path inside a folder of
 * the managed folder, the artifact of that folder.
 */
export async function getByPath(
  registry: BoundRegistry<Artifact>,
  path: string,
): Promise<Artifact | undefined> {
  if (path === '') throw new InvalidArgument('An artifact cannot be found by an empty path.')
  return (
    (await byFileName(registry, path)) ??
    (await byKey(registry, path)) ??
    (await byManagedFolder(registry, path))
  )
}

/** Names of 16 characters are stems of uids of overwritten content, names of 20 characters are uids. */
async function byFileName(registry: BoundRegistry<Artifact>, path: string): Promise<Artifact | undefined> {
  const [stem = ''] = pathName(path).split('.')
  const rest = pathName(path).slice(stem.length)
  const { meta, instance } = registry
  const overwrites = meta.columns.get('_overwriteVersions')
  if (stem.length !== STEM_LENGTH && stem.length !== UID_LENGTH) return undefined
  const isStem = stem.length === STEM_LENGTH
  const query = instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(uidStartsWith(meta, stem))
    .where('suffix', '=', rest.toLowerCase())
    .where('_real_key', 'is', null)
    .where('_overwrite_versions', '=', overwrites?.toDatabase(isStem))
    .where(
      sql<boolean>`(${columnRef(meta, 'key')} is null or ${columnRef(meta, '_key_is_virtual')} = ${overwrites?.toDatabase(true)})`,
    )
  const row = await query
    .orderBy('is_latest', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && hydrate(registry, row)
}

/** Content under its own key: root, slash, key. */
async function byKey(registry: BoundRegistry<Artifact>, path: string): Promise<Artifact | undefined> {
  const found = await registry.instance.storage.find(path)
  if (!found) return undefined
  const { meta, instance } = registry
  const isVirtual = meta.columns.get('_keyIsVirtual')?.toDatabase(false)
  const row = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where('storage_id', '=', found.storage.id)
    .where(
      sql<boolean>`(_real_key = ${found.key} or (key = ${found.key} and _key_is_virtual = ${isVirtual} and _real_key is null))`,
    )
    .orderBy('is_latest', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && hydrate(registry, row)
}

async function byManagedFolder(
  registry: BoundRegistry<Artifact>,
  path: string,
): Promise<Artifact | undefined> {
  const start = path.indexOf(managedFolder)
  if (start === -1) return undefined
  const end = path.indexOf('/', start + managedFolder.length)
  return end === -1 ? undefined : byFileName(registry, path.slice(0, end))
}
