import type { DatabaseTransaction } from '../../database/database.ts'
import type { PendingRevision, Row } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import type { Storage } from '../storage.ts'

/** What an artifact knows beside its row, between its making and its save. */
export const ARTIFACT: unique symbol = Symbol('lamin.artifact')

/** Work on an artifact in the transaction that writes its row: annotations, links. */
export type SaveStep = (artifact: Artifact, transaction: DatabaseTransaction) => Promise<void>

/** The file or folder that an artifact was made from. */
export interface ContentSource {
  /** Absolute local path. */
  readonly path: string
  /** Whether saving copies the content into the storage location; not for paths that lie in one already. */
  readonly toStore: boolean
}

/** Fields whose change moves files; their values while the file lay where it lies. */
export interface PlacedFields {
  readonly key: string | null
  readonly suffix: string
  readonly storageId: number
  readonly spaceId: number
}

export interface ArtifactState {
  /** Rows of the table that was written for the artifact. */
  numRows: number | undefined
  source: ContentSource | undefined
  /** Where content lies that the next save makes obsolete. */
  staleKey: string | undefined
  /** An earlier attempt to store the content was cut off: what it should have removed may be gone. */
  wasCutOff: boolean
  /** Differs from the stored row for new artifacts, and after `replace()`. */
  placed: PlacedFields | undefined
  readonly onSave: SaveStep[]
  /** Artifacts of the same bulk save with the same content and key; they become this one's row. */
  repeatedBy: Artifact[]
  /** The row as it was before the running save. */
  before: Row | undefined
  /** What the running save makes a new version of. */
  revision: PendingRevision | undefined
  /** Moves the content back to where it lay before the running save. */
  undoMove: (() => Promise<void>) | undefined
  /** Content of a deleted artifact that could not be removed. */
  orphan: { readonly storage: Storage; readonly key: string } | undefined
}

export const newArtifactState = (): ArtifactState => ({
  numRows: undefined,
  source: undefined,
  staleKey: undefined,
  wasCutOff: false,
  placed: undefined,
  onSave: [],
  repeatedBy: [],
  before: undefined,
  revision: undefined,
  undoMove: undefined,
  orphan: undefined,
})
