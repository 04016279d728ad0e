import { defineEntity } from '../registry/define-entity.ts'

import { queryOfType, typesOf, type DescendOptions } from '../registry/hierarchy.ts'
import type { QuerySet } from '../registry/query-set.ts'
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
    branches: () => linkedBy(Branch, 'ulabels'),
    runs: () => linkedBy(Run, 'ulabels'),
    transforms: () => linkedBy(Transform, 'ulabels'),
    ulabels: () => toMany(ULabel, 'type'),
    children: () => linkedBy(ULabel, 'parents'),
    collections: () => linkedBy(Collection, 'ulabels'),
    projects: () => linkedBy(Project, 'ulabels'),
    ablocks: () => toMany(ULabelBlock, 'ulabel'),
    linksArtifact: () => toMany(ArtifactULabel, 'ulabel'),
    linksBranch: () => toMany(BranchULabel, 'ulabel'),
    linksCollection: () => toMany(CollectionULabel, 'ulabel'),
    linksRecord: () => toMany(RecordULabel, 'value'),
    linksRun: () => toMany(RunULabel, 'ulabel'),
    linksTransform: () => toMany(TransformULabel, 'ulabel'),
    linksProject: () => toMany(ULabelProject, 'ulabel'),
  },
})

/** A label without meaning beyond its name; a type groups others. */
export class ULabel extends registry(ULabelEntity, {
  nameField: 'name',
  canCurate: true,
  hasParents: true,
}) {
  /** The labels of this type, and of the types below it. */
  queryUlabels(options: DescendOptions = {}): QuerySet<this> {
    return queryOfType(this, options)
  }

  /** The type of this label and the types above it, the nearest first. */
  queryTypes(): Promise<this[]> {
    return typesOf(this)
  }
}
