import { defineEntity } from '../registry/define-entity.ts'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { Branch } from './branch.ts'
import { ArtifactUser } from './links/artifact-links.ts'
import { BranchUser } from './links/branch-links.ts'
import { ProjectUser } from './links/project-links.ts'
import { RecordUser } from './links/record-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Run } from './run.ts'
import { Transform } from './transform.ts'
import { createdNow, id, uid, varchar } from './columns.ts'

export const UserEntity = defineEntity({
  name: 'User',
  tableName: 'lamindb_user',
  properties: {
    id: id(),
    uid: uid(8),
    handle: varchar(30).unique(),
    name: varchar(150).nullable().index(),
    createdAt: createdNow().index(),
    updatedAt: createdNow().index(),
    linkedInRecords: () => linked(Record, () => RecordUser).inverse('linkedUsers'),
    artifacts: () => linked(Artifact, () => ArtifactUser).inverse('users'),
    branches: () => linkedBy(Branch, 'users'),
    createdRuns: () => toMany(Run, 'createdBy'),
    createdTransforms: () => toMany(Transform, 'createdBy'),
    createdArtifacts: () => toMany(Artifact, 'createdBy'),
    projects: () => linkedBy(Project, 'users'),
    linksArtifact: () => toMany(ArtifactUser, 'user'),
    linksBranch: () => toMany(BranchUser, 'user'),
    linksProject: () => toMany(ProjectUser, 'user'),
    linksRecord: () => toMany(RecordUser, 'value'),
  },
})

export class User extends registry(UserEntity, { nameField: 'handle', canCurate: true }) {}
