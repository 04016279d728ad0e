import {
  Artifact,
  bigId,
  bool,
  defineEntity,
  id,
  linked,
  registry,
  sqlRecord,
  text,
  toOne,
  tracksRun,
  tracksUpdates,
  uid,
  varchar,
} from '@lamindb/core'
import { sourceRegistry } from './bio-registry.ts'

export const SourceEntity = defineEntity({
  name: 'Source',
  tableName: 'bionty_source',
  uniques: [{ properties: ['entity', 'name', 'organism', 'version'] }],
  properties: {
    id: id(),
    uid: uid(8),
    entity: varchar(255).index(),
    organism: varchar(255).index(),
    name: varchar(255).index(),
    version: varchar(255).index(),
    inDb: bool()
      .index()
      .onCreate(() => false),
    currentlyUsed: bool()
      .index()
      .onCreate(() => false),
    description: text().nullable().index(),
    url: text().nullable(),
    md5: text().nullable(),
    sourceWebsite: text().nullable(),
    dataframeArtifact: () => toOne(Artifact).nullable().inverse('_sourceDataframeOf'),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    artifacts: () => linked(Artifact, () => SourceArtifacts).inverse('_sourceArtifactOf'),
  },
})

export class Source extends sourceRegistry(SourceEntity) {}

export const SourceArtifactsEntity = defineEntity({
  name: 'SourceArtifacts',
  tableName: 'bionty_source_artifacts',
  uniques: [{ properties: ['source', 'artifact'] }],
  properties: {
    id: bigId(),
    source: () => toOne(Source).cascade(),
    artifact: () => toOne(Artifact).cascade(),
  },
})

export class SourceArtifacts extends registry(SourceArtifactsEntity, { isLink: true }) {}
