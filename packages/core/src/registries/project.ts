import { defineEntity } from '../registry/define-entity.ts'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { projectStatus, projectStatusCodes, type ProjectStatus } from './project-status.ts'
import { ProjectBlock } from './attached-blocks.ts'
import { Block } from './block.ts'
import { Branch } from './branch.ts'
import { Collection } from './collection.ts'
import { Feature } from './feature.ts'
import { ArtifactProject } from './links/artifact-links.ts'
import { BlockProject } from './links/block-links.ts'
import { BranchProject } from './links/branch-links.ts'
import { CollectionProject } from './links/collection-links.ts'
import { FeatureProject } from './links/feature-links.ts'
import {
  ProjectParents,
  ProjectPredecessors,
  ProjectRecord,
  ProjectReferences,
  ProjectUser,
} from './links/project-links.ts'
import { RecordProject } from './links/record-links.ts'
import { RunProject } from './links/run-links.ts'
import { SchemaProject } from './links/schema-links.ts'
import { TransformProject } from './links/transform-links.ts'
import { ULabelProject } from './links/ulabel-links.ts'
import { Record } from './record.ts'
import { Reference } from './reference.ts'
import { Run } from './run.ts'
import { Schema } from './schema.ts'
import { Transform } from './transform.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import {
  bool,
  date,
  id,
  randomUidColumn,
  smallint,
  sqlRecord,
  text,
  tracksRun,
  tracksUpdates,
  varchar,
} from './columns.ts'

export const ProjectEntity = defineEntity({
  name: 'Project',
  tableName: 'lamindb_project',
  properties: {
    id: id(),
    uid: randomUidColumn(12),
    name: varchar(255).index(),
    description: text().nullable(),
    abbr: varchar(32).nullable().index(),
    url: varchar(255).nullable(),
    startDate: date().nullable(),
    endDate: date().nullable(),
    // Projects that are made here are planned; the database's own default says completed.
    _statusCode: smallint()
      .index()
      .default(0)
      .onCreate(() => projectStatusCodes.planned),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    isType: bool().index().default(false),
    type: () => toOne(Project).nullable().inverse('projects'),
    parents: () => linked(Project, () => ProjectParents).inverse('children'),
    predecessors: () => linked(Project, () => ProjectPredecessors).inverse('successors'),
    artifacts: () => linked(Artifact, () => ArtifactProject).inverse('projects'),
    transforms: () => linked(Transform, () => TransformProject).inverse('projects'),
    runs: () => linked(Run, () => RunProject).inverse('projects'),
    ulabels: () => linked(ULabel, () => ULabelProject).inverse('projects'),
    features: () => linked(Feature, () => FeatureProject).inverse('projects'),
    schemas: () => linked(Schema, () => SchemaProject).inverse('projects'),
    linkedInRecords: () => linked(Record, () => RecordProject).inverse('linkedProjects'),
    records: () => linked(Record, () => ProjectRecord).inverse('projects'),
    collections: () => linked(Collection, () => CollectionProject).inverse('projects'),
    references: () => linked(Reference, () => ProjectReferences).inverse('projects'),
    blocks: () => linked(Block, () => BlockProject).inverse('projects'),
    users: () => linked(User, () => ProjectUser).inverse('projects'),
    branches: () => linkedBy(Branch, 'projects'),
    projects: () => toMany(Project, 'type'),
    children: () => linkedBy(Project, 'parents'),
    successors: () => linkedBy(Project, 'predecessors'),
    ablocks: () => toMany(ProjectBlock, 'project'),
    linksArtifact: () => toMany(ArtifactProject, 'project'),
    linksBlock: () => toMany(BlockProject, 'project'),
    linksBranch: () => toMany(BranchProject, 'project'),
    linksCollection: () => toMany(CollectionProject, 'project'),
    linksFeature: () => toMany(FeatureProject, 'project'),
    linksRecord: () => toMany(ProjectRecord, 'project'),
    linksUser: () => toMany(ProjectUser, 'project'),
    linksInRecord: () => toMany(RecordProject, 'value'),
    linksRun: () => toMany(RunProject, 'project'),
    linksSchema: () => toMany(SchemaProject, 'project'),
    linksTransform: () => toMany(TransformProject, 'project'),
    linksUlabel: () => toMany(ULabelProject, 'project'),
  },
})

/** What people work on together. */
export class Project extends registry(ProjectEntity, {
  canCurate: true,
  validateFields: true,
  aliases: { status: projectStatus.alias },
}) {
  get status(): ProjectStatus {
    return projectStatus.of(this._statusCode)
  }
  /** @throws {@link InvalidArgument} for a name that is no status */
  set status(status: ProjectStatus) {
    this._statusCode = projectStatus.code(status)
  }
}
