import { defineEntity } from '../registry/define-entity.ts'

import { toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { attachedBlock } from './block/attached-block.ts'
import { Branch } from './branch.ts'
import { Collection } from './collection.ts'
import { Feature } from './feature.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Run } from './run.ts'
import { Schema } from './schema.ts'
import { Space } from './space.ts'
import { Transform } from './transform.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import { bigId, createdNow, integer, isVersioned, json, smallint, text, uid, varchar } from './columns.ts'

export const ArtifactBlockEntity = defineEntity({
  name: 'ArtifactBlock',
  tableName: 'lamindb_artifactblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    artifact: () => toOne(Artifact).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class ArtifactBlock extends attachedBlock(ArtifactBlockEntity, 'artifact') {}

export const BranchBlockEntity = defineEntity({
  name: 'BranchBlock',
  tableName: 'lamindb_branchblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class BranchBlock extends attachedBlock(BranchBlockEntity, 'branch') {}

export const CollectionBlockEntity = defineEntity({
  name: 'CollectionBlock',
  tableName: 'lamindb_collectionblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    collection: () => toOne(Collection).nullable().cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class CollectionBlock extends attachedBlock(CollectionBlockEntity, 'collection') {}

export const FeatureBlockEntity = defineEntity({
  name: 'FeatureBlock',
  tableName: 'lamindb_featureblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    feature: () => toOne(Feature).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class FeatureBlock extends attachedBlock(FeatureBlockEntity, 'feature') {}

export const ProjectBlockEntity = defineEntity({
  name: 'ProjectBlock',
  tableName: 'lamindb_projectblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    project: () => toOne(Project).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class ProjectBlock extends attachedBlock(ProjectBlockEntity, 'project') {}

export const RecordBlockEntity = defineEntity({
  name: 'RecordBlock',
  tableName: 'lamindb_recordblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    record: () => toOne(Record).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class RecordBlock extends attachedBlock(RecordBlockEntity, 'record') {}

export const RunBlockEntity = defineEntity({
  name: 'RunBlock',
  tableName: 'lamindb_runblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    run: () => toOne(Run).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class RunBlock extends attachedBlock(RunBlockEntity, 'run') {}

export const SchemaBlockEntity = defineEntity({
  name: 'SchemaBlock',
  tableName: 'lamindb_schemablock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    schema: () => toOne(Schema).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class SchemaBlock extends attachedBlock(SchemaBlockEntity, 'schema') {}

export const SpaceBlockEntity = defineEntity({
  name: 'SpaceBlock',
  tableName: 'lamindb_spaceblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    space: () => toOne(Space).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class SpaceBlock extends attachedBlock(SpaceBlockEntity, 'space') {}

export const TransformBlockEntity = defineEntity({
  name: 'TransformBlock',
  tableName: 'lamindb_transformblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    transform: () => toOne(Transform).nullable().cascade().inverse('ablocks'),
    lineNumber: integer().nullable(),
    ...isVersioned(),
  },
})

export class TransformBlock extends attachedBlock(TransformBlockEntity, 'transform') {}

export const ULabelBlockEntity = defineEntity({
  name: 'ULabelBlock',
  tableName: 'lamindb_ulabelblock',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    ulabel: () => toOne(ULabel).cascade().inverse('ablocks'),
    ...isVersioned(),
  },
})

export class ULabelBlock extends attachedBlock(ULabelBlockEntity, 'ulabel') {}
