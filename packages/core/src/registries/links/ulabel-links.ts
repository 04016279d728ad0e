import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Project } from '../project.ts'
import { ULabel } from '../ulabel.ts'
import { bigId, tracksRun } from '../columns.ts'

export const ULabelParentsEntity = defineEntity({
  name: 'ULabelParents',
  tableName: 'lamindb_ulabel_parents',
  uniques: [{ properties: ['fromUlabel', 'toUlabel'] }],
  properties: {
    id: bigId(),
    fromUlabel: () => toOne(ULabel).cascade(),
    toUlabel: () => toOne(ULabel).cascade(),
  },
})

export class ULabelParents extends registry(ULabelParentsEntity, { isLink: true }) {}

export const ULabelProjectEntity = defineEntity({
  name: 'ULabelProject',
  tableName: 'lamindb_ulabelproject',
  uniques: [{ properties: ['ulabel', 'project'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksUlabel'),
    ulabel: () => toOne(ULabel).cascade().inverse('linksProject'),
    ...tracksRun(),
  },
})

export class ULabelProject extends registry(ULabelProjectEntity, { isLink: true }) {}
