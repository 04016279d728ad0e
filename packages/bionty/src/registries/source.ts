import {
  Artifact,
  bigId,
  bool,
  defineEntity,
  id,
  linked,
  metaOf,
  registry,
  sqlRecord,
  text,
  toOne,
  tracksRun,
  tracksUpdates,
  uid,
  varchar,
  type DatabaseTransaction,
} from '@lamindb/core'
import { sourceRegistry } from './source-registry.ts'

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

/** A release of a public source of terms, for one registry and organism. */
export class Source extends sourceRegistry(SourceEntity) {
  /** Of the releases of one source one is in use: saving a stored one as such takes the others out of use. */
  override async beforeSave(transaction: DatabaseTransaction): Promise<void> {
    if (this.id === undefined || !this.currentlyUsed) return
    await transaction
      .updateTable('bionty_source')
      .set({ currently_used: notUsed(this) })
      .where('entity', '=', this.entity)
      .where('organism', '=', this.organism)
      .where('name', '=', this.name)
      .where('id', '!=', this.id)
      .execute()
  }
}

const notUsed = (source: Source): unknown => metaOf(source).columns.get('currentlyUsed')?.toDatabase(false)

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
