import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Feature } from '../feature.ts'
import { Project } from '../project.ts'
import { Record } from '../record.ts'
import { Reference } from '../reference.ts'
import { User } from '../user.ts'
import { bigId, tracksRun, varchar } from '../columns.ts'

export const ProjectParentsEntity = defineEntity({
  name: 'ProjectParents',
  tableName: 'lamindb_project_parents',
  uniques: [{ properties: ['fromProject', 'toProject'] }],
  properties: {
    id: bigId(),
    fromProject: () => toOne(Project).cascade(),
    toProject: () => toOne(Project).cascade(),
  },
})

export class ProjectParents extends registry(ProjectParentsEntity, { isLink: true }) {}

export const ProjectPredecessorsEntity = defineEntity({
  name: 'ProjectPredecessors',
  tableName: 'lamindb_project_predecessors',
  uniques: [{ properties: ['fromProject', 'toProject'] }],
  properties: {
    id: bigId(),
    fromProject: () => toOne(Project).cascade(),
    toProject: () => toOne(Project).cascade(),
  },
})

export class ProjectPredecessors extends registry(ProjectPredecessorsEntity, { isLink: true }) {}

export const ProjectReferencesEntity = defineEntity({
  name: 'ProjectReferences',
  tableName: 'lamindb_project_references',
  uniques: [{ properties: ['project', 'reference'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).cascade(),
    reference: () => toOne(Reference).cascade(),
  },
})

export class ProjectReferences extends registry(ProjectReferencesEntity, { isLink: true }) {}

export const ProjectRecordEntity = defineEntity({
  name: 'ProjectRecord',
  tableName: 'lamindb_projectrecord',
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('linksProject'),
    feature: () => toOne(Feature).nullable().inverse('linksProjectrecord'),
    ...tracksRun(),
  },
})

export class ProjectRecord extends registry(ProjectRecordEntity, { isLink: true }) {}

export const ProjectUserEntity = defineEntity({
  name: 'ProjectUser',
  tableName: 'lamindb_projectuser',
  uniques: [{ properties: ['project', 'user', 'role'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).cascade().inverse('linksUser'),
    user: () => toOne(User).inverse('linksProject'),
    role: varchar(32).index(),
  },
})

export class ProjectUser extends registry(ProjectUserEntity, { isLink: true }) {}
