import type { Artifact } from '../../registries/artifact.ts'
import type { Collection } from '../../registries/collection.ts'
import type { Run } from '../../registries/run.ts'

/** What runs read and make. */
export type Dataset = Artifact | Collection

/** A run with what it read and made, as far as the graph shows it. */
export interface LineageRun {
  readonly run: Run
  readonly inputs: readonly Dataset[]
  readonly outputs: readonly Dataset[]
}

/** Runs and datasets around one dataset. */
export interface LineageGraph {
  readonly dataset: Dataset
  /** Every run once: those that lead to the dataset, nearest first, then those that follow from it. */
  readonly runs: readonly LineageRun[]
}
