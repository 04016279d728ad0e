import { stateOf } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import { ARTIFACT, type PlacedFields } from './artifact-state.ts'

/** Key, suffix, storage and space by which the content of an artifact lies where it lies. */
export function placedFields(artifact: Artifact): PlacedFields {
  const { placed } = artifact[ARTIFACT]
  if (placed) return placed
  const { stored } = stateOf(artifact)
  if (!stored) return artifact
  return {
    key: stored['key'] as string | null,
    suffix: String(stored['suffix']),
    storageId: Number(stored['storage_id']),
    spaceId: Number(stored['space_id']),
  }
}

/** Whether fields that say where the content lies were changed. */
export function changesPlace(artifact: Artifact): boolean {
  const placed = placedFields(artifact)
  return (
    artifact.key !== placed.key ||
    artifact.suffix !== placed.suffix ||
    artifact.storageId !== placed.storageId ||
    artifact.spaceId !== placed.spaceId
  )
}

/** The key with another suffix in the place of the one that it has. */
export function withSuffix(key: string, from: string, to: string): string {
  const hasSuffix = from !== '' && key.toLowerCase().endsWith(from)
  return (hasSuffix ? key.slice(0, -from.length) : key.replace(/\.[^./]+$/, '')) + to
}
