import { FieldValidationError, InvalidArgument, ValidationError } from '../../errors.ts'
import { checkKey, hashSet, pyRepr } from '../../identity/index.ts'
import { checkRecord } from '../../registry/check-record.ts'
import { newRecord } from '../../registry/construct.ts'
import { TRASH } from '../../registry/delete.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { isNew, metaOf, setField } from '../../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../../registry/record.ts'
import { followVersion, versionedUid } from '../../registry/versions.ts'
import type { Artifact } from '../artifact.ts'
import { idGiven } from '../artifact/artifact-options.ts'
import type { Branch } from '../branch.ts'
import type { Collection } from '../collection.ts'
import { trackRunInputs } from '../run-inputs.ts'
import { recordRecreation, runForOutput, type RunOptions } from '../run-outputs.ts'
import type { Schema } from '../schema.ts'
import type { Space } from '../space.ts'
import { COLLECTION } from './collection-state.ts'

/** What may be said of a new collection. */
export interface CollectionOptions extends RunOptions {
  /** Path-like name; that of `revises` by default. */
  readonly key?: string | null
  readonly description?: string | null
  /** Schema that all artifacts were validated with; that of the previous version by default. */
  readonly schema?: Schema | null
  /** Saved artifact with data about the artifacts. */
  readonly metaArtifact?: Artifact | null
  readonly reference?: string | null
  readonly referenceType?: string | null
  readonly revises?: Collection | null
  readonly versionTag?: string | null
  /** The same as `versionTag`. */
  readonly version?: string | null
  /** Make a new collection even if one of the same artifacts exists. */
  readonly skipHashLookup?: boolean
  readonly branch?: Branch | null
  readonly branchId?: number | null
  readonly space?: Space | null
  readonly spaceId?: number | null
}

const KNOWN: ReadonlySet<string> = new Set([
  'branch',
  'branchId',
  'description',
  'key',
  'metaArtifact',
  'reference',
  'referenceType',
  'revises',
  'run',
  'runId',
  'schema',
  'skipHashLookup',
  'space',
  'spaceId',
  'version',
  'versionTag',
] satisfies readonly (keyof CollectionOptions)[])

/**
 * A new collection of saved artifacts, or the existing one of the same artifacts. The artifacts, and the version that it
 * follows, become inputs of the run at once.
 */
export async function createCollection(
  registry: BoundRegistry<Collection>,
  given: Artifact | readonly Artifact[],
  options: CollectionOptions,
): Promise<Collection> {
  checkOptions(options)
  const artifacts = checkedArtifacts(given)
  const revises = options.revises ?? (await latestOf(registry, options.key))
  const tag = options.versionTag ?? options.version
  const uid = await versionedUid(registry.meta, revises, tag)
  const schemaId = options.schema?.id ?? revises?.schemaId ?? null
  const runId = runForOutput(registry.instance, options)
  checkSchemas(artifacts, schemaId, uid)
  const hash = contentHash(registry, artifacts)
  const known = options.skipHashLookup ? undefined : await sameArtifacts(registry, hash)
  const collection = known
    ? await adoptCollection(known, options, schemaId, runId)
    : newCollection(registry, { ...options, revises }, { uid, schemaId, hash, runId: runId ?? null })
  if (!known && revises) followVersion(collection, revises, false)
  collection[COLLECTION].artifacts = artifacts
  if (revises && revises.uid !== collection.uid) await trackRunInputs([revises], undefined, runId)
  await trackRunInputs(artifacts, undefined, runId)
  return collection
}

function checkOptions(options: CollectionOptions): void {
  const unknown = Object.entries(options).filter(([name, value]) => !KNOWN.has(name) && value !== undefined)
  if (unknown.length > 0) {
    throw new FieldValidationError(
      `Only artifacts, ${[...KNOWN].join(', ')} can be passed, you passed: ${pyRepr(Object.fromEntries(unknown))}`,
    )
  }
  const { key, revises, metaArtifact } = options
  if (typeof key === 'string') checkKey(key)
  if (revises && !((revises as unknown) instanceof RegistryRecord && metaOf(revises).name === 'Collection')) {
    throw new InvalidArgument('`revises` has to be of type `Collection`')
  }
  if (metaArtifact && isNew(metaArtifact)) {
    throw new InvalidArgument('Save meta_artifact artifact before creating collection!')
  }
}

/** @throws InvalidArgument for no artifacts, for other things, and for artifacts that are not saved */
export function checkedArtifacts(given: Artifact | readonly Artifact[]): readonly Artifact[] {
  const artifacts = Array.isArray(given) ? (given as readonly Artifact[]) : [given as Artifact]
  const isArtifact = (item: unknown): boolean =>
    item instanceof RegistryRecord && metaOf(item).name === 'Artifact'
  if (!artifacts.every(isArtifact)) throw new InvalidArgument('Artifact or list[Artifact] is allowed.')
  if (artifacts.length === 0) throw new InvalidArgument('A collection needs at least one artifact.')
  if (artifacts.some(isNew)) {
    throw new InvalidArgument('Not all artifacts are yet saved, please save them')
  }
  return artifacts
}

/** @throws ValidationError naming artifacts that were not validated with the schema of the collection */
export function checkSchemas(
  artifacts: readonly { readonly uid: string; readonly schemaId: number | null }[],
  schemaId: number | null,
  uid: string,
): void {
  if (schemaId === null) return
  const others = artifacts.filter((artifact) => artifact.schemaId !== schemaId)
  if (others.length === 0) return
  const shown = others.slice(0, 10).map((artifact) => `${artifact.uid}: ${String(artifact.schemaId)}`)
  throw new ValidationError(
    `Artifact schemas do not match the collection schema in collection ${uid}. Expected schema_id=${schemaId}, got: ${shown.join(', ')}${others.length > 10 ? `, … (${others.length} in total)` : ''}`,
  )
}

async function latestOf(
  registry: BoundRegistry<Collection>,
  key: string | null | undefined,
): Promise<Collection | undefined> {
  if (typeof key !== 'string') return undefined
  const [head] = await new QuerySet<Collection>(registry)
    .filter({ key, isLatest: true })
    .orderBy('-createdAt', '-id')
    .limit(1)
  return head
}

function contentHash({ instance }: BoundRegistry<Collection>, artifacts: readonly Artifact[]): string {
  const hashes = artifacts.map(({ hash }) => hash).filter((hash) => hash !== null)
  const repeated = hashes.length - new Set(hashes).size
  if (repeated > 0) {
    instance.logger.warning(`your collection contains ${repeated} artifact(s) with non-unique hashes`)
  }
  return hashSet(hashes)
}

async function sameArtifacts(
  registry: BoundRegistry<Collection>,
  hash: string,
): Promise<Collection | undefined> {
  const [known] = await new QuerySet<Collection>(registry)
    .filter({ hash })
    .exclude({ branchId: TRASH })
    .orderBy('id')
    .limit(1)
  return known
}

async function adoptCollection(
  known: Collection,
  { key, description }: CollectionOptions,
  schemaId: number | null,
  runId: number | undefined,
): Promise<Collection> {
  const { logger } = metaOf(known).registry.instance
  logger.warning(
    `returning collection with same hash: ${known.toString()}; if you intended to query to track this collection as an input, use: db.Collection.get()`,
  )
  if (schemaId !== null && known.schemaId !== schemaId) {
    throw new InvalidArgument('Cannot update schema on an existing collection returned by hash lookup')
  }
  for (const [field, value] of Object.entries({ description, key })) {
    if (typeof value !== 'string' || known[field as 'key'] === value) continue
    logger.warning(`updated ${field} from ${known[field as 'key']} to ${value}`)
    setField(known, field, value)
  }
  if (runId !== undefined) await recordRecreation(known, runId)
  return known
}

function newCollection(
  registry: BoundRegistry<Collection>,
  options: CollectionOptions,
  fields: {
    readonly uid: string
    readonly schemaId: number | null
    readonly hash: string
    readonly runId: number | null
  },
): Collection {
  const { revises, reference, referenceType, metaArtifact, versionTag, version } = options
  const collection = newRecord(registry, {
    ...fields,
    key: options.key ?? revises?.key ?? null,
    description: options.description ?? revises?.description ?? null,
    reference: reference ?? null,
    referenceType: referenceType ?? null,
    metaArtifact: metaArtifact ?? null,
    versionTag: versionTag ?? version ?? null,
    isLatest: true,
    branchId: idGiven('Branch', options.branch, options.branchId) ?? registry.instance.branchId,
    spaceId: idGiven('Space', options.space, options.spaceId) ?? registry.instance.spaceId,
  })
  checkRecord(collection)
  return collection
}
