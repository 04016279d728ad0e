import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Branch } from '../branch.ts'
import { Project } from '../project.ts'
import { ULabel } from '../ulabel.ts'
import { User } from '../user.ts'
import { bigId, varchar } from '../columns.ts'

export const BranchProjectEntity = defineEntity({
  name: 'BranchProject',
  tableName: 'lamindb_branchproject',
  uniques: [{ properties: ['branch', 'project'] }],
  properties: {
    id: bigId(),
    branch: () => toOne(Branch).cascade().inverse('linksProject'),
    project: () => toOne(Project).inverse('linksBranch'),
  },
})

export class BranchProject extends registry(BranchProjectEntity, { isLink: true }) {}

export const BranchULabelEntity = defineEntity({
  name: 'BranchULabel',
  tableName: 'lamindb_branchulabel',
  uniques: [{ properties: ['branch', 'ulabel'] }],
  properties: {
    id: bigId(),
    branch: () => toOne(Branch).cascade().inverse('linksUlabel'),
    ulabel: () => toOne(ULabel).inverse('linksBranch'),
  },
})

export class BranchULabel extends registry(BranchULabelEntity, { isLink: true }) {}

export const BranchUserEntity = defineEntity({
  name: 'BranchUser',
  tableName: 'lamindb_branchuser',
  uniques: [{ properties: ['branch', 'user', 'role'] }],
  properties: {
    id: bigId(),
    branch: () => toOne(Branch).cascade().inverse('linksUser'),
    user: () => toOne(User).inverse('linksBranch'),
    role: varchar(32).index(),
  },
})

export class BranchUser extends registry(BranchUserEntity, { isLink: true }) {}
