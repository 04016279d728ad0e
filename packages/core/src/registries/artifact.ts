import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne, toOneInverse } from '../registry/relations.ts'
import { ArtifactBlock } from './attached-blocks.ts'
import { Collection } from './collection.ts'
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
import { Schema } from './schema.ts'
import { Storage } from './storage.ts'
import { Transform } from './transform.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
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
    _actions: () => linked(Artifact, () => ArtifactActions).inverse('_actionTargets'),
    artifacts: () => linked(Artifact, () => ArtifactArtifact).inverse('linkedByArtifacts'),
    linkedInRecords: () => linked(Record, () => RecordArtifact).inverse('linkedArtifacts'),
    _actionTargets: () => linkedBy(Artifact, '_actions'),
    linkedByArtifacts: () => linkedBy(Artifact, 'artifacts'),
    linksArtifact: () => toMany(ArtifactArtifact, 'artifact'),
    linksValue: () => toMany(ArtifactArtifact, 'value'),
    ablocks: () => toMany(ArtifactBlock, 'artifact'),
    linksJsonvalue: () => toMany(ArtifactJsonValue, 'artifact'),
    linksProject: () => toMany(ArtifactProject, 'artifact'),
    linksRecord: () => toMany(ArtifactRecord, 'artifact'),
    linksReference: () => toMany(ArtifactReference, 'artifact'),
    linksRun: () => toMany(ArtifactRun, 'artifact'),
    _linksSchema: () => toMany(ArtifactSchema, 'artifact'),
    linksUlabel: () => toMany(ArtifactULabel, 'artifact'),
    linksUser: () => toMany(ArtifactUser, 'artifact'),
    _metaOfCollection: () => toOneInverse(Collection, 'metaArtifact'),
    collections: () => linkedBy(Collection, 'artifacts'),
    linksCollection: () => toMany(CollectionArtifact, 'artifact'),
    projects: () => linkedBy(Project, 'artifacts'),
    records: () => linkedBy(Record, 'artifacts'),
    linksInRecord: () => toMany(RecordArtifact, 'value'),
    references: () => linkedBy(Reference, 'artifacts'),
    _reportOf: () => toMany(Run, 'report'),
    _environmentOf: () => toMany(Run, 'environment'),
    _planForRuns: () => toMany(Run, 'plan'),
    runs: () => linkedBy(Run, 'artifacts'),
    linkedByRuns: () => linkedBy(Run, 'linkedArtifacts'),
    linksInRun: () => toMany(RunArtifact, 'artifact'),
    _environmentOfTransforms: () => toMany(Transform, 'environment'),
    _planForTransforms: () => toMany(Transform, 'plan'),
    ulabels: () => linkedBy(ULabel, 'artifacts'),
    users: () => linkedBy(User, 'artifacts'),
  },
})

export class Artifact extends registry(ArtifactEntity, {
  runIsExplicit: true,
  nameField: 'key',
  stemLength: 16,
}) {}
