import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne, toOneUnique } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { CollectionBlock } from './attached-blocks.ts'
import {
  CollectionActions,
  CollectionArtifact,
  CollectionInputOfRuns,
  CollectionProject,
  CollectionRecord,
  CollectionRecreatingRuns,
  CollectionReference,
  CollectionULabel,
} from './links/collection-links.ts'
import { RecordCollection } from './links/record-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Reference } from './reference.ts'
import { Run } from './run.ts'
import { Schema } from './schema.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import {
  createdNow,
  id,
  isVersioned,
  randomUidColumn,
  sqlRecord,
  text,
  tracksUpdates,
  varchar,
} from './columns.ts'

export const CollectionEntity = defineEntity({
  name: 'Collection',
  tableName: 'lamindb_collection',
  uniques: [{ name: 'unique_collection_key_hash_not_null', properties: ['key', 'hash'] }],
  properties: {
    id: id(),
    uid: randomUidColumn(20),
    key: varchar(255).index(),
    description: text().nullable(),
    hash: varchar(22).nullable().index(),
    reference: varchar(255).nullable().index(),
    referenceType: varchar(25).nullable().index(),
    schema: () => toOne(Schema).nullable().inverse('validatedCollections'),
    metaArtifact: () => toOneUnique(Artifact).nullable().inverse('_metaOfCollection'),
    ...sqlRecord(),
    ...isVersioned(),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    run: () => toOne(Run).nullable().inverse('outputCollections'),
    ...tracksUpdates(),
    ulabels: () => linked(ULabel, () => CollectionULabel).inverse('collections'),
    inputOfRuns: () => linked(Run, () => CollectionInputOfRuns).inverse('inputCollections'),
    recreatingRuns: () => linked(Run, () => CollectionRecreatingRuns).inverse('recreatedCollections'),
    artifacts: () => linked(Artifact, () => CollectionArtifact).inverse('collections'),
    linkedInRecords: () => linked(Record, () => RecordCollection).inverse('linkedCollections'),
    _actions: () => linked(Artifact, () => CollectionActions),
    linksArtifact: () => toMany(CollectionArtifact, 'collection'),
    ablocks: () => toMany(CollectionBlock, 'collection'),
    linksProject: () => toMany(CollectionProject, 'collection'),
    linksRecord: () => toMany(CollectionRecord, 'collection'),
    linksReference: () => toMany(CollectionReference, 'collection'),
    linksUlabel: () => toMany(CollectionULabel, 'collection'),
    projects: () => linkedBy(Project, 'collections'),
    records: () => linkedBy(Record, 'collections'),
    linksInRecord: () => toMany(RecordCollection, 'value'),
    references: () => linkedBy(Reference, 'collections'),
  },
})

export class Collection extends registry(CollectionEntity, {
  runIsExplicit: true,
  nameField: 'key',
  stemLength: 16,
}) {}
