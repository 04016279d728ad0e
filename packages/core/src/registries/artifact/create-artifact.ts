import { InvalidArgument } from '../../errors.ts'
import { checkArtifactKey, isManagedPath } from '../../identity/index.ts'
import { checkRecord } from '../../registry/check-record.ts'
import { newRecord } from '../../registry/construct.ts'
import { metaOf } from '../../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../../registry/record.ts'
import { followVersion, versionedUid } from '../../registry/versions.ts'
import type { Artifact } from '../artifact.ts'
import { runForOutput } from '../run-outputs.ts'
import { getByPath } from './artifact-by-path.ts'
import {
  artifactContent,
  checkNotManaged,
  contentStats,
  localPath,
  renameToUid,
  type ArtifactContent,
  type ContentStats,
} from './artifact-content.ts'
import { curationOf } from './artifact-curation.ts'
import {
  checkArtifactOptions,
  idGiven,
  isPath,
  type ArtifactData,
  type ArtifactOptions,
} from './artifact-options.ts'
import { placeArtifact } from './artifact-placement.ts'
import type { ArtifactPlan } from './artifact-plan.ts'
import { ARTIFACT, type SaveStep } from './artifact-state.ts'
import { findExisting } from './find-existing.ts'
import { inferOtype } from './otype.ts'
import { adoptContent } from './adopt-content.ts'
import { setSource } from './set-source.ts'
import { checkTableData } from './write-table.ts'

/**
 * A new artifact, or the existing one with this content. Nothing is written before `save()`, but that a table is written
 * into the cache folder, and that an existing artifact is linked to the run that makes it once more.
 */
export async function createArtifact(
  registry: BoundRegistry<Artifact>,
  data: ArtifactData,
  options: ArtifactOptions,
): Promise<Artifact> {
  checkArtifactOptions(options)
  if (typeof options.key === 'string') checkArtifactKey(options.key)
  const stored = await storedArtifact(registry, data)
  if (stored) return stored
  const plan = await planArtifact(registry, data, options)
  const { revises } = options
  const uid = await versionedUid(registry.meta, revises ?? undefined, plan.versionTag)
  const content = await artifactContent(registry.instance, {
    data,
    key: options.key ?? null,
    format: options.format ?? undefined,
    writing: { parquet: options.parquet, csv: options.csv },
    storage: plan.placement.storage,
    uid,
    skipCheckExists: options.skipCheckExists === true,
  })
  const stats = await contentStats(registry.instance, content)
  return makeArtifact(plan, uid, content, stats)
}

/** A path in the managed folder of a bucket means the artifact that lies there. */
async function storedArtifact(
  registry: BoundRegistry<Artifact>,
  data: ArtifactData,
): Promise<Artifact | undefined> {
  if (!isPath(data)) return undefined
  const path = localPath(data)
  if (!isManagedPath(path)) return undefined
  if (!/^(?:s3|gs):\/\//.test(path)) checkNotManaged(path)
  const artifact = await getByPath(registry, path)
  if (artifact) return artifact
  throw new InvalidArgument(`Artifact for path '${path}' not found.`, {
    hint: 'Only artifacts of this instance are known by their path.',
  })
}

async function planArtifact(
  registry: BoundRegistry<Artifact>,
  data: ArtifactData,
  options: ArtifactOptions,
): Promise<ArtifactPlan> {
  const { instance } = registry
  checkRevised(options)
  const schemaId = idGiven('Schema', options.schema, options.schemaId)
  const placement = await placeArtifact(registry, options)
  const otype = options.otype ?? (await otypeOf(registry, data)) ?? null
  if (schemaId !== undefined) {
    const suffix = isPath(data) ? (/\.[^./]+$/.exec(localPath(data))?.[0] ?? '').toLowerCase() : ''
    await curationOf(instance).checkSchema({ schemaId, otype, suffix })
  }
  const { revises, key } = options
  if (revises && typeof key === 'string' && revises.key !== key) {
    instance.logger.warning(`renaming artifact from '${revises.key}' to ${key}`)
  }
  return {
    registry,
    options,
    placement,
    runId: runForOutput(instance, options),
    schemaId,
    otype,
    versionTag: options.versionTag ?? options.version ?? null,
  }
}

function checkRevised({ revises }: ArtifactOptions): void {
  if (revises === undefined || revises === null) return
  const isArtifact = (revises as unknown) instanceof RegistryRecord && metaOf(revises).name === 'Artifact'
  if (!isArtifact) throw new InvalidArgument('`revises` has to be of type `Artifact`')
}

async function otypeOf(
  { instance }: BoundRegistry<Artifact>,
  data: ArtifactData,
): Promise<string | undefined> {
  if (!isPath(data)) checkTableData(data)
  const otype = isPath(data) ? await inferOtype(localPath(data)) : 'DataFrame'
  if (otype === 'DataFrame') instance.logger.warning('data is a DataFrame, please use fromDataFrame()')
  return otype
}

/** The record of content that was looked at: an existing one, or a new one. */
async function makeArtifact(
  plan: ArtifactPlan,
  provisionalUid: string,
  content: ArtifactContent,
  stats: ContentStats,
): Promise<Artifact> {
  const { registry, options, placement } = plan
  const key = options.key ?? content.keyInStorage ?? null
  const existing = await findExisting(registry, {
    hash: looksForContent(options, content, stats) ? stats.hash : null,
    key: options.revises ? null : key,
    storage: content.storage,
    branchId: placement.branchId,
  })
  const found = existing?.kind === 'same content' ? existing.artifact : undefined
  const onSave = await featuresStep(plan, found)
  if (found) return adoptContent(plan, content, found, key, onSave)
  const previous = existing?.artifact
  const uid = previous ? await versionedUid(registry.meta, previous, plan.versionTag) : provisionalUid
  const path =
    previous && content.numRows !== undefined
      ? await renameToUid(content.path, uid, content.suffix)
      : content.path
  const artifact = newArtifact(plan, { ...content, path }, stats, uid, key)
  const revises = options.revises ?? previous
  if (revises) followVersion(artifact, revises, previous !== undefined)
  if (onSave) artifact[ARTIFACT].onSave.push(onSave)
  return artifact
}

/** By default content is looked for unless it lies in a storage location; empty files all have the same content. */
function looksForContent(options: ArtifactOptions, content: ArtifactContent, stats: ContentStats): boolean {
  if (stats.nFiles === null && stats.size === 0) return false
  return !(options.skipHashLookup ?? content.keyInStorage !== undefined)
}

async function featuresStep(
  plan: ArtifactPlan,
  existing: Artifact | undefined,
): Promise<SaveStep | undefined> {
  const { schemaId, otype, options, registry } = plan
  if (schemaId === undefined && !options.features) return undefined
  const features = options.features ?? undefined
  return curationOf(registry.instance).checkFeatures({ schemaId, features, existing, otype })
}

function newArtifact(
  plan: ArtifactPlan,
  content: ArtifactContent,
  stats: ContentStats,
  uid: string,
  givenKey: string | null,
): Artifact {
  const { options, placement, registry, runId } = plan
  const { revises } = options
  const key = givenKey ?? revises?.key ?? null
  const description = options.description ?? revises?.description ?? null
  if (key === null && description === null && runId === undefined) {
    throw new InvalidArgument('Pass one of key, run or description as a parameter')
  }
  const artifact = newRecord(registry, {
    uid,
    key,
    description,
    ...placementFields(plan, content, givenKey),
    suffix: content.suffix,
    kind: options.kind ?? null,
    otype: plan.otype,
    size: stats.size,
    hash: stats.hash,
    _hashType: stats.hashType,
    nFiles: stats.nFiles,
    nObservations: null,
    _overwriteVersions: options.overwriteVersions ?? stats.nFiles !== null,
    versionTag: plan.versionTag,
    isLatest: true,
    runId: runId ?? null,
    schemaId: plan.schemaId ?? null,
    extraData: null,
    _aux: null,
    branchId: placement.branchId,
    spaceId: placement.spaceId,
  })
  checkRecord(artifact)
  setSource(artifact, content)
  artifact[ARTIFACT].numRows = content.numRows
  return artifact
}

/** Whether the key is a name only, and where content lies that is under another name. */
function placementFields(
  { options, registry }: ArtifactPlan,
  { storage, keyInStorage }: ArtifactContent,
  key: string | null,
): object {
  const { keyIsVirtual } = options
  if (keyInStorage === undefined) {
    const _keyIsVirtual = keyIsVirtual ?? registry.instance.settings.creation.artifactUseVirtualKeys
    return { storage, _keyIsVirtual, _realKey: null }
  }
  const isRenamed = key !== keyInStorage
  if (keyIsVirtual !== undefined && keyIsVirtual !== null && keyIsVirtual !== isRenamed) {
    throw new InvalidArgument(
      `Passing a path in an existing storage ${isRenamed ? 'with' : 'without'} a virtual key and key_is_virtual=${keyIsVirtual ? 'True' : 'False'} is incompatible.`,
    )
  }
  return { storage, _keyIsVirtual: isRenamed, _realKey: isRenamed ? keyInStorage : null }
}
