import { defineEntity } from '../registry/define-entity.ts'

import { registry } from '../registry/registry.ts'
import { toMany, toOne } from '../registry/relations.ts'
import { SpaceBlock } from './attached-blocks.ts'
import { User } from './user.ts'
import { createdNow, randomUidColumn, smallId, text, varchar } from './columns.ts'

export const SpaceEntity = defineEntity({
  name: 'Space',
  tableName: 'lamindb_space',
  properties: {
    id: smallId(),
    name: varchar(100).index(),
    uid: randomUidColumn(12),
    description: text().nullable(),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User).nullable().cascade(),
    ablocks: () => toMany(SpaceBlock, 'space'),
  },
})

export class Space extends registry(SpaceEntity) {}
