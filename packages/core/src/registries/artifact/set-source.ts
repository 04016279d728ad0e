import { InvalidArgument } from '../../errors.ts'
import { instanceOf } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import type { ArtifactContent } from './artifact-content.ts'
import { ARTIFACT } from './artifact-state.ts'

/**
 * Remembers where the content of an artifact is, for its save.
 *
 * @throws InvalidArgument when the content would have to be copied to where this instance may not write
 */
export function setSource(
  artifact: Artifact,
  { path, keyInStorage, storage }: Pick<ArtifactContent, 'path' | 'keyInStorage' | 'storage'>,
): void {
  const toStore = keyInStorage === undefined
  if (toStore && !instanceOf(artifact).storage.isManaged(storage)) {
    throw new InvalidArgument(
      'Cannot create an artifact in a storage location that is not managed by the current instance.',
      { hint: `The root is '${storage.root}'.` },
    )
  }
  artifact[ARTIFACT].source = { path, toStore }
  rememberPlace(artifact)
}

/** What follows about key, suffix, storage and space was not asked for by the user: it moves no file. */
export function rememberPlace(artifact: Artifact): void {
  const { key, suffix, storageId, spaceId } = artifact
  artifact[ARTIFACT].placed = { key, suffix, storageId, spaceId }
}
