import { defineEntity } from '../registry/define-entity.ts'

import { registry } from '../registry/registry.ts'
import { linkedBy, toMany, toOne } from '../registry/relations.ts'
import { BlockProject } from './links/block-links.ts'
import { Project } from './project.ts'
import { User } from './user.ts'
import { bigId, createdNow, isVersioned, smallint, sqlRecord, text, uid, varchar } from './columns.ts'

export const BlockEntity = defineEntity({
  name: 'Block',
  tableName: 'lamindb_block',
  properties: {
    id: bigId(),
    uid: uid(20),
    content: text(),
    hash: varchar(22).nullable().index(),
    kind: varchar(22).index().default('readme'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    _statusCode: smallint().index().default(0),
    key: varchar(1024).nullable().index(),
    anchor: () => toOne(Block).nullable().inverse('children'),
    ...sqlRecord(),
    ...isVersioned(),
    children: () => toMany(Block, 'anchor'),
    linksProject: () => toMany(BlockProject, 'block'),
    projects: () => linkedBy(Project, 'blocks'),
  },
})

export class Block extends registry(BlockEntity, { stemLength: 16 }) {}
