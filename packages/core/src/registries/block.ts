import { defineEntity } from '../registry/define-entity.ts'

import { Draft } from '../registry/draft.ts'
import type { Fields } from '../registry/record-types.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import { linkedBy, toMany, toOne } from '../registry/relations.ts'
import type { BlockRecord } from './block/block-version.ts'
import { createBlock } from './block/create-block.ts'
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
    projects: () => linkedBy(Project, 'blocks'),
    children: () => toMany(Block, 'anchor'),
    linksProject: () => toMany(BlockProject, 'block'),
  },
})

/** A text that belongs to no record: the readme of the instance, or of a registry. */
export class Block extends registry(BlockEntity, { stemLength: 16 }) {
  /**
   * The readme under a key with this content: the latest one while it is empty or says the same, else a new version of it.
   *
   * @example await db.Block.create({ key: 'README.md', kind: 'readme', content: '# Atlas' }).save()
   * @throws {@link InvalidArgument} for another kind or an unknown key
   */
  static override create<C extends AnyRegistry>(
    this: C,
    fields: Fields<InstanceType<C>> & { readonly revises?: Block | null },
  ): Draft<InstanceType<C>> {
    const blocks = bound<BlockRecord>(this)
    const draft = new Draft(blocks, () => createBlock(blocks, fields))
    return draft as unknown as Draft<InstanceType<C>>
  }
}
