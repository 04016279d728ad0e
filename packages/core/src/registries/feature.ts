import { defineEntity } from '../registry/define-entity.ts'

import type { DatabaseTransaction } from '../database/database.ts'
import { Draft } from '../registry/draft.ts'
import { InvalidArgument } from '../errors.ts'
import { queryOfType, typesOf, type DescendOptions } from '../registry/hierarchy.ts'
import { Lazy } from '../registry/lazy.ts'
import { instanceOf, isNew } from '../registry/record-state.ts'
import type { SaveOptions } from '../registry/save.ts'
import { FeatureOrder } from '../registry/feature-conditions.ts'
import type { QuerySet } from '../registry/query-set.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { FeatureBlock } from './attached-blocks.ts'
import { ConfiguredFeature, type FeatureConfig } from './feature/configured-feature.ts'
import type { DtypeArgument } from './feature/dtype-argument.ts'
import { dtypeAsObject } from './feature/dtype-object.ts'
import {
  checkExistingFeature,
  featureFields,
  fillFeatures,
  type FeatureArguments,
} from './feature/feature-fields.ts'
import {
  fieldThrough,
  linkPair,
  pairedFeature,
  setThrough,
  sourceThrough,
  takeThrough,
  type ValuesThrough,
} from './feature/values-through.ts'
import { featuresOfDict, featuresOfTable, type TableColumns } from './feature/infer-features.ts'
import { warnAboutRename } from './feature/warn-about-rename.ts'
import { JsonValue } from './json-value.ts'
import {
  ArtifactArtifact,
  ArtifactProject,
  ArtifactRecord,
  ArtifactReference,
  ArtifactRun,
  ArtifactULabel,
  ArtifactUser,
} from './links/artifact-links.ts'
import { CollectionRecord, CollectionULabel } from './links/collection-links.ts'
import { FeatureProject } from './links/feature-links.ts'
import { ProjectRecord } from './links/project-links.ts'
import {
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
} from './links/record-links.ts'
import { ReferenceRecord } from './links/reference-links.ts'
import { RunArtifact, RunRecord } from './links/run-links.ts'
import { SchemaFeature } from './links/schema-links.ts'
import { TransformRecord } from './links/transform-links.ts'
import { Project } from './project.ts'
import { Schema } from './schema.ts'
import {
  bool,
  id,
  integer,
  json,
  randomUidColumn,
  smallint,
  sqlRecord,
  text,
  tracksRun,
  tracksUpdates,
  varchar,
} from './columns.ts'

export const FeatureEntity = defineEntity({
  name: 'Feature',
  tableName: 'lamindb_feature',
  properties: {
    id: id(),
    uid: randomUidColumn(12),
    name: varchar(150).index(),
    _dtypeStr: varchar(255).nullable().index(),
    _ounitStr: varchar(255).nullable().index(),
    unit: varchar(30).nullable().index(),
    description: text().nullable(),
    arrayRank: smallint()
      .index()
      .onCreate(() => 0),
    arraySize: integer()
      .index()
      .onCreate(() => 0),
    arrayShape: json().nullable(),
    synonyms: text().nullable(),
    defaultValue: json().nullable(),
    nullable: bool().nullable(),
    coerce: bool().nullable(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    isType: bool().index().default(false),
    type: () => toOne(Feature).nullable().inverse('features'),
    schemas: () => linked(Schema, () => SchemaFeature).inverse('features'),
    features: () => toMany(Feature, 'type'),
    values: () => toMany(JsonValue, 'feature'),
    projects: () => linkedBy(Project, 'features'),
    ablocks: () => toMany(FeatureBlock, 'feature'),
    linksArtifactartifact: () => toMany(ArtifactArtifact, 'feature'),
    linksArtifactproject: () => toMany(ArtifactProject, 'feature'),
    linksArtifactrecord: () => toMany(ArtifactRecord, 'feature'),
    linksArtifactreference: () => toMany(ArtifactReference, 'feature'),
    linksArtifactrun: () => toMany(ArtifactRun, 'feature'),
    linksArtifactulabel: () => toMany(ArtifactULabel, 'feature'),
    linksArtifactuser: () => toMany(ArtifactUser, 'feature'),
    linksCollectionrecord: () => toMany(CollectionRecord, 'feature'),
    linksCollectionulabel: () => toMany(CollectionULabel, 'feature'),
    linksProject: () => toMany(FeatureProject, 'feature'),
    linksProjectrecord: () => toMany(ProjectRecord, 'feature'),
    linksRecordartifact: () => toMany(RecordArtifact, 'feature'),
    linksRecordcollection: () => toMany(RecordCollection, 'feature'),
    linksRecordjson: () => toMany(RecordJson, 'feature'),
    linksRecordproject: () => toMany(RecordProject, 'feature'),
    linksRecordrecord: () => toMany(RecordRecord, 'feature'),
    linksRecordreference: () => toMany(RecordReference, 'feature'),
    linksRecordrun: () => toMany(RecordRun, 'feature'),
    linksRecordtransform: () => toMany(RecordTransform, 'feature'),
    linksRecordulabel: () => toMany(RecordULabel, 'feature'),
    linksRecorduser: () => toMany(RecordUser, 'feature'),
    linksReferencerecord: () => toMany(ReferenceRecord, 'feature'),
    linksRunartifact: () => toMany(RunArtifact, 'feature'),
    linksRunrecord: () => toMany(RunRecord, 'feature'),
    linksSchema: () => toMany(SchemaFeature, 'feature'),
    linksTransformrecord: () => toMany(TransformRecord, 'feature'),
  },
})

/** A condition on values of a feature, for `filter()` of artifacts, runs and records. */
export interface FeatureCondition {
  readonly $features: readonly (readonly [Feature, unknown])[]
}

/** A column of tables, a value of records, a parameter of runs: its name and what its values are. */
export class Feature extends registry(FeatureEntity, {
  nameField: 'name',
  canCurate: true,
  hasSynonyms: true,
  toFields: featureFields,
  prepare: fillFeatures,
  checkExisting: checkExistingFeature,
  keywords: { valuesThrough: takeThrough },
  aliases: { dtype: { field: '_dtypeStr' }, dtypeAsStr: { field: '_dtypeStr' } },
}) {
  /** @internal What was set since the feature was read. */
  readonly pending: { through?: ValuesThrough } = {}

  /**
   * A feature, or the existing one of that name.
   *
   * @example db.Feature.create({ name: 'cell_type', dtype: db.bionty.CellType })
   * @throws {@link ValidationError} without dtype, or when the feature exists with another dtype
   * @throws {@link FieldValidationError} for a keyword that is none of its arguments
   */
  static override create<C extends AnyRegistry>(this: C, fields: FeatureArguments): Draft<InstanceType<C>> {
    return new Draft(bound<InstanceType<C>>(this), fields)
  }

  /**
   * One feature per column of a table: dictionaries become `cat[ULabel]`, the others what their type says.
   *
   * @throws {@link InvalidArgument} for a column that no dtype fits
   */
  static async fromTable(this: typeof Feature, table: TableColumns): Promise<Feature[]> {
    return featuresOfTable(bound<Feature>(this), table)
  }

  /** One feature per key of a dictionary, of the dtype that its value has. */
  static async fromDict(
    this: typeof Feature,
    values: { readonly [name: string]: unknown },
    options: { readonly type?: Feature } = {},
  ): Promise<Feature[]> {
    return featuresOfDict(bound<Feature>(this), values, options)
  }

  /** The dtype as it is stored, `cat[bionty.CellType.ontology_id]`; `null` for a type. */
  get dtype(): string | null {
    return this._dtypeStr ?? null
  }

  /** The condition that a record has this value of the feature; without value, that it has none. */
  eq(value: unknown): FeatureCondition {
    return { $features: [[this, { $eq: value }]] }
  }

  /** The condition that a record does not have this value; one that has no value of the feature meets it. */
  ne(value: unknown): { readonly $not: FeatureCondition } {
    return { $not: this.eq(value) }
  }

  /** The condition that a record has a value above this one. */
  gt(value: unknown): FeatureCondition {
    return { $features: [[this, { $gt: value }]] }
  }

  /** The condition that a record has this value, or one above it. */
  gte(value: unknown): FeatureCondition {
    return { $features: [[this, { $gte: value }]] }
  }

  /** The condition that a record has a value below this one. */
  lt(value: unknown): FeatureCondition {
    return { $features: [[this, { $lt: value }]] }
  }

  /** The condition that a record has this value, or one below it. */
  lte(value: unknown): FeatureCondition {
    return { $features: [[this, { $lte: value }]] }
  }

  /** The condition that a record has no value of the feature; with `false`, that it has one. */
  isNull(isMissing = true): FeatureCondition {
    if (typeof isMissing !== 'boolean') throw new InvalidArgument('isNull() takes true or false.')
    return { $features: [[this, { $isNull: isMissing }]] }
  }

  /** The order of records by their values of this feature, the lowest first; those without a value come last. */
  asc(): FeatureOrder {
    return new FeatureOrder(this, 'asc')
  }

  /** The order of records by their values of this feature, the highest first; those without a value come last. */
  desc(): FeatureOrder {
    return new FeatureOrder(this, 'desc')
  }

  /** The features of this type, and of the types below it. */
  queryFeatures(options: DescendOptions = {}): QuerySet<this> {
    return queryOfType(this, options)
  }

  /** The type of this feature and the types above it, the nearest first. */
  queryTypes(): Promise<this[]> {
    return typesOf(this)
  }

  /** The dtype as what it was made from: a registry, a field, a type, a list of one of these, several; `null` for a type. */
  get dtypeAsObject(): Lazy<DtypeArgument | null> {
    return new Lazy(async () => (this.dtype === null ? null : dtypeAsObject(instanceOf(this), this.dtype)))
  }

  /** This feature with settings that hold within one schema. */
  withConfig(config: FeatureConfig): ConfiguredFeature {
    return new ConfiguredFeature(this, config)
  }

  /** The field of records or the feature that the values of records come through; undefined as a rule. */
  get valuesThrough(): Lazy<string | Feature | undefined> {
    return new Lazy(async () => {
      const field = fieldThrough(this._aux)
      if (field !== undefined) return field
      return sourceThrough(this._aux) === undefined ? undefined : pairedFeature(this)
    })
  }

  /**
   * Lets the values of records come through one of their fields, through the links of another feature seen from the other
   * end, or through neither with `null`; written by `save()`.
   *
   * @throws {@link InvalidArgument} for another field or a dtype that is not that of the field
   */
  set valuesThrough(through: ValuesThrough) {
    setThrough(this, through)
  }

  /** The feature whose links this one shows from the other end, or the one that shows the links of this one. */
  get relatedFeature(): Lazy<Feature | undefined> {
    return new Lazy(() => pairedFeature(this))
  }

  override async beforeSave(transaction: DatabaseTransaction): Promise<void> {
    if (!isNew(this)) await warnAboutRename(this, transaction)
  }

  override async afterSave(transaction: DatabaseTransaction): Promise<void> {
    await linkPair(this, transaction)
  }

  override async save(options: SaveOptions = {}): Promise<this> {
    await super.save(options)
    delete this.pending.through
    return this
  }
}
