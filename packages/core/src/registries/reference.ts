import { defineEntity } from '../registry/define-entity.ts'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { Collection } from './collection.ts'
import { ArtifactReference } from './links/artifact-links.ts'
import { CollectionReference } from './links/collection-links.ts'
import { RecordReference } from './links/record-links.ts'
import { ReferenceRecord } from './links/reference-links.ts'
import { TransformReference } from './links/transform-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Transform } from './transform.ts'
import {
  bigint,
  bool,
  date,
  id,
  randomUidColumn,
  sqlRecord,
  text,
  tracksRun,
  tracksUpdates,
  varchar,
} from './columns.ts'

export const ReferenceEntity = defineEntity({
  name: 'Reference',
  tableName: 'lamindb_reference',
  properties: {
    id: id(),
    uid: randomUidColumn(12),
    name: varchar(255).index(),
    description: text().nullable(),
    abbr: varchar(32).nullable().index(),
    url: varchar(200).nullable().index(),
    pubmedId: bigint().nullable().index(),
    doi: varchar(255).nullable().index(),
    text: text().nullable(),
    date: date().nullable(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    isType: bool().index().default(false),
    type: () => toOne(Reference).nullable().inverse('references'),
    artifacts: () => linked(Artifact, () => ArtifactReference).inverse('references'),
    transforms: () => linked(Transform, () => TransformReference).inverse('references'),
    collections: () => linked(Collection, () => CollectionReference).inverse('references'),
    linkedInRecords: () => linked(Record, () => RecordReference).inverse('linkedReferences'),
    records: () => linked(Record, () => ReferenceRecord).inverse('references'),
    references: () => toMany(Reference, 'type'),
    projects: () => linkedBy(Project, 'references'),
    linksArtifact: () => toMany(ArtifactReference, 'reference'),
    linksCollection: () => toMany(CollectionReference, 'reference'),
    linksInRecord: () => toMany(RecordReference, 'value'),
    linksRecord: () => toMany(ReferenceRecord, 'reference'),
    linksTransform: () => toMany(TransformReference, 'reference'),
  },
})

/** What others have written: a paper, a preprint, a document. */
export class Reference extends registry(ReferenceEntity, { canCurate: true, validateFields: true }) {}
