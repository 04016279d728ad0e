import type { Artifact } from '../artifact.ts'

/** What a collection knows beside its row. */
export const COLLECTION: unique symbol = Symbol('lamin.collection')

export interface CollectionState {
  /** Artifacts in the order in which the next save links them. */
  artifacts: readonly Artifact[] | undefined
}
