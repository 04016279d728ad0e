import { defineEntity } from '../registry/define-entity.ts'

import type { DatabaseTransaction } from '../database/database.ts'
import { InvalidArgument, NotSupported } from '../errors.ts'
import { Draft } from '../registry/draft.ts'
import { queryOfType, typesOf, type DescendOptions } from '../registry/hierarchy.ts'
import type { Instance } from '../instance/instance.ts'
import { Lazy } from '../registry/lazy.ts'
import type { RegistryField } from '../registry/registry-field.ts'
import type { QuerySet } from '../registry/query-set.ts'
import type { RegistryRecord } from '../registry/record.ts'
import { instanceOf, isNew } from '../registry/record-state.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import type { SaveOptions } from '../registry/save.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { SchemaBlock } from './attached-blocks.ts'
import { Collection } from './collection.ts'
import { Feature } from './feature.ts'
import { ArtifactSchema } from './links/artifact-links.ts'
import { SchemaComponent, SchemaFeature, SchemaProject } from './links/schema-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { createSchema, fillSchemas } from './schema/create-schema.ts'
import {
  schemaFromTable,
  schemaFromValues,
  type NamedColumns,
  type SchemaFromValuesOptions,
} from './schema/schema-from-values.ts'
import { SchemaFormats } from './schema/schema-formats.ts'
import { settleIndexConflict, type IndexNameConflict } from './schema/migrate-index.ts'

import { linkSchema, prepareSchema } from './schema/save-schema.ts'
import type { SchemaArguments } from './schema/schema-arguments.ts'
import { MemberList } from './schema/member-list.ts'
import { inDisplayOrder, readMembers } from './schema/schema-members.ts'
import { SchemaOptionals } from './schema/schema-optionals.ts'
import { indexUid, withIndex } from './schema/schema-settings.ts'
import { readSlots } from './schema/schema-slots.ts'
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
    features: () => linkedBy(Feature, 'schemas'),
    schemas: () => toMany(Schema, 'type'),
    composites: () => linkedBy(Schema, 'components'),
    validatedArtifacts: () => toMany(Artifact, 'schema'),
    artifacts: () => linkedBy(Artifact, 'schemas'),
    validatedCollections: () => toMany(Collection, 'schema'),
    records: () => toMany(Record, 'schema'),
    projects: () => linkedBy(Project, 'schemas'),
    ablocks: () => toMany(SchemaBlock, 'schema'),
    _linksArtifact: () => toMany(ArtifactSchema, 'schema'),
    linksComponent: () => toMany(SchemaComponent, 'composite'),
    linksComposite: () => toMany(SchemaComponent, 'component'),
    linksFeature: () => toMany(SchemaFeature, 'schema'),
    linksProject: () => toMany(SchemaProject, 'schema'),
  },
})

export interface SaveSchemaOptions extends SaveOptions {
  readonly indexNameConflict?: IndexNameConflict
}

/** What was given to a schema and is linked when it is saved. */
export interface PendingSchema {
  members?: readonly RegistryRecord[]
  slots?: ReadonlyMap<string, Schema>
  /** The change is one that needs no warning about datasets. */
  isQuiet?: boolean
  /** What stays where rows of sheets have both a name and a value of the feature that becomes the index. */
  indexNameConflict?: IndexNameConflict | undefined
}

const schemaRegistry = registry(SchemaEntity, {
  nameField: 'name',
  canCurate: true,
  prepare: fillSchemas,
})

/** Schemas are made from values of other registries: `fromValues` has another meaning than elsewhere. */
const SchemaRegistry = schemaRegistry as Omit<typeof schemaRegistry, 'fromValues'> &
  (new () => InstanceType<typeof schemaRegistry>)

const instanceOfRegistry = (registry: unknown): Instance => bound<Schema>(registry).instance

/** The features that a dataset has, or must have; for a dataset of several parts, a schema per slot. */
export class Schema extends SchemaRegistry {
  /** @internal */
  readonly pending: PendingSchema = {}

  /**
   * A schema, or the existing one with the same content or the same name.
   *
   * @example db.Schema.create({ features: [perturbation, donor.withConfig({ optional: true })] })
   * @throws {@link InvalidArgument} for members that do not fit together, unsaved ones, slots without otype
   * @throws {@link FieldValidationError} for an unknown keyword or suffix
   */
  static override create<C extends AnyRegistry>(
    this: C,
    fields: SchemaArguments<Schema>,
  ): Draft<InstanceType<C>> {
    const registry = bound<Schema>(this)
    return new Draft(registry, () => createSchema(registry, fields)) as never
  }

  /**
   * The schema whose members are the records that values name, such as genes by their symbols.
   *
   * @example await (await db.Schema.fromValues(['TCF7', 'MYC'], db.bionty.Gene.field('symbol'), { organism: 'human' })).save()
   * @throws {@link ValidationError} for values that name nothing
   * @throws {@link InvalidArgument} without values
   */
  static async fromValues<const O extends SchemaFromValuesOptions>(
    this: typeof Schema,
    values: Iterable<string>,
    field: RegistryField = instanceOfRegistry(this).Feature.field('name'),
    options?: O,
  ): Promise<O extends { readonly raiseValidationError: false } ? Schema | undefined : Schema> {
    return (await schemaFromValues(bound<Schema>(this), values, field, options ?? {})) as Schema
  }

  /**
   * The schema of the columns of a table that name records, features as a rule.
   *
   * @throws {@link InvalidArgument} when the columns of members that are no features have several types
   */
  static async fromDataFrame(
    this: typeof Schema,
    table: NamedColumns,
    field: RegistryField = instanceOfRegistry(this).Feature.field('name'),
    options: SchemaFromValuesOptions = {},
  ): Promise<Schema | undefined> {
    return schemaFromTable(bound<Schema>(this), table, field, options)
  }

  /** Members in the order of the schema: features as a rule, records of another registry if `itype` says so. */
  get members(): MemberList {
    return new MemberList(this, async () => {
      const members = this.pending.members ?? (await readMembers(this, instanceOf(this).queries))
      return [...inDisplayOrder(this, members)]
    })
  }

  /** Schemas of the parts of a dataset by slot. */
  get slots(): Lazy<Map<string, Schema>> {
    return new Lazy(async () => {
      const stored = isNew(this) ? [] : await readSlots(this, instanceOf(this).queries)
      return new Map([...stored, ...(this.pending.slots ?? [])])
    })
  }

  /** Members that datasets may lack. */
  get optionals(): SchemaOptionals {
    return new SchemaOptionals(this)
  }

  /** What files with datasets must be like. */
  get formats(): SchemaFormats {
    return new SchemaFormats(this)
  }

  /** Uid of the feature that is the row index of datasets. */
  get indexUid(): string | undefined {
    return indexUid(this._aux)
  }

  /** The feature that is the row index of datasets, if there is one. */
  get index(): Lazy<Feature | undefined> {
    return new Lazy(async () => {
      const uid = this.indexUid
      if (uid === undefined) return undefined
      const pending = this.pending.members?.find((member) => (member as Feature).uid === uid)
      return (pending as Feature | undefined) ?? instanceOf(this).Feature.get(uid)
    })
  }

  /** Marks a member as the row index, or no member with `null`; written by `save()`. */
  set index(feature: Feature | null) {
    if (isNew(this)) {
      throw new InvalidArgument('Cannot set index on unsaved schema, pass index to constructor instead.')
    }
    this._aux = withIndex(this._aux, feature?.uid)
  }

  /** The schemas of this type, and of the types below it. */
  querySchemas(options: DescendOptions = {}): QuerySet<this> {
    return queryOfType(this, options)
  }

  /** The type of this schema and the types above it, the nearest first. */
  queryTypes(): Promise<this[]> {
    return typesOf(this)
  }

  /** The dtype of all members, where it is one. */
  get dtype(): string | null {
    return this._dtypeStr ?? null
  }

  /**
   * Adds optional members and saves.
   *
   * @throws {@link NotSupported} for `optional: false`
   */
  async add(features: Feature | readonly Feature[], options: { optional?: boolean } = {}): Promise<this> {
    if (options.optional === false) {
      throw new NotSupported('Required members cannot be added to a schema: datasets that lack them exist.', {
        hint: 'Make a new schema.',
      })
    }
    const added = Array.isArray(features) ? (features as readonly Feature[]) : [features as Feature]
    const members = (await this.members) as Feature[]
    this.pending.members = [...members, ...added.filter(({ id }) => !members.some((m) => m.id === id))]
    await this.optionals.add(added)
    return this.#saveQuietly()
  }

  /**
   * Removes members and saves.
   *
   * @throws {@link NotSupported} for a schema that forbids other columns: datasets with the column exist
   */
  async remove(features: Feature | readonly Feature[]): Promise<this> {
    if (this.maximalSet) {
      throw new NotSupported('Members of a schema with maximalSet cannot be removed.', {
        hint: 'Make a new schema.',
      })
    }
    const removed = Array.isArray(features) ? (features as readonly Feature[]) : [features as Feature]
    const ids = new Set(removed.map(({ id }) => id))
    this.pending.members = (await this.members).filter(({ id }) => !ids.has(id))
    this.optionals.remove(removed)
    return this.#saveQuietly()
  }

  async #saveQuietly(): Promise<this> {
    this.pending.isQuiet = true
    try {
      return await this.save()
    } finally {
      this.pending.isQuiet = false
    }
  }

  /**
   * Writes the schema. Where its index has changed, the keys of the rows of its sheets move between their name and the
   * values of features.
   *
   * @param options - `indexNameConflict` says what stays where a row has both and they differ; asked for otherwise
   * @throws {@link ValidationError} when another schema has the same content
   */
  override async save(options: SaveSchemaOptions = {}): Promise<this> {
    const { indexNameConflict, ...others } = options
    this.pending.indexNameConflict = others.transaction
      ? indexNameConflict
      : await settleIndexConflict(this, indexNameConflict)
    await super.save(others)
    delete this.pending.members
    delete this.pending.slots
    return this
  }

  override async beforeSave(transaction: DatabaseTransaction): Promise<void> {
    await prepareSchema(this, transaction)
  }

  override async afterSave(transaction: DatabaseTransaction): Promise<void> {
    await linkSchema(this, transaction)
  }
}
