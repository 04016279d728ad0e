import { inferStorageType, isStorageError, normalizeRoot } from '@lamindb/storage'

import { FieldValidationError, InvalidArgument } from '../../errors.ts'
import { checkRecord } from '../../registry/check-record.ts'
import { newRecord } from '../../registry/construct.ts'
import { QuerySet } from '../../registry/query-set.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Fields } from '../../registry/record-types.ts'
import type { Storage } from '../storage.ts'

/** What may be said of a new storage location beside its root. */
export interface StorageOptions extends Pick<
  Fields<Storage>,
  'branch' | 'branchId' | 'description' | 'space' | 'spaceId' | 'uid'
> {
  /** Names the machine that a local root belongs to, for roots that exist on several machines. */
  readonly host?: string
}

/**
 * The registered location with this root (and host), or a new one. Only its type is looked at; the rest is settled by the
 * first save.
 */
export async function createStorage(
  registry: BoundRegistry<Storage>,
  root: unknown,
  { host, ...fields }: StorageOptions,
): Promise<Storage> {
  if (typeof root !== 'string' || root === '') {
    throw new FieldValidationError("['root'] are required.", {
      hint: 'Pass the path or URL of the storage location.',
    })
  }
  const type = typeOf(root)
  if (host !== undefined && type !== 'local') {
    throw new InvalidArgument(`A host is given only for local storage locations, not for '${root}'.`)
  }
  const known = await new QuerySet<Storage>(registry)
    .filter({ root: { $in: await rootTexts(root) }, ...(host !== undefined && { region: host }) })
    .orderBy('id')
    .first()
  if (known) return known
  const storage = newRecord(registry, { ...fields, root, type, ...(host !== undefined && { region: host }) })
  checkRecord(storage)
  return storage
}

/** The root as it is given, and as a saved location has it. A root that none can have is refused by the save. */
async function rootTexts(root: string): Promise<string[]> {
  try {
    return [root, await normalizeRoot(root)]
  } catch (error) {
    if (isStorageError(error, 'INVALID_STORAGE_ROOT')) return [root]
    throw error
  }
}

function typeOf(root: string): string {
  try {
    return inferStorageType(root)
  } catch (cause) {
    throw new InvalidArgument(`'${root}' is no root of a storage location.`, { cause })
  }
}
