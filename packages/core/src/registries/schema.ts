import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { SchemaBlock } from './attached-blocks.ts'
import { Collection } from './collection.ts'
import { Feature } from './feature.ts'
import { ArtifactSchema } from './links/artifact-links.ts'
import { SchemaComponent, SchemaFeature, SchemaProject } from './links/schema-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { bool, id, integer, sqlRecord, text, tracksRun, tracksUpdates, uid, varchar } from './columns.ts'

export const SchemaEntity = defineEntity({
  name: 'Schema',
  tableName: 'lamindb_schema',
  properties: {
    id: id(),
    uid: uid(16),
    name: varchar(150).nullable().index(),
    description: text().nullable(),
    nMembers: integer().nullable(),
    coerce: bool().nullable(),
    flexible: bool().nullable(),
    itype: varchar(120).nullable().index(),
    otype: varchar(64).nullable().index(),
    suffix: varchar(30).nullable().index(),
    _dtypeStr: varchar(64).nullable(),
    hash: varchar(22).nullable().index(),
    minimalSet: bool()
      .index()
      .onCreate(() => true),
    orderedSet: bool()
      .index()
      .onCreate(() => false),
    maximalSet: bool()
      .index()
      .onCreate(() => false),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    isType: bool().index().default(false),
    type: () => toOne(Schema).nullable().inverse('schemas'),
    components: () => linked(Schema, () => SchemaComponent).inverse('composites'),
    validatedArtifacts: () => toMany(Artifact, 'schema'),
    artifacts: () => linkedBy(Artifact, 'schemas'),
    _linksArtifact: () => toMany(ArtifactSchema, 'schema'),
    validatedCollections: () => toMany(Collection, 'schema'),
    features: () => linkedBy(Feature, 'schemas'),
    projects: () => linkedBy(Project, 'schemas'),
    records: () => toMany(Record, 'schema'),
    schemas: () => toMany(Schema, 'type'),
    composites: () => linkedBy(Schema, 'components'),
    ablocks: () => toMany(SchemaBlock, 'schema'),
    linksComponent: () => toMany(SchemaComponent, 'composite'),
    linksComposite: () => toMany(SchemaComponent, 'component'),
    linksFeature: () => toMany(SchemaFeature, 'schema'),
    linksProject: () => toMany(SchemaProject, 'schema'),
  },
})

export class Schema extends registry(SchemaEntity, { nameField: 'name', canCurate: true }) {}
