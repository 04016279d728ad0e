export { column, Column, type ColumnOptions } from './registry/column.ts'
export type { ColumnKind } from './registry/column-kinds.ts'
export { defineEntity, type EntityDefinition, type EntityUnique } from './registry/define-entity.ts'
export { openInstance, type InstancePorts } from './instance/open-instance.ts'
export { Instance } from './instance/instance.ts'
export type { FinishOptions } from './lineage/finish.ts'
export type { RunParams } from './lineage/params.ts'
export { RunContext } from './lineage/run-context.ts'
export type { TrackOptions } from './lineage/track.ts'
export type { MergeOptions } from './registries/branch/merge-branch.ts'
export type { SheetOptions } from './registries/record/sheet-frame.ts'
export type { MemberList } from './registries/schema/member-list.ts'
export { slugOf, type InstanceConfig, type InstanceUser } from './instance/instance-config.ts'
export { createLogger, logLevels, silentLogger, type Logger, type LogLevel } from './instance/logger.ts'
export { noPrompt, type Prompt } from './instance/prompt.ts'
export type { InstanceSettings } from './instance/settings.ts'
export type { CoreRegistries } from './instance/core-registries.ts'
export { coreModule } from './core-module.ts'
export {
  defineModule,
  type Contribution,
  type LaminModule,
  type ModuleDeclaration,
} from './module/define-module.ts'
export { sortModules } from './module/module-order.ts'
export { provide, provideValue, resolve, resolveAll, token, type Token } from './module/token.ts'
export {
  bound,
  registry,
  type AnyRegistry,
  type RegistryStatics,
  type ParentMethods,
  type SynonymMethods,
} from './registry/registry.ts'
export { newRecord } from './registry/construct.ts'
export { RegistryRecord, type BoundRegistry, type RegistryClass } from './registry/record.ts'
export { bulkColumn } from './registry/insert-rows.ts'
export { defaultsOf as defaultRow } from './registry/defaults.ts'
export { withoutSecondaryIndexes, type DatabaseTransaction } from './database/index.ts'
export type { RegistryMeta } from './registry/registry-meta.ts'
export { FeatureOrder } from './registry/feature-conditions.ts'
export { conditionFromLookups, type Lookups } from './registry/lookups.ts'
export { fieldOf, instanceOf, metaOf, setField } from './registry/record-state.ts'
export type { RegistryOptions } from './registry/registry-options.ts'
export type { DescribeOptions } from './registry/describe-options.ts'
export { InspectResult } from './registry/can-curate/inspect-result.ts'
export type {
  CurationOptions,
  FromValuesOptions,
  InspectOptions,
  Keep,
  StandardizeOptions,
  ValidateOptions,
} from './registry/can-curate/curation-options.ts'
export { DraftList } from './registry/can-curate/draft-list.ts'
export type {
  AddSynonymOptions,
  HasAbbr,
  HasSynonyms,
  SynonymOptions,
} from './registry/can-curate/record-synonyms.ts'
export type { DataFrameOptions, Include } from './registry/data-frame/data-frame-options.ts'
export { Lookup } from './registry/search/lookup/lookup.ts'
export type { LookupOf, LookupOptions } from './registry/search/lookup/lookup-options.ts'
export type { SearchHit, SearchOptions } from './registry/search/search-options.ts'
export { SearchResult } from './registry/search/search-result.ts'
export { SearchText, type SearchTextOptions } from './registry/search/search-text.ts'
export { findPublicTerms, textOf } from './registry/can-curate/public-findings.ts'
export { ValuesByName } from './registry/can-curate/registry-synonyms.ts'
export {
  publicTermsToken,
  type OrganismGroup,
  type OrganismRequest,
  type PublicRecordsRequest,
  type PublicRow,
  type PublicTable,
  type PublicTableRequest,
  type PublicTerms,
} from './registry/can-curate/public-terms.ts'
export { Draft } from './registry/draft.ts'
export type { FeatureConditions } from './registry/feature-conditions.ts'
export type { DescendOptions, HasParents } from './registry/hierarchy.ts'
export { RegistryField } from './registry/registry-field.ts'
export { CatManager } from './curate/cat-manager.ts'
export { ComponentCurator } from './curate/component-curator.ts'
export type {
  CurateInput,
  CurateOptions,
  CuratorOf,
  FeatureValues,
  SaveCuratedOptions,
} from './curate/curate-options.ts'
export { DictCurator } from './curate/dict-curator.ts'
export type { CurationReport, LabelReport, TableReport } from './curate/inspect-report.ts'
export type { StructuralProblem } from './curate/structure/structural-problem.ts'
export { TableCurator } from './curate/table-curator.ts'
export type { TableInput } from './curate/table/open-data.ts'
export { Lazy } from './registry/lazy.ts'
export { QuerySet } from './registry/query-set.ts'
export { RelatedSet } from './registry/related-set.ts'
export { linked, linkedBy, toMany, toOne, toOneInverse, toOneUnique, Relation } from './registry/relations.ts'
export type { Comparison, Fields, RecordFields, ToOne, Where } from './registry/record-types.ts'
export {
  bigId,
  bigint,
  bool,
  createdNow,
  date,
  duration,
  float,
  id,
  integer,
  isVersioned,
  json,
  randomUidColumn,
  smallId,
  smallint,
  sqlRecord,
  text,
  timestamp,
  tracksRun,
  tracksUpdates,
  uid,
  varchar,
} from './registries/columns.ts'
export type { FeatureManager, LabelManager, ValuesOfFeatures } from './registries/annotation.ts'
export { Artifact } from './registries/artifact.ts'
export {
  artifactCurationToken,
  type ArtifactCuration,
  type FeaturesRequest,
  type SchemaRequest,
  type TableRequest,
} from './registries/artifact/artifact-curation.ts'
export type {
  ArtifactData,
  ArtifactOptions,
  TableData,
  TableRow,
} from './registries/artifact/artifact-options.ts'
export type { SaveStep } from './registries/artifact/artifact-state.ts'
export type { ArtifactDeleteOptions } from './registries/artifact/delete-artifact.ts'
export type { DataFrameOptions as ArtifactDataFrameOptions } from './registries/artifact/from-data-frame.ts'
export type { FromDirOptions } from './registries/artifact/from-dir.ts'
export type { ReadOptions } from './registries/artifact/read-artifact.ts'
export type { ReplaceOptions } from './registries/artifact/replace-artifact.ts'
export type { ArtifactSaveObserver, ArtifactSaveStep } from './registries/artifact/save-steps.ts'
export type { GetOptions } from './registries/get-input.ts'
export type { RunInput } from './registries/run-inputs.ts'
export type { RunOptions } from './registries/run-outputs.ts'
export type { ViewLineageOptions } from './registries/view-lineage-options.ts'
export {
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
export { Block } from './registries/block.ts'
export { Branch } from './registries/branch.ts'
export type { BranchStatus } from './registries/branch-status.ts'
export { Collection } from './registries/collection.ts'
export type { CollectionOptions } from './registries/collection/create-collection.ts'
export { Feature, type FeatureCondition } from './registries/feature.ts'
export { ConfiguredFeature, type FeatureConfig } from './registries/feature/configured-feature.ts'
export { listOf, type DtypeArgument, type ListOf } from './registries/feature/dtype-argument.ts'
export type { FeatureArguments } from './registries/feature/feature-fields.ts'
export { JsonValue } from './registries/json-value.ts'
export {
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
export { BlockProject } from './registries/links/block-links.ts'
export { BranchProject, BranchULabel, BranchUser } from './registries/links/branch-links.ts'
export {
  CollectionActions,
  CollectionArtifact,
  CollectionInputOfRuns,
  CollectionProject,
  CollectionRecord,
  CollectionRecreatingRuns,
  CollectionReference,
  CollectionULabel,
} from './registries/links/collection-links.ts'
export { FeatureProject } from './registries/links/feature-links.ts'
export {
  ProjectParents,
  ProjectPredecessors,
  ProjectRecord,
  ProjectReferences,
  ProjectUser,
} from './registries/links/project-links.ts'
export {
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
export { ReferenceRecord } from './registries/links/reference-links.ts'
export { RunArtifact, RunJsonValue, RunProject, RunRecord, RunULabel } from './registries/links/run-links.ts'
export { SchemaComponent, SchemaFeature, SchemaProject } from './registries/links/schema-links.ts'
export {
  TransformProject,
  TransformRecord,
  TransformReference,
  TransformTransform,
  TransformULabel,
} from './registries/links/transform-links.ts'
export { ULabelParents, ULabelProject } from './registries/links/ulabel-links.ts'
export { Migration } from './registries/migration.ts'
export { Project } from './registries/project.ts'
export type { ProjectStatus } from './registries/project-status.ts'
export { Record } from './registries/record.ts'
export { RecordBatch, type RecordBatchOptions } from './registries/record/record-batch.ts'
export { Reference } from './registries/reference.ts'
export { Run } from './registries/run.ts'
export type { RunCreateOptions } from './registries/run/create-run.ts'
export type { RunStatus } from './registries/run/run-status.ts'
export { Schema } from './registries/schema.ts'
export type { SchemaArguments } from './registries/schema/schema-arguments.ts'
export { SchemaOptionals } from './registries/schema/schema-optionals.ts'
export type { IndexNameConflict } from './registries/schema/migrate-index.ts'
export type { NamedColumns, SchemaFromValuesOptions } from './registries/schema/schema-from-values.ts'
export { Space } from './registries/space.ts'
export { Storage } from './registries/storage.ts'
export type { StorageOptions } from './registries/storage/create-storage.ts'
export {
  StorageLocations,
  type OpenStorage,
  type StoredPath,
} from './registries/storage/storage-locations.ts'
export { Transform } from './registries/transform.ts'
export {
  transformKinds,
  type TransformKind,
  type TransformOptions,
} from './registries/transform/create-transform.ts'
export type { FromPathOptions } from './registries/transform/store-source.ts'
export { ULabel } from './registries/ulabel.ts'
export { User } from './registries/user.ts'
