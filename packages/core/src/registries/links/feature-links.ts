import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Feature } from '../feature.ts'
import { Project } from '../project.ts'
import { bigId, tracksRun } from '../columns.ts'

export const FeatureProjectEntity = defineEntity({
  name: 'FeatureProject',
  tableName: 'lamindb_featureproject',
  uniques: [{ properties: ['feature', 'project'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksFeature'),
    feature: () => toOne(Feature).cascade().inverse('linksProject'),
    ...tracksRun(),
  },
})

export class FeatureProject extends registry(FeatureProjectEntity, { isLink: true }) {}
