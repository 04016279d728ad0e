import type { Table } from 'apache-arrow'

import { defineEntity } from '../registry/define-entity.ts'
import { Draft } from '../registry/draft.ts'

import { queryOfType, typesOf, type DescendOptions } from '../registry/hierarchy.ts'
import type { QuerySet } from '../registry/query-set.ts'
import { instanceOf } from '../registry/record-state.ts'
import type { Fields } from '../registry/record-types.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import type { SaveOptions } from '../registry/save.ts'
import { annotationOf, type FeatureManager, type ValuesOfFeatures } from './annotation.ts'
import type { ArtifactData } from './artifact/artifact-options.ts'
import { Artifact } from './artifact.ts'
import { RecordBlock } from './attached-blocks.ts'
import { notesOf } from './describe/notes.ts'
import { Collection } from './collection.ts'
import { ArtifactRecord } from './links/artifact-links.ts'
import { CollectionRecord } from './links/collection-links.ts'
import { ProjectRecord } from './links/project-links.ts'
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
} from './links/record-links.ts'
import { ReferenceRecord } from './links/reference-links.ts'
import { RunRecord } from './links/run-links.ts'
import { TransformRecord } from './links/transform-links.ts'
import { Project } from './project.ts'
import {
  framesAroundSave,
  recordFields,
  takeFeatures,
  writePendingFeatures,
} from './record/frames-around-save.ts'
import type { PendingRecord } from './record/pending-record.ts'
import { RecordBatch, type RecordBatchOptions } from './record/record-batch.ts'
import { sheetFrame, type SheetOptions } from './record/sheet-frame.ts'
import { Reference } from './reference.ts'
import { Run } from './run.ts'
import { saveWithFiles } from './save-with-files.ts'
import { Schema } from './schema.ts'
import { Transform } from './transform.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import {
  bool,
  createdNow,
  id,
  json,
  randomUidColumn,
  sqlRecord,
  text,
  tracksUpdates,
  varchar,
} from './columns.ts'

export const RecordEntity = defineEntity({
  name: 'Record',
  tableName: 'lamindb_record',
  properties: {
    id: id(),
    uid: randomUidColumn(16),
    name: varchar(150).nullable().index(),
    description: text().nullable(),
    reference: varchar(255).nullable().index(),
    referenceType: varchar(25).nullable().index(),
    extraData: json().nullable(),
    schema: () => toOne(Schema).nullable().cascade().inverse('records'),
    ...sqlRecord(),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    run: () => toOne(Run).nullable().inverse('outputRecords'),
    ...tracksUpdates(),
    isType: bool().index().default(false),
    type: () => toOne(Record).nullable().inverse('records'),
    parents: () => linked(Record, () => RecordParents).inverse('children'),
    inputOfRuns: () => linked(Run, () => RecordInputOfRuns).inverse('inputRecords'),
    artifacts: () => linked(Artifact, () => ArtifactRecord).inverse('records'),
    runs: () => linked(Run, () => RunRecord).inverse('records'),
    transforms: () => linked(Transform, () => TransformRecord).inverse('records'),
    collections: () => linked(Collection, () => CollectionRecord).inverse('records'),
    records: () => toMany(Record, 'type'),
    children: () => linkedBy(Record, 'parents'),
    references: () => linkedBy(Reference, 'records'),
    projects: () => linkedBy(Project, 'records'),
    ablocks: () => toMany(RecordBlock, 'record'),
    linkedRecords: () => linked(Record, () => RecordRecord).inverse('linkedInRecords'),
    linkedUsers: () => linkedBy(User, 'linkedInRecords'),
    linkedRuns: () => linkedBy(Run, 'linkedInRecords'),
    linkedTransforms: () => linkedBy(Transform, 'linkedInRecords'),
    linkedUlabels: () => linkedBy(ULabel, 'linkedInRecords'),
    linkedArtifacts: () => linkedBy(Artifact, 'linkedInRecords'),
    linkedCollections: () => linkedBy(Collection, 'linkedInRecords'),
    linkedInRecords: () => linkedBy(Record, 'linkedRecords'),
    linkedReferences: () => linkedBy(Reference, 'linkedInRecords'),
    linkedProjects: () => linkedBy(Project, 'linkedInRecords'),
    valuesJson: () => toMany(RecordJson, 'record'),
    valuesRecord: () => toMany(RecordRecord, 'record'),
    valuesUlabel: () => toMany(RecordULabel, 'record'),
    valuesUser: () => toMany(RecordUser, 'record'),
    valuesRun: () => toMany(RecordRun, 'record'),
    valuesArtifact: () => toMany(RecordArtifact, 'record'),
    valuesCollection: () => toMany(RecordCollection, 'record'),
    valuesTransform: () => toMany(RecordTransform, 'record'),
    valuesReference: () => toMany(RecordReference, 'record'),
    valuesProject: () => toMany(RecordProject, 'record'),
    linksArtifact: () => toMany(ArtifactRecord, 'record'),
    linksCollection: () => toMany(CollectionRecord, 'record'),
    linksProject: () => toMany(ProjectRecord, 'record'),
    linksRecord: () => toMany(RecordRecord, 'value'),
    linksReference: () => toMany(ReferenceRecord, 'record'),
    linksRun: () => toMany(RunRecord, 'record'),
    linksTransform: () => toMany(TransformRecord, 'record'),
  },
})

/** A label, a row of a sheet, or the sheet itself (a type). */
export class Record extends registry(RecordEntity, {
  nameField: 'name',
  canCurate: true,
  hasParents: true,
  toFields: recordFields,
  keywords: { features: takeFeatures },
  around: framesAroundSave,
  complete: writePendingFeatures,
}) {
  /** @internal */
  readonly pending: PendingRecord = {}

  /**
   * A record, or the existing one of that name. With a schema it is a frame, whose rows have values of the features of the
   * schema; a row is made with its values.
   *
   * @example db.Record.create({ type: sheet, features: { sample: 's1', concentration: 0.5 } })
   * @throws {@link ValidationError} for a row that the schema of its frame does not allow
   */
  static override create<C extends AnyRegistry>(
    this: C,
    fields: Omit<Fields<InstanceType<C>>, 'features'> & { readonly features?: ValuesOfFeatures },
  ): Draft<InstanceType<C>> {
    return new Draft(bound<InstanceType<C>>(this), fields)
  }

  /**
   * Rows of a table as records of one type, unsaved; `save()` writes all of them with their values in one transaction.
   *
   * @param data - path of a table, Arrow table, table source, or array of row objects
   * @example await db.Record.fromDataFrame(table, { type: sheet }).save()
   */
  static fromDataFrame(this: AnyRegistry, data: ArtifactData, options: RecordBatchOptions): RecordBatch {
    return new RecordBatch(bound<Record>(this), data, options)
  }

  override save(options: SaveOptions = {}): Promise<this> {
    return saveWithFiles(this, options)
  }

  /** The records of this type, and of the types below it. */
  queryRecords(options: DescendOptions = {}): QuerySet<this> {
    return queryOfType(this, options)
  }

  /**
   * The records of this type as an Arrow table, with the members of its schema as columns: all of them, by their labels
   * where the schema has an index, else by id. They become inputs of the current run.
   *
   * @param options - `isDeep`: those of the types below it too
   * @throws {@link InvalidArgument} for a record that is no type
   * @example (await sheet.toDataFrame()).getChild('concentration')
   */
  toDataFrame(options: SheetOptions = {}): Promise<Table> {
    return sheetFrame(this, options)
  }

  /** The type of this record and the types above it, the nearest first. */
  queryTypes(): Promise<this[]> {
    return typesOf(this)
  }

  /** What is written about the record: the content of its latest readme. */
  notes(): Promise<string | null> {
    return notesOf(this)
  }

  /** The values of features of this record. */
  get features(): FeatureManager {
    return annotationOf(instanceOf(this)).features(this)
  }
}
