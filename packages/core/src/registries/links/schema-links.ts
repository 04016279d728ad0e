import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Feature } from '../feature.ts'
import { Project } from '../project.ts'
import { Schema } from '../schema.ts'
import { bigId, tracksRun, varchar } from '../columns.ts'

export const SchemaComponentEntity = defineEntity({
  name: 'SchemaComponent',
  tableName: 'lamindb_schemacomponent',
  uniques: [{ properties: ['composite', 'slot', 'component'] }, { properties: ['composite', 'slot'] }],
  properties: {
    id: bigId(),
    composite: () => toOne(Schema).cascade().inverse('linksComponent'),
    component: () => toOne(Schema).inverse('linksComposite'),
    slot: varchar(255).nullable(),
    ...tracksRun(),
  },
})

export class SchemaComponent extends registry(SchemaComponentEntity, { isLink: true }) {}

export const SchemaFeatureEntity = defineEntity({
  name: 'SchemaFeature',
  tableName: 'lamindb_schemafeature',
  uniques: [{ properties: ['schema', 'feature'] }],
  properties: {
    id: bigId(),
    feature: () => toOne(Feature).inverse('linksSchema'),
    schema: () => toOne(Schema).cascade().inverse('linksFeature'),
  },
})

export class SchemaFeature extends registry(SchemaFeatureEntity, { isLink: true }) {}

export const SchemaProjectEntity = defineEntity({
  name: 'SchemaProject',
  tableName: 'lamindb_schemaproject',
  uniques: [{ properties: ['schema', 'project'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksSchema'),
    schema: () => toOne(Schema).cascade().inverse('linksProject'),
    ...tracksRun(),
  },
})

export class SchemaProject extends registry(SchemaProjectEntity, { isLink: true }) {}
