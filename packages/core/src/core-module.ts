import { annotation } from './annotate/annotation.ts'
import { lazyFeatureFrames } from './annotate/lazy-feature-frames.ts'
import { featureFramesToken } from './registry/data-frame/feature-frames.ts'
import { featureSections } from './annotate/describe-features.ts'
import { frameCuration } from './annotate/frames.ts'
import { featureConditionCompiler } from './annotate/feature-condition.ts'
import { dictionaryCheckToken } from './annotate/dictionary-check.ts'
import { ArtifactCurator } from './curate/artifact-curator.ts'
import { tableReader } from './curate/table-reader.ts'
import { CurateDictionaryCheck } from './curate/curate-dictionary-check.ts'
import { coreMigrations } from './migrations/core-migrations.ts'
import { defineModule } from './module/define-module.ts'
import { provideValue } from './module/token.ts'
import { featureConditionsToken } from './registry/feature-conditions.ts'
import { annotationToken } from './registries/annotation.ts'
import { artifactCurationToken } from './registries/artifact/artifact-curation.ts'
import { Artifact } from './registries/artifact.ts'
import {
  ArtifactBlock,
  BranchBlock,
  CollectionBlock,
  FeatureBlock,
  ProjectBlock,
  RecordBlock,
  RunBlock,
  SchemaBlock,
  SpaceBlock,
  TransformBlock,
  ULabelBlock,
} from './registries/attached-blocks.ts'
import { Block } from './registries/block.ts'
import { Branch } from './registries/branch.ts'
import { Collection } from './registries/collection.ts'
import { featureSectionsToken } from './registries/describe/feature-sections.ts'
import { Feature } from './registries/feature.ts'
import { JsonValue } from './registries/json-value.ts'
import {
  ArtifactActions,
  ArtifactArtifact,
  ArtifactInputOfRuns,
  ArtifactJsonValue,
  ArtifactProject,
  ArtifactRecord,
  ArtifactRecreatingRuns,
  ArtifactReference,
  ArtifactRun,
  ArtifactSchema,
  ArtifactULabel,
  ArtifactUser,
} from './registries/links/artifact-links.ts'
import { BlockProject } from './registries/links/block-links.ts'
import { BranchProject, BranchULabel, BranchUser } from './registries/links/branch-links.ts'
import {
  CollectionActions,
  CollectionArtifact,
  CollectionInputOfRuns,
  CollectionProject,
  CollectionRecord,
  CollectionRecreatingRuns,
  CollectionReference,
  CollectionULabel,
} from './registries/links/collection-links.ts'
import { FeatureProject } from './registries/links/feature-links.ts'
import {
  ProjectParents,
  ProjectPredecessors,
  ProjectRecord,
  ProjectReferences,
  ProjectUser,
} from './registries/links/project-links.ts'
import {
  RecordArtifact,
  RecordCollection,
  RecordInputOfRuns,
  RecordJson,
  RecordParents,
  RecordProject,
  RecordRecord,
  RecordReference,
  RecordRun,
  RecordTransform,
  RecordULabel,
  RecordUser,
} from './registries/links/record-links.ts'
import { ReferenceRecord } from './registries/links/reference-links.ts'
import { RunArtifact, RunJsonValue, RunProject, RunRecord, RunULabel } from './registries/links/run-links.ts'
import { SchemaComponent, SchemaFeature, SchemaProject } from './registries/links/schema-links.ts'
import {
  TransformProject,
  TransformRecord,
  TransformReference,
  TransformTransform,
  TransformULabel,
} from './registries/links/transform-links.ts'
import { ULabelParents, ULabelProject } from './registries/links/ulabel-links.ts'
import { Migration } from './registries/migration.ts'
import { Project } from './registries/project.ts'
import { tableReaderToken } from './registries/record/table-rows.ts'
import { frameCurationToken } from './registries/record/frame-curation.ts'
import { Record } from './registries/record.ts'
import { Reference } from './registries/reference.ts'
import { Run } from './registries/run.ts'
import { Schema } from './registries/schema.ts'
import { Space } from './registries/space.ts'
import { Storage } from './registries/storage.ts'
import { Transform } from './registries/transform.ts'
import { ULabel } from './registries/ulabel.ts'
import { User } from './registries/user.ts'

/** The registries that every instance has. */
export const coreModule = defineModule({
  name: 'core',
  version: '0.1.0',
  dependsOn: [],
  requiresCore: '^0.1.0',
  tablePrefix: 'lamindb',
  entities: [
    Artifact,
    ArtifactBlock,
    BranchBlock,
    CollectionBlock,
    FeatureBlock,
    ProjectBlock,
    RecordBlock,
    RunBlock,
    SchemaBlock,
    SpaceBlock,
    TransformBlock,
    ULabelBlock,
    Block,
    Branch,
    Collection,
    Feature,
    JsonValue,
    ArtifactActions,
    ArtifactInputOfRuns,
    ArtifactRecreatingRuns,
    ArtifactArtifact,
    ArtifactJsonValue,
    ArtifactProject,
    ArtifactRecord,
    ArtifactReference,
    ArtifactRun,
    ArtifactSchema,
    ArtifactULabel,
    ArtifactUser,
    BlockProject,
    BranchProject,
    BranchULabel,
    BranchUser,
    CollectionActions,
    CollectionInputOfRuns,
    CollectionRecreatingRuns,
    CollectionArtifact,
    CollectionProject,
    CollectionRecord,
    CollectionReference,
    CollectionULabel,
    FeatureProject,
    ProjectParents,
    ProjectPredecessors,
    ProjectReferences,
    ProjectRecord,
    ProjectUser,
    RecordInputOfRuns,
    RecordParents,
    RecordArtifact,
    RecordCollection,
    RecordJson,
    RecordProject,
    RecordRecord,
    RecordReference,
    RecordRun,
    RecordTransform,
    RecordULabel,
    RecordUser,
    ReferenceRecord,
    RunArtifact,
    RunJsonValue,
    RunProject,
    RunRecord,
    RunULabel,
    SchemaComponent,
    SchemaFeature,
    SchemaProject,
    TransformProject,
    TransformRecord,
    TransformReference,
    TransformTransform,
    TransformULabel,
    ULabelParents,
    ULabelProject,
    Migration,
    Project,
    Record,
    Reference,
    Run,
    Schema,
    Space,
    Storage,
    Transform,
    ULabel,
    User,
  ],
  migrations: coreMigrations.migrations,
  register(container, instance) {
    provideValue(container, annotationToken, annotation)
    provideValue(container, featureConditionsToken, featureConditionCompiler)
    provideValue(container, featureFramesToken, lazyFeatureFrames)
    provideValue(container, frameCurationToken, frameCuration)
    provideValue(container, tableReaderToken, tableReader)
    provideValue(container, featureSectionsToken, featureSections)
    provideValue(container, dictionaryCheckToken, new CurateDictionaryCheck(instance))
    provideValue(container, artifactCurationToken, new ArtifactCurator(instance))
  },
})
