import { NotSupported } from '../../errors.ts'
import type { Instance } from '../../instance/instance.ts'
import { resolveAll, token, type Token } from '../../module/token.ts'
import type { Artifact } from '../artifact.ts'
import type { Schema } from '../schema.ts'
import type { ArtifactData, ArtifactOptions } from './artifact-options.ts'
import type { SaveStep } from './artifact-state.ts'

/** Values of features by name. */
export type FeatureValues = { readonly [feature: string]: unknown }

/** A schema that an artifact is made with, and what is known of the artifact so far. */
export interface SchemaRequest {
  readonly schemaId: number
  readonly otype: string | null
  /** Lower-case suffix of the path; empty for tables. */
  readonly suffix: string
}

/** Values that are to be set on an artifact. */
export interface FeaturesRequest {
  readonly schemaId: number | undefined
  readonly features: FeatureValues | undefined
  /** The artifact that has this content already. */
  readonly existing: Artifact | undefined
  readonly otype: string | null
}

/** A table that is to be stored as an artifact of a schema. */
export interface TableRequest {
  readonly data: ArtifactData
  readonly options: ArtifactOptions
  readonly schema: Schema | 'valid_features'
  readonly features: FeatureValues | null
}

/** What constructors of artifacts need of annotation and curation, for their arguments `schema` and `features`. */
export interface ArtifactCuration {
  /**
   * Before the content is looked at: whether `Artifact.create()` may attach the schema.
   *
   * @throws InvalidArgument for schemas that describe content
   */
  checkSchema(request: SchemaRequest): Promise<void>

  /**
   * When it is known whether the artifact exists: the values to set, checked.
   *
   * @returns what to do in the transaction that writes the artifact
   * @throws ValidationError
   */
  checkFeatures(request: FeaturesRequest): Promise<SaveStep | undefined>

  /**
   * For `Artifact.fromDataFrame()`: the table as it is to be stored (coerced, if the schema says so), checked, and what to
   * do in the transaction that writes the artifact.
   *
   * @throws ValidationError
   */
  checkTable(
    request: TableRequest,
  ): Promise<{ readonly data: ArtifactData; readonly schema: Schema; readonly onSave: SaveStep }>
}

export const artifactCurationToken: Token<ArtifactCuration> = token<ArtifactCuration>('artifact-curation')

/** @throws NotSupported when the instance was put together without curation */
export function curationOf(instance: Instance): ArtifactCuration {
  const [curation] = resolveAll(instance.container, artifactCurationToken)
  if (curation) return curation
  throw new NotSupported('Nothing in this instance validates schemas and features of artifacts.', {
    hint: 'Leave out `schema` and `features`, or register an ArtifactCuration.',
  })
}
