import type { Artifact } from '../registries/artifact.ts'
import type { Run } from '../registries/run.ts'
import type { DictCurator } from './dict-curator.ts'
import type { FeatureValues } from './dictionary-table.ts'
import type { TableCurator } from './table-curator.ts'
import type { TableInput } from './table/open-data.ts'

/** What can be curated: a table, an artifact that holds one, or a dictionary. */
export type CurateInput = TableInput | Artifact

export interface CurateOptions {
  /** Values of features about the dataset as a whole that are not in it. */
  readonly features?: FeatureValues
  /** Column with the row labels, where the data do not say; a column named like the index of the schema by default. */
  readonly index?: string
  /** What is said about the table as a whole, where the data do not say. */
  readonly attrs?: { readonly [key: string]: unknown }
}

/** What may be said of the artifact that a curated dataset becomes. */
export interface SaveCuratedOptions {
  readonly key?: string
  readonly description?: string
  /** The artifact that this one is a new version of. */
  readonly revises?: Artifact
  readonly run?: Run | false
}

/** The curator that fits to data. */
export type CuratorOf<D> = D extends Artifact
  ? TableCurator
  : D extends TableInput
    ? TableCurator
    : DictCurator

export type { FeatureValues }
