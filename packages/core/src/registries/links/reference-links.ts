import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Feature } from '../feature.ts'
import { Record } from '../record.ts'
import { Reference } from '../reference.ts'
import { bigId, tracksRun } from '../columns.ts'

export const ReferenceRecordEntity = defineEntity({
  name: 'ReferenceRecord',
  tableName: 'lamindb_referencerecord',
  properties: {
    id: bigId(),
    reference: () => toOne(Reference).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('linksReference'),
    feature: () => toOne(Feature).nullable().inverse('linksReferencerecord'),
    ...tracksRun(),
  },
})

export class ReferenceRecord extends registry(ReferenceRecordEntity, { isLink: true }) {}
