import type { BoundRegistry } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import type { ArtifactOptions } from './artifact-options.ts'
import type { Placement } from './artifact-placement.ts'

/** Everything about a new artifact that is settled before its content is looked at. */
export interface ArtifactPlan {
  readonly registry: BoundRegistry<Artifact>
  readonly options: ArtifactOptions
  readonly placement: Placement
  readonly runId: number | undefined
  readonly schemaId: number | undefined
  readonly otype: string | null
  readonly versionTag: string | null
}
