import { defineEntity } from '../registry/define-entity.ts'

import { registry } from '../registry/registry.ts'
import { linked, toMany, toOne } from '../registry/relations.ts'
import { BranchBlock } from './attached-blocks.ts'
import { branchStatus, type BranchStatus } from './branch-status.ts'
import { notesOf } from './describe/notes.ts'
import { BranchProject, BranchULabel, BranchUser } from './links/branch-links.ts'
import { Project } from './project.ts'
import { Space } from './space.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import { createdNow, id, json, randomUidColumn, smallint, text, varchar } from './columns.ts'

export const BranchEntity = defineEntity({
  name: 'Branch',
  tableName: 'lamindb_branch',
  properties: {
    id: id(),
    name: varchar(100).index(),
    uid: randomUidColumn(12),
    space: () => toOne(Space).default(1),
    description: text().nullable(),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    _aux: json().nullable(),
    users: () => linked(User, () => BranchUser).inverse('branches'),
    ulabels: () => linked(ULabel, () => BranchULabel).inverse('branches'),
    projects: () => linked(Project, () => BranchProject).inverse('branches'),
    ablocks: () => toMany(BranchBlock, 'branch'),
    linksProject: () => toMany(BranchProject, 'branch'),
    linksUlabel: () => toMany(BranchULabel, 'branch'),
    linksUser: () => toMany(BranchUser, 'branch'),
  },
})

/** A line of work whose records are seen by those who are on it, until it is merged. */
export class Branch extends registry(BranchEntity, { aliases: { status: branchStatus.alias } }) {
  get status(): BranchStatus {
    return branchStatus.of(this._statusCode)
  }
  /** @throws {@link InvalidArgument} for a name that is no status */
  set status(status: BranchStatus) {
    this._statusCode = branchStatus.code(status)
  }

  /** What is written about the branch: the content of its latest readme. */
  notes(): Promise<string | null> {
    return notesOf(this)
  }
}
