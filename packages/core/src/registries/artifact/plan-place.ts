import { InvalidArgument } from '../../errors.ts'
import { canonicalSuffix, checkKey } from '../../identity/index.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { instanceOf, isNew } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import type { Storage } from '../storage.ts'
import type { PlacedFields } from './artifact-state.ts'
import { withSuffix } from './placed-fields.ts'

/** Where the content of an artifact is to lie, and the fields that say so. */
export interface PlannedPlace {
  readonly from: Storage
  readonly to: Storage
  readonly key: string | null
  readonly realKey: string | null
}

/**
 * Checks changes of storage, space, key and suffix, and says where the content is to lie.
 *
 * @returns undefined when the person chose none of several storage locations
 * @throws InvalidArgument for changes that are not possible
 */
export async function planPlace(artifact: Artifact, placed: PlacedFields): Promise<PlannedPlace | undefined> {
  const from = await storages(artifact).get(placed.storageId)
  const to = await planStorage(artifact, placed, from)
  if (!to) return undefined
  checkSuffixChange(artifact, placed, from)
  const key = plannedKey(artifact, placed)
  if (key !== placed.key) checkKeyChange(artifact, placed, from, key)
  const { _realKey, suffix } = artifact
  const isOther = suffix !== placed.suffix
  const realKey = _realKey !== null && isOther ? withSuffix(_realKey, placed.suffix, suffix) : _realKey
  return { from, to, key, realKey }
}

/** A key that was not changed takes part in the change of the suffix. */
function plannedKey({ key, suffix }: Artifact, placed: PlacedFields): string | null {
  const followsSuffix = key !== null && key === placed.key && suffix !== placed.suffix
  return followsSuffix ? withSuffix(key, placed.suffix, suffix) : key
}

async function planStorage(
  artifact: Artifact,
  placed: PlacedFields,
  from: Storage,
): Promise<Storage | undefined> {
  if (artifact.storageId !== placed.storageId) return changedStorage(artifact, from)
  if (artifact.spaceId === placed.spaceId || from.instanceUid === null) return from
  checkManaged(artifact, from, 'Cannot change the space of an artifact in a storage location')
  return storageOfSpace(artifact, from.type)
}

async function changedStorage(artifact: Artifact, from: Storage): Promise<Storage> {
  const to = await storages(artifact).get(artifact.storageId)
  if (to.spaceId !== artifact.spaceId) {
    throw new InvalidArgument(
      'Cannot change the storage of an artifact to a storage location that is not in the same space.',
    )
  }
  checkManaged(artifact, from, 'Cannot change the storage of an artifact in a storage location')
  checkManaged(artifact, to, 'Cannot change the storage of an artifact to a storage location')
  return to
}

/** The location of the artifact's new space; asked for where there are several. */
async function storageOfSpace(artifact: Artifact, type: string): Promise<Storage | undefined> {
  const { config, prompt } = instanceOf(artifact)
  const { spaceId } = artifact
  const found = await storages(artifact).filter({ spaceId, instanceUid: config.uid, type }).orderBy('id')
  if (found.length === 0) {
    throw new InvalidArgument(
      `No ${type} storage locations managed by the current instance found for the space with id ${spaceId}.`,
    )
  }
  if (found.length === 1) return found[0]
  const roots = found.map(({ root }) => root)
  const choice = await prompt.choose(
    `Select a storage location of type '${type}' from the target space:`,
    roots,
  )
  return choice === undefined ? undefined : found[choice]
}

function checkSuffixChange(artifact: Artifact, placed: PlacedFields, from: Storage): void {
  if (artifact.suffix === placed.suffix) return
  if (isNew(artifact)) {
    throw new InvalidArgument('Cannot update the suffix of an artifact before it is saved.')
  }
  checkManaged(artifact, from, 'Cannot update the suffix of an artifact in a storage location')
}

function checkKeyChange(artifact: Artifact, placed: PlacedFields, from: Storage, key: string | null): void {
  if (key === null) throw new InvalidArgument('Cannot update an artifact key to None.')
  checkKey(key)
  const suffix = canonicalSuffix(key).raw
  if (suffix !== artifact.suffix) {
    throw new InvalidArgument(
      `The suffix '${suffix}' of the provided key is incorrect, it should be '${artifact.suffix}'.`,
    )
  }
  if (artifact._keyIsVirtual) return
  if (isNew(artifact)) {
    throw new InvalidArgument('Cannot update the key of an artifact before it is saved.')
  }
  checkManaged(artifact, from, 'Cannot update a non-virtual key of an artifact in a storage location')
  if (placed.key === null) {
    throw new InvalidArgument('Cannot update a non-virtual artifact key from None.')
  }
}

function checkManaged(artifact: Artifact, storage: Storage, what: string): void {
  if (instanceOf(artifact).storage.isManaged(storage)) return
  throw new InvalidArgument(`${what} that is not managed by the current instance.`, {
    hint: `The root is '${storage.root}'.`,
  })
}

function storages(artifact: Artifact): QuerySet<Storage> {
  return new QuerySet<Storage>(instanceOf(artifact).registryNamed('Storage'))
}
