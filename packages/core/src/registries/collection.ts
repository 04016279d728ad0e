import { defineEntity } from '../registry/define-entity.ts'

import type { DatabaseTransaction } from '../database/database.ts'
import { Draft } from '../registry/draft.ts'
import { QuerySet } from '../registry/query-set.ts'
import { instanceOf, registryOf } from '../registry/record-state.ts'
import type { Fields, Where } from '../registry/record-types.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne, toOneUnique } from '../registry/relations.ts'
import { versionOf, versionsOf } from '../registry/versions.ts'
import { Artifact } from './artifact.ts'
import type { ReadOptions } from './artifact/read-artifact.ts'
import { CollectionBlock } from './attached-blocks.ts'
import { COLLECTION, type CollectionState } from './collection/collection-state.ts'
import { createCollection, type CollectionOptions } from './collection/create-collection.ts'
import { checkAssignedSchema, linkArtifacts, orderedArtifacts } from './collection/link-artifacts.ts'
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
import { asInput, type GetOptions } from './get-input.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Reference } from './reference.ts'
import { Run } from './run.ts'
import { trackRunInputs } from './run-inputs.ts'
import { Schema } from './schema.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import type { ViewLineageOptions } from './view-lineage-options.ts'
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
    records: () => linkedBy(Record, 'collections'),
    references: () => linkedBy(Reference, 'collections'),
    projects: () => linkedBy(Project, 'collections'),
    ablocks: () => toMany(CollectionBlock, 'collection'),
    _actions: () => linked(Artifact, () => CollectionActions),
    linksArtifact: () => toMany(CollectionArtifact, 'collection'),
    linksProject: () => toMany(CollectionProject, 'collection'),
    linksRecord: () => toMany(CollectionRecord, 'collection'),
    linksReference: () => toMany(CollectionReference, 'collection'),
    linksUlabel: () => toMany(CollectionULabel, 'collection'),
    linksInRecord: () => toMany(RecordCollection, 'value'),
  },
})

/** Artifacts that belong together, in an order, as one versioned whole. */
export class Collection extends registry(CollectionEntity, {
  runIsExplicit: true,
  nameField: 'key',
  stemLength: 16,
  contentKey: ['key'],
}) {
  /** @internal */
  readonly [COLLECTION]: CollectionState = { artifacts: undefined }

  /**
   * A new collection of saved artifacts, or the existing one of the same artifacts.
   *
   * @throws InvalidArgument for no artifacts and for unsaved ones @throws ValidationError when a schema does not hold for all
   * @example await db.Collection.create([first, second], { key: 'study-1' }).save()
   */
  static override create<C extends AnyRegistry>(
    this: C,
    artifacts: Artifact | readonly Artifact[] | Fields<InstanceType<C>>,
    options: CollectionOptions = {},
  ): Draft<InstanceType<C>> {
    const registry = bound<Collection>(this)
    const draft = new Draft(registry, () =>
      createCollection(registry, artifacts as readonly Artifact[], options),
    )
    return draft as unknown as Draft<InstanceType<C>>
  }

  /** One collection: by id, by uid or its beginning, or by condition. @throws DoesNotExist @throws MultipleResultsFound */
  static override async get<C extends AnyRegistry>(
    this: C,
    key: string | number | Where<InstanceType<C>>,
    options: GetOptions = {},
  ): Promise<InstanceType<C>> {
    const found = await new QuerySet<Collection>(bound<Collection>(this)).get(key)
    return asInput(found, options) as unknown as InstanceType<C>
  }

  /** The version tag, or the last four characters of the uid. */
  get version(): string {
    return versionOf(this)
  }
  set version(tag: string | null) {
    this.versionTag = tag
  }

  /** All versions on the default branches, newest first. */
  versions(): QuerySet<this> {
    return versionsOf(this)
  }

  /** The artifacts in their order. */
  orderedArtifacts(): Promise<Artifact[]> {
    return orderedArtifacts(this)
  }

  /** A new version with one more artifact at its end, behind the others as they were made; this one stays as it is. */
  append(artifact: Artifact, { run }: { readonly run?: Run | false | null } = {}): Draft<this> {
    const registry = registryOf(this)
    const make = async (): Promise<this> => {
      const artifacts = [...(await this.orderedArtifacts())].sort((a, b) => a.id - b.id)
      const { description } = this
      const options = { description, revises: this, ...(run !== undefined && { run }) }
      return (await createCollection(registry, [...artifacts, artifact], options)) as this
    }
    return new Draft(registry, make)
  }

  /** Paths of the artifacts' contents on this machine, in order; the collection becomes an input of the current run. */
  async cache({ isRunInput }: ReadOptions = {}): Promise<string[]> {
    const paths: string[] = []
    for (const artifact of await this.orderedArtifacts()) {
      paths.push(await artifact.cache({ isRunInput: false }))
    }
    await trackRunInputs([this], isRunInput)
    return paths
  }

  /**
   * Which runs led to this, with what they read and made, and which followed from it: as text, or as a graph in the DOT
   * language.
   */
  viewLineage(options: ViewLineageOptions = {}): Promise<string> {
    return instanceOf(this).viewLineage(this, options)
  }

  override async beforeSave(): Promise<void> {
    await checkAssignedSchema(this)
  }

  override async afterSave(transaction: DatabaseTransaction): Promise<void> {
    await linkArtifacts(this, transaction)
  }
}
