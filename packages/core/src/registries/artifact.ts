import type { TableSource } from '@lamindb/formats'
import { defineEntity } from '../registry/define-entity.ts'

import type { DatabaseTransaction } from '../database/database.ts'
import type { DeletedRows } from '../registry/delete.ts'
import { Draft } from '../registry/draft.ts'
import type { QuerySet } from '../registry/query-set.ts'
import type { Fields, Where } from '../registry/record-types.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import { instanceOf } from '../registry/record-state.ts'
import type { SaveOptions } from '../registry/save.ts'
import { linked, linkedBy, toMany, toOne, toOneInverse } from '../registry/relations.ts'
import { versionOf, versionsOf } from '../registry/versions.ts'
import { annotationOf, type FeatureManager, type LabelManager } from './annotation.ts'
import type { ArtifactData, ArtifactOptions } from './artifact/artifact-options.ts'
import { pathOf, storageKeyOf } from './artifact/artifact-path.ts'
import { ARTIFACT, newArtifactState, type ArtifactState, type SaveStep } from './artifact/artifact-state.ts'
import { createArtifact } from './artifact/create-artifact.ts'
import { deleteArtifact, type ArtifactDeleteOptions } from './artifact/delete-artifact.ts'
import { fromDataFrame, type DataFrameOptions } from './artifact/from-data-frame.ts'
import { fromDir, type FromDirOptions } from './artifact/from-dir.ts'
import { cacheContent, loadContent, openContent, type ReadOptions } from './artifact/read-artifact.ts'
import { getArtifact } from './artifact/get-artifact.ts'
import { replaceContent, type ReplaceOptions } from './artifact/replace-artifact.ts'
import { storeAroundSave } from './artifact/save-around.ts'
import { ArtifactBlock } from './attached-blocks.ts'
import { Collection } from './collection.ts'
import type { GetOptions } from './get-input.ts'
import { JsonValue } from './json-value.ts'
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
} from './links/artifact-links.ts'
import { CollectionArtifact } from './links/collection-links.ts'
import { RecordArtifact } from './links/record-links.ts'
import { RunArtifact } from './links/run-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Reference } from './reference.ts'
import { Run } from './run.ts'
import { saveWithFiles } from './save-with-files.ts'
import { Schema } from './schema.ts'
import { Storage } from './storage.ts'
import { Transform } from './transform.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import type { ViewLineageOptions } from './view-lineage-options.ts'
import {
  bigint,
  bool,
  createdNow,
  id,
  isVersioned,
  json,
  sqlRecord,
  text,
  tracksUpdates,
  uid,
  varchar,
} from './columns.ts'

export const ArtifactEntity = defineEntity({
  name: 'Artifact',
  tableName: 'lamindb_artifact',
  properties: {
    id: id(),
    uid: uid(20),
    key: varchar(1024).nullable().index(),
    _realKey: varchar(1024).nullable().index(),
    description: text().nullable().index(),
    storage: () => toOne(Storage).inverse('artifacts'),
    suffix: varchar(30).index(),
    kind: varchar(20).nullable().index(),
    otype: varchar(64).nullable().index(),
    size: bigint().nullable().index(),
    hash: varchar(22).nullable().index(),
    nFiles: bigint().nullable().index(),
    nObservations: bigint().nullable().index(),
    _hashType: varchar(30).nullable().index(),
    schema: () => toOne(Schema).nullable().inverse('validatedArtifacts'),
    extraData: json().nullable(),
    _keyIsVirtual: bool(),
    _overwriteVersions: bool(),
    ...sqlRecord(),
    ...isVersioned(),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User).inverse('createdArtifacts'),
    run: () => toOne(Run).nullable().inverse('outputArtifacts'),
    ...tracksUpdates(),
    inputOfRuns: () => linked(Run, () => ArtifactInputOfRuns).inverse('inputArtifacts'),
    recreatingRuns: () => linked(Run, () => ArtifactRecreatingRuns).inverse('recreatedArtifacts'),
    schemas: () => linked(Schema, () => ArtifactSchema).inverse('artifacts'),
    jsonValues: () => linked(JsonValue, () => ArtifactJsonValue).inverse('artifacts'),
    artifacts: () => linked(Artifact, () => ArtifactArtifact).inverse('linkedByArtifacts'),
    linkedInRecords: () => linked(Record, () => RecordArtifact).inverse('linkedArtifacts'),
    users: () => linkedBy(User, 'artifacts'),
    runs: () => linkedBy(Run, 'artifacts'),
    linkedByRuns: () => linkedBy(Run, 'linkedArtifacts'),
    ulabels: () => linkedBy(ULabel, 'artifacts'),
    linkedByArtifacts: () => linkedBy(Artifact, 'artifacts'),
    collections: () => linkedBy(Collection, 'artifacts'),
    records: () => linkedBy(Record, 'artifacts'),
    references: () => linkedBy(Reference, 'artifacts'),
    projects: () => linkedBy(Project, 'artifacts'),
    ablocks: () => toMany(ArtifactBlock, 'artifact'),
    _actions: () => linked(Artifact, () => ArtifactActions).inverse('_actionTargets'),
    _actionTargets: () => linkedBy(Artifact, '_actions'),
    linksArtifact: () => toMany(ArtifactArtifact, 'artifact'),
    linksValue: () => toMany(ArtifactArtifact, 'value'),
    linksJsonvalue: () => toMany(ArtifactJsonValue, 'artifact'),
    linksProject: () => toMany(ArtifactProject, 'artifact'),
    linksRecord: () => toMany(ArtifactRecord, 'artifact'),
    linksReference: () => toMany(ArtifactReference, 'artifact'),
    linksRun: () => toMany(ArtifactRun, 'artifact'),
    _linksSchema: () => toMany(ArtifactSchema, 'artifact'),
    linksUlabel: () => toMany(ArtifactULabel, 'artifact'),
    linksUser: () => toMany(ArtifactUser, 'artifact'),
    _metaOfCollection: () => toOneInverse(Collection, 'metaArtifact'),
    linksCollection: () => toMany(CollectionArtifact, 'artifact'),
    linksInRecord: () => toMany(RecordArtifact, 'value'),
    _reportOf: () => toMany(Run, 'report'),
    _environmentOf: () => toMany(Run, 'environment'),
    _planForRuns: () => toMany(Run, 'plan'),
    linksInRun: () => toMany(RunArtifact, 'artifact'),
    _environmentOfTransforms: () => toMany(Transform, 'environment'),
    _planForTransforms: () => toMany(Transform, 'plan'),
  },
})

/** A file, a folder or a table, with its versions, and where it comes from. */
export class Artifact extends registry(ArtifactEntity, {
  runIsExplicit: true,
  nameField: 'key',
  stemLength: 16,
  contentKey: ['key', 'storageId'],
  around: storeAroundSave,
  holdsFiles: true,
}) {
  /** @internal */
  readonly [ARTIFACT]: ArtifactState = newArtifactState()

  /**
   * A new artifact, or the existing one with this content.
   *
   * @param data - path of a file or folder, Arrow table, table source, or array of row objects; tables are stored as parquet
   * @throws FileNotFound @throws InvalidArgument for an impossible key @throws FieldValidationError for an unknown option
   * @example await db.Artifact.create('reads.fastq.gz', { key: 'raw/reads.fastq.gz' }).save()
   */
  static override create<C extends AnyRegistry>(
    this: C,
    data: ArtifactData | Fields<InstanceType<C>>,
    options: ArtifactOptions = {},
  ): Draft<InstanceType<C>> {
    const registry = bound<Artifact>(this)
    const draft = new Draft(registry, () => createArtifact(registry, data as ArtifactData, options))
    return draft as unknown as Draft<InstanceType<C>>
  }

  /** A new artifact that holds a table: kind `dataset`, with its number of rows, checked if a schema is given. */
  static fromDataFrame<C extends AnyRegistry>(
    this: C,
    data: ArtifactData,
    options: DataFrameOptions = {},
  ): Draft<InstanceType<C>> {
    const registry = bound<Artifact>(this)
    const draft = new Draft(registry, () => fromDataFrame(registry, data, options))
    return draft as unknown as Draft<InstanceType<C>>
  }

  /**
   * One unsaved artifact per file of a folder and the folders below.
   *
   * @example await db.save(await db.Artifact.fromDir('plate_1'))
   */
  static fromDir<C extends AnyRegistry>(
    this: C,
    folder: string | URL,
    options: FromDirOptions = {},
  ): Promise<InstanceType<C>[]> {
    return fromDir(bound<Artifact>(this), folder, options) as unknown as Promise<InstanceType<C>[]>
  }

  /**
   * One artifact: by id, by uid or its beginning, by condition, or by the path or URL of its content.
   *
   * @throws DoesNotExist @throws MultipleResultsFound
   * @example await db.Artifact.get({ path: 's3://lab/reads/1.fastq.gz' })
   */
  static override get<C extends AnyRegistry>(
    this: C,
    key: string | number | Where<InstanceType<C>> | { readonly path: string },
    options: GetOptions = {},
  ): Promise<InstanceType<C>> {
    return getArtifact(bound<Artifact>(this), key, options) as unknown as Promise<InstanceType<C>>
  }

  /** The values of features, from the dataset and from beyond it. */
  get features(): FeatureManager {
    return annotationOf(instanceOf(this)).features(this)
  }

  /** The labels of all registries, perhaps as values of a feature. */
  get labels(): LabelManager {
    return annotationOf(instanceOf(this)).labels(this)
  }

  /** The version tag, or the last four characters of the uid. */
  get version(): string {
    return versionOf(this)
  }
  set version(tag: string | null) {
    this.versionTag = tag
  }

  /** All versions on the default branches, newest first. */
  versions(): QuerySet<this> {
    return versionsOf(this)
  }

  /** Key of the content below the root of its storage location. */
  get storageKey(): string {
    return storageKeyOf(this)
  }

  /** Whether new versions take the place of old ones in storage. */
  get overwriteVersions(): boolean {
    return this._overwriteVersions
  }

  /** Absolute path or URL of the content; of its source before the first save. */
  path(): Promise<string> {
    return pathOf(this)
  }

  /**
   * Path of the content on this machine; the artifact becomes an input of the current run.
   *
   * @throws FileNotFound @throws InvalidArgument for an old version of a folder
   */
  cache(options: ReadOptions = {}): Promise<string> {
    return cacheContent(this, options)
  }

  /**
   * The content in memory: tables as Arrow tables, JSON as its value, texts as text, everything else as bytes. The artifact
   * becomes an input of the current run.
   */
  load(options: ReadOptions = {}): Promise<unknown> {
    return loadContent(this, options)
  }

  /** The content as a table that is read batch by batch; to be disposed. The artifact becomes an input of the current run. */
  open(options: ReadOptions = {}): Promise<TableSource> {
    return openContent(this, options)
  }

  /** Gives the artifact other content without a new version; `save()` writes it. */
  replace(data: ArtifactData, options: ReplaceOptions = {}): Promise<void> {
    return replaceContent(this, data, options)
  }

  /**
   * Which runs led to this, with what they read and made, and which followed from it: as text, or as a graph in the DOT
   * language.
   */
  viewLineage(options: ViewLineageOptions = {}): Promise<string> {
    return instanceOf(this).viewLineage(this, options)
  }

  override save(options: SaveOptions = {}): Promise<this> {
    return saveWithFiles(this, options)
  }

  /**
   * Moves the artifact to the trash; `permanent: true` deletes it with its content.
   *
   * @throws IntegrityError when the content lies in a storage location of another instance @throws ProtectedError
   */
  override delete(options: ArtifactDeleteOptions = {}): Promise<DeletedRows | undefined> {
    return deleteArtifact(this, options)
  }

  /** @internal Work to be done in the transaction that the next save writes the row in. */
  onSave(step: SaveStep): void {
    this[ARTIFACT].onSave.push(step)
  }

  override async afterSave(transaction: DatabaseTransaction): Promise<void> {
    for (const step of this[ARTIFACT].onSave) await step(this, transaction)
  }
}
