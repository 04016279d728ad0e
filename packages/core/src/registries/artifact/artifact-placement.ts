import { NoStorageLocationForSpace } from '../../errors.ts'
import { QuerySet } from '../../registry/query-set.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import type { Storage } from '../storage.ts'
import { idGiven, type ArtifactOptions } from './artifact-options.ts'

/** Where a new artifact goes: its storage location, its space and its branch. */
export interface Placement {
  readonly storage: Storage
  readonly spaceId: number
  readonly branchId: number
}

/**
 * Chooses storage location and space of a new artifact. A location that is passed brings its space along; a space that is
 * passed, or that of the context, decides the location.
 *
 * @throws NoStorageLocationForSpace
 */
export async function placeArtifact(
  registry: BoundRegistry<Artifact>,
  options: ArtifactOptions,
): Promise<Placement> {
  const { instance } = registry
  const branchId = idGiven('Branch', options.branch, options.branchId) ?? instance.branchId
  const passedSpaceId = idGiven('Space', options.space, options.spaceId)
  const passed = await passedStorage(registry, options)
  const storage = passed ?? (await instance.storage.current())
  const spaceId = passedSpaceId ?? (passed ? passed.spaceId : instance.spaceId)
  if (spaceId === storage.spaceId) return { storage, spaceId, branchId }
  if (passed) {
    instance.logger.warning('storage argument ignored as storage information from space takes precedence')
  }
  return { storage: await storageOfSpace(registry, spaceId), spaceId, branchId }
}

async function passedStorage(
  registry: BoundRegistry<Artifact>,
  { storage, storageId }: ArtifactOptions,
): Promise<Storage | undefined> {
  const id = idGiven('Storage', storage, storageId)
  if (storage) return storage
  return id === undefined ? undefined : storages(registry).get(id)
}

async function storageOfSpace(registry: BoundRegistry<Artifact>, spaceId: number): Promise<Storage> {
  const { config, logger } = registry.instance
  const [first, ...others] = await storages(registry)
    .filter({ spaceId, instanceUid: config.uid })
    .orderBy('id')
    .limit(11)
  if (!first) {
    throw new NoStorageLocationForSpace('No storage location found for space.', {
      hint: 'Create one with db.Storage.create(root, { space }), or give an existing one to the space: set its space and save it.',
    })
  }
  if (others.length > 0) {
    logger.warning(
      `more than one storage location is managed by this instance for the space, choosing root=${first.root}`,
    )
    logger.hint(
      `to choose one of the other storage locations (${others.map((other) => other.root).join(', ')}), pass \`storage\``,
    )
  }
  return first
}

const storages = (registry: BoundRegistry<Artifact>): QuerySet<Storage> =>
  new QuerySet<Storage>(registry.instance.registryNamed('Storage'))
