import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { ULabelBlock } from './attached-blocks.ts'
import { Branch } from './branch.ts'
import { Collection } from './collection.ts'
import { ArtifactULabel } from './links/artifact-links.ts'
import { BranchULabel } from './links/branch-links.ts'
import { CollectionULabel } from './links/collection-links.ts'
import { RecordULabel } from './links/record-links.ts'
import { RunULabel } from './links/run-links.ts'
import { TransformULabel } from './links/transform-links.ts'
import { ULabelParents, ULabelProject } from './links/ulabel-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Run } from './run.ts'
import { Transform } from './transform.ts'
import { bool, id, randomUidColumn, sqlRecord, text, tracksRun, tracksUpdates, varchar } from './columns.ts'

export const ULabelEntity = defineEntity({
  name: 'ULabel',
  tableName: 'lamindb_ulabel',
  properties: {
    id: id(),
    uid: randomUidColumn(8),
    name: varchar(150).index(),
    description: text().nullable(),
    reference: varchar(255).nullable().index(),
    referenceType: varchar(25).nullable().index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    isType: bool().index().default(false),
    type: () => toOne(ULabel).nullable().inverse('ulabels'),
    parents: () => linked(ULabel, () => ULabelParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactULabel).inverse('ulabels'),
    linkedInRecords: () => linked(Record, () => RecordULabel).inverse('linkedUlabels'),
    linksArtifact: () => toMany(ArtifactULabel, 'ulabel'),
    branches: () => linkedBy(Branch, 'ulabels'),
    linksBranch: () => toMany(BranchULabel, 'ulabel'),
    collections: () => linkedBy(Collection, 'ulabels'),
    linksCollection: () => toMany(CollectionULabel, 'ulabel'),
    projects: () => linkedBy(Project, 'ulabels'),
    linksRecord: () => toMany(RecordULabel, 'value'),
    runs: () => linkedBy(Run, 'ulabels'),
    linksRun: () => toMany(RunULabel, 'ulabel'),
    transforms: () => linkedBy(Transform, 'ulabels'),
    linksTransform: () => toMany(TransformULabel, 'ulabel'),
    ulabels: () => toMany(ULabel, 'type'),
    children: () => linkedBy(ULabel, 'parents'),
    ablocks: () => toMany(ULabelBlock, 'ulabel'),
    linksProject: () => toMany(ULabelProject, 'ulabel'),
  },
})

export class ULabel extends registry(ULabelEntity, {
  nameField: 'name',
  canCurate: true,
  hasParents: true,
}) {}
