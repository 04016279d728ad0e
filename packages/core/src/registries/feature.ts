import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { FeatureBlock } from './attached-blocks.ts'
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
    linksArtifactartifact: () => toMany(ArtifactArtifact, 'feature'),
    linksArtifactproject: () => toMany(ArtifactProject, 'feature'),
    linksArtifactrecord: () => toMany(ArtifactRecord, 'feature'),
    linksArtifactreference: () => toMany(ArtifactReference, 'feature'),
    linksArtifactrun: () => toMany(ArtifactRun, 'feature'),
    linksArtifactulabel: () => toMany(ArtifactULabel, 'feature'),
    linksArtifactuser: () => toMany(ArtifactUser, 'feature'),
    linksCollectionrecord: () => toMany(CollectionRecord, 'feature'),
    linksCollectionulabel: () => toMany(CollectionULabel, 'feature'),
    features: () => toMany(Feature, 'type'),
    ablocks: () => toMany(FeatureBlock, 'feature'),
    linksProject: () => toMany(FeatureProject, 'feature'),
    values: () => toMany(JsonValue, 'feature'),
    projects: () => linkedBy(Project, 'features'),
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

export class Feature extends registry(FeatureEntity, {
  nameField: 'name',
  canCurate: true,
  hasSynonyms: true,
}) {}
