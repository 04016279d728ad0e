import type { MikroORM } from '@mikro-orm/core'
import type { DependencyContainer } from 'tsyringe'

import type {
  Database,
  DatabaseTransaction,
  Dialect,
  Queries,
  TransactionOptions,
} from '../database/index.ts'
import { curate } from '../curate/curate.ts'
import type { CurateInput, CurateOptions, CuratorOf, FeatureValues } from '../curate/curate-options.ts'
import { ModuleNotInInstance, NoWriteAccess } from '../errors.ts'
import type { Clock } from '../identity/index.ts'
import { finish, type FinishOptions } from '../lineage/finish.ts'
import type { Dataset } from '../lineage/graph/lineage-graph.ts'
import { viewLineage } from '../lineage/graph/view-lineage.ts'
import { RunContext } from '../lineage/run-context.ts'
import { track, type TrackOptions } from '../lineage/track.ts'
import type { DeclaredEntity } from '../module/declared-entities.ts'
import type { LaminModule } from '../module/define-module.ts'
import { disposeServices } from '../module/token.ts'
import type { DescribeOptions } from '../registry/describe-options.ts'
import { settleDrafts, type Draft } from '../registry/draft.ts'
import type { BoundRegistry, RegistryClass, RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { saveAllWithFiles } from '../registries/save-with-files.ts'
import type { Branch } from '../registries/branch.ts'
import { mergeBranch, type MergeOptions } from '../registries/branch/merge-branch.ts'
import type { BulkSaveOptions } from '../registry/save.ts'
import type { Run } from '../registries/run.ts'
import type { ArtifactSaveObserver } from '../registries/artifact/save-steps.ts'
import type { Schema } from '../registries/schema.ts'
import type { ViewLineageOptions } from '../registries/view-lineage-options.ts'
import { describeRecord } from '../registries/describe/describe-record.ts'
import { StorageLocations, type OpenStorage } from '../registries/storage/storage-locations.ts'
import type { CoreRegistries } from './core-registries.ts'
import { slugOf, type InstanceConfig } from './instance-config.ts'
import type { Logger } from './logger.ts'
import type { Prompt } from './prompt.ts'
import type { InstanceSettings } from './settings.ts'
import { UnknownMembers } from './unknown-members.ts'

/** What an instance is made of; {@link openInstance} puts it together. */
export interface InstanceParts {
  readonly config: InstanceConfig
  readonly modules: readonly LaminModule[]
  readonly database: Database
  readonly entities: ReadonlyMap<string, DeclaredEntity>
  readonly metas: ReadonlyMap<string, RegistryMeta>
  readonly container: DependencyContainer
  readonly clock: Clock
  readonly logger: Logger
  readonly prompt: Prompt
  readonly settings: InstanceSettings
  readonly openStorage: OpenStorage
  readonly saveObserver: ArtifactSaveObserver
  readonly ids: { readonly user: number; readonly branch: number; readonly space: number }
}

/** The registries of core as members, `db.Artifact`, and those of modules by their declarations (`db.bionty`). */
export interface Instance extends CoreRegistries {}

/**
 * One opened instance: its registries, its database, its storage, its user. Nothing is shared with other instances of
 * the process. Closed by `await using` or `close()`.
 */
export class Instance extends UnknownMembers implements AsyncDisposable {
  readonly config: InstanceConfig
  readonly modules: readonly LaminModule[]
  readonly container: DependencyContainer
  readonly clock: Clock
  readonly logger: Logger
  readonly prompt: Prompt
  readonly settings: InstanceSettings
  /** @internal */
  readonly database: Database
  /** @internal Id of the row of the current user. */
  readonly userId: number
  /** @internal */
  readonly saveObserver: ArtifactSaveObserver
  /** Where artifacts lie. */
  readonly storage: StorageLocations
  /** The tracked run, if there is one, and what else holds for new records. */
  readonly context = new RunContext()
  readonly #ids: InstanceParts['ids']
  readonly #metas: ReadonlyMap<string, RegistryMeta>
  readonly #entities: ReadonlyMap<string, DeclaredEntity>
  #orm: Promise<MikroORM> | undefined
  #closed = false

  constructor(parts: InstanceParts) {
    super()
    this.config = parts.config
    this.modules = parts.modules
    this.container = parts.container
    this.clock = parts.clock
    this.logger = parts.logger
    this.prompt = parts.prompt
    this.settings = parts.settings
    this.database = parts.database
    this.#entities = parts.entities
    this.userId = parts.ids.user
    this.saveObserver = parts.saveObserver
    this.storage = new StorageLocations(this, parts.openStorage)
    this.#ids = parts.ids
    this.#metas = parts.metas
  }

  /** `owner/name` */
  get slug(): string {
    return slugOf(this.config)
  }

  get dialect(): Dialect {
    return this.database.dialect
  }

  /** @internal Kysely outside any transaction. */
  get queries(): Queries {
    return this.database.kysely
  }

  /** @internal Id of the current run, if there is one. */
  get runId(): number | undefined {
    return this.context.run?.id
  }

  /** @internal Branch of new records. */
  get branchId(): number {
    return this.context.branch?.id ?? this.#ids.branch
  }

  /** @internal Space of new records. */
  get spaceId(): number {
    return this.context.space?.id ?? this.#ids.space
  }

  /** @internal Branches that queries look at unless they name some: the current one and `main`. */
  get defaultBranchIds(): number[] {
    return this.branchId === 1 ? [1] : [this.branchId, 1]
  }

  /** The registry of this instance for a class as its package declares it. */
  registry<C extends RegistryClass>(declared: C): C {
    return this.registryNamed(declared.schema.name) as unknown as C
  }

  /**
   * The registry with this name: `Artifact`, `bionty.CellType` or `CellType`.
   *
   * @throws {@link ModuleNotInInstance}
   */
  registryNamed(name: string): BoundRegistry {
    const meta = this.findRegistry(name)
    if (!meta)
      throw new ModuleNotInInstance(
        name,
        this.slug,
        this.modules.map((module) => module.name),
      )
    return meta.registry
  }

  /** @internal */
  findRegistry(name: string): RegistryMeta | undefined {
    const meta = this.#metas.get(name.split('.').at(-1) as string)
    return meta && (!name.includes('.') || meta.entityName === name) ? meta : undefined
  }

  /** @internal Every registry and link table of the instance. */
  get metas(): Iterable<RegistryMeta> {
    return this.#metas.values()
  }

  /** @internal */
  transaction<T>(work: (trx: DatabaseTransaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.database.transaction(work, options)
  }

  /** @throws {@link NoWriteAccess} when the instance was opened for reading only */
  assertWritable(): void {
    if (!this.database.readOnly) return
    throw new NoWriteAccess(`The instance '${this.slug}' was opened for reading only; nothing was written.`)
  }

  /**
   * Saves many records in one transaction, one bulk insert per registry.
   *
   * @example await db.save(['a', 'b'].map((name) => db.ULabel.create({ name })))
   */
  async save<R extends RegistryRecord>(
    records: Iterable<R | Draft<R>>,
    options: BulkSaveOptions = {},
  ): Promise<R[]> {
    const settled = await settleDrafts(records)
    await saveAllWithFiles(this, settled, options)
    return settled as R[]
  }

  /**
   * A curator that checks a table (Arrow table, rows as objects, path, artifact) or a dictionary by a schema.
   *
   * @example await db.curate(table, schema).validate()
   * @throws {@link InvalidArgument} for data that are neither, and for a schema that is not saved
   */
  curate<D extends CurateInput | FeatureValues>(
    data: D,
    schema: Schema,
    options: CurateOptions = {},
  ): CuratorOf<D> {
    return curate(this, data, schema, options) as CuratorOf<D>
  }

  /**
   * Makes this program a transform and this execution a run: what is created from now on has the run, what is read becomes
   * its input.
   *
   * @example await db.track({ path: 'scripts/align.ts', params: { threads: 4 } })
   */
  track(options: TrackOptions | string = {}): Promise<Run | undefined> {
    return track(this, typeof options === 'string' ? { transform: options } : options)
  }

  /** Ends the tracked run. @throws {@link TrackNotCalled} */
  finish(options: FinishOptions = {}): Promise<void> {
    return finish(this, options)
  }

  /**
   * Moves all records of a branch to another one, by default the current one, and marks the branch as merged; all or none.
   * Of two latest versions of the same thing the newer one stays the latest.
   *
   * @returns the merged branch
   * @example await db.merge('dev', { target: 'main' })
   * @throws {@link DoesNotExist} for a branch that is not there or not saved
   */
  merge(branch: Branch | string, options: MergeOptions = {}): Promise<Branch> {
    return mergeBranch(this, branch, options)
  }

  /** @internal What records offer as `describe()`. */
  describe(record: RegistryRecord, options: DescribeOptions): Promise<string> {
    return describeRecord(record, options)
  }

  /** @internal What artifacts and collections offer as `viewLineage()`. */
  viewLineage(dataset: Dataset, options: ViewLineageOptions): Promise<string> {
    return viewLineage(dataset, options)
  }

  /**
   * MikroORM over this connection, with entities of its own: for those who want plain MikroORM. Opened when first asked
   * for and closed with the instance.
   */
  orm(): Promise<MikroORM> {
    this.#orm ??= import('../orm/index.ts').then(({ openOrm }) => openOrm(this.database, this.#entities))
    return this.#orm
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await disposeServices(this.container)
    await this.storage[Symbol.asyncDispose]()
    await (await this.#orm)?.close(true)
    await this.database[Symbol.asyncDispose]()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  override toString(): string {
    return `Instance(${this.slug}, ${this.modules.map((module) => module.name).join(', ')})`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
