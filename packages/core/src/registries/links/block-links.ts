import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Block } from '../block.ts'
import { Project } from '../project.ts'
import { bigId, tracksRun } from '../columns.ts'

export const BlockProjectEntity = defineEntity({
  name: 'BlockProject',
  tableName: 'lamindb_blockproject',
  uniques: [{ properties: ['block', 'project'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksBlock'),
    block: () => toOne(Block).cascade().inverse('linksProject'),
    ...tracksRun(),
  },
})

export class BlockProject extends registry(BlockProjectEntity, { isLink: true }) {}
