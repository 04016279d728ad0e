import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Artifact } from '../artifact.ts'
import { Collection } from '../collection.ts'
import { Feature } from '../feature.ts'
import { Project } from '../project.ts'
import { Record } from '../record.ts'
import { Reference } from '../reference.ts'
import { Run } from '../run.ts'
import { ULabel } from '../ulabel.ts'
import { bigId, tracksRun } from '../columns.ts'

export const CollectionActionsEntity = defineEntity({
  name: 'CollectionActions',
  tableName: 'lamindb_collection__actions',
  uniques: [{ properties: ['collection', 'artifact'] }],
  properties: {
    id: bigId(),
    collection: () => toOne(Collection).cascade(),
    artifact: () => toOne(Artifact).cascade(),
  },
})

export class CollectionActions extends registry(CollectionActionsEntity, { isLink: true }) {}

export const CollectionInputOfRunsEntity = defineEntity({
  name: 'CollectionInputOfRuns',
  tableName: 'lamindb_collection_input_of_runs',
  uniques: [{ properties: ['collection', 'run'] }],
  properties: {
    id: bigId(),
    collection: () => toOne(Collection).cascade(),
    run: () => toOne(Run).cascade(),
  },
})

export class CollectionInputOfRuns extends registry(CollectionInputOfRunsEntity, { isLink: true }) {}

export const CollectionRecreatingRunsEntity = defineEntity({
  name: 'CollectionRecreatingRuns',
  tableName: 'lamindb_collection_recreating_runs',
  uniques: [{ properties: ['collection', 'run'] }],
  properties: {
    id: bigId(),
    collection: () => toOne(Collection).cascade(),
    run: () => toOne(Run).cascade(),
  },
})

export class CollectionRecreatingRuns extends registry(CollectionRecreatingRunsEntity, { isLink: true }) {}

export const CollectionArtifactEntity = defineEntity({
  name: 'CollectionArtifact',
  tableName: 'lamindb_collectionartifact',
  uniques: [{ properties: ['collection', 'artifact'] }],
  properties: {
    id: bigId(),
    collection: () => toOne(Collection).cascade().inverse('linksArtifact'),
    artifact: () => toOne(Artifact).inverse('linksCollection'),
    ...tracksRun(),
  },
})

export class CollectionArtifact extends registry(CollectionArtifactEntity, { isLink: true }) {}

export const CollectionProjectEntity = defineEntity({
  name: 'CollectionProject',
  tableName: 'lamindb_collectionproject',
  uniques: [{ properties: ['collection', 'project'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksCollection'),
    collection: () => toOne(Collection).cascade().inverse('linksProject'),
    ...tracksRun(),
  },
})

export class CollectionProject extends registry(CollectionProjectEntity, { isLink: true }) {}

export const CollectionRecordEntity = defineEntity({
  name: 'CollectionRecord',
  tableName: 'lamindb_collectionrecord',
  properties: {
    id: bigId(),
    record: () => toOne(Record).inverse('linksCollection'),
    collection: () => toOne(Collection).cascade().inverse('linksRecord'),
    feature: () => toOne(Feature).nullable().inverse('linksCollectionrecord'),
    ...tracksRun(),
  },
})

export class CollectionRecord extends registry(CollectionRecordEntity, { isLink: true }) {}

export const CollectionReferenceEntity = defineEntity({
  name: 'CollectionReference',
  tableName: 'lamindb_collectionreference',
  uniques: [{ properties: ['collection', 'reference'] }],
  properties: {
    id: bigId(),
    reference: () => toOne(Reference).inverse('linksCollection'),
    collection: () => toOne(Collection).cascade().inverse('linksReference'),
    ...tracksRun(),
  },
})

export class CollectionReference extends registry(CollectionReferenceEntity, { isLink: true }) {}

export const CollectionULabelEntity = defineEntity({
  name: 'CollectionULabel',
  tableName: 'lamindb_collectionulabel',
  uniques: [{ properties: ['collection', 'ulabel'] }],
  properties: {
    id: bigId(),
    collection: () => toOne(Collection).cascade().inverse('linksUlabel'),
    ulabel: () => toOne(ULabel).inverse('linksCollection'),
    feature: () => toOne(Feature).nullable().inverse('linksCollectionulabel'),
    ...tracksRun(),
  },
})

export class CollectionULabel extends registry(CollectionULabelEntity, { isLink: true }) {}
