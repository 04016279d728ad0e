import { InvalidArgument } from '../../errors.ts'
import { instanceOf, isNew, registryOf } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import { runForOutput, type RunOptions } from '../run-outputs.ts'
import { artifactContent, contentStats, type ArtifactContent, type ContentStats } from './artifact-content.ts'
import type { ArtifactData, ArtifactOptions } from './artifact-options.ts'
import { storageKeyOf, storageOf } from './artifact-path.ts'
import { ARTIFACT } from './artifact-state.ts'
import { findExisting } from './find-existing.ts'
import { withSuffix } from './placed-fields.ts'
import { setSource } from './set-source.ts'
import { isStoring, staleKeyOf } from './storing-flag.ts'

export interface ReplaceOptions extends RunOptions, Pick<ArtifactOptions, 'csv' | 'format' | 'parquet'> {}

/**
 * Gives an artifact other content, without a new version; `save()` writes it. Content that an artifact has already
 * changes nothing.
 *
 * @throws InvalidArgument for content in a storage location, and for a folder in the place of a file
 */
export async function replaceContent(
  artifact: Artifact,
  data: ArtifactData,
  options: ReplaceOptions,
): Promise<void> {
  const instance = instanceOf(artifact)
  if (isNew(artifact)) throw new InvalidArgument('Save the artifact before its content is replaced.')
  const runId = runForOutput(instance, options)
  const content = await artifactContent(instance, {
    data,
    key: artifact.key,
    format: options.format ?? undefined,
    writing: { parquet: options.parquet, csv: options.csv },
    storage: await instance.storage.current(),
    uid: artifact.uid,
    skipCheckExists: false,
    anySuffix: true,
  })
  const stats = await contentStats(instance, content)
  if (await isKnown(artifact, stats)) return
  if (content.keyInStorage !== undefined) {
    throw new InvalidArgument(
      `Can only replace with a local path not in any Storage. This data is in '${content.storage.root}'.`,
    )
  }
  checkKind(artifact, stats)
  setContent(artifact, content, stats, runId)
  setSource(artifact, { ...content, storage: await storageOf(artifact) })
}

/** Content that the storing of this artifact was cut off with is stored once more. */
async function isKnown(artifact: Artifact, { hash }: ContentStats): Promise<boolean> {
  const { logger } = instanceOf(artifact)
  const { branchId } = artifact
  const storage = await storageOf(artifact)
  const existing = await findExisting(registryOf(artifact), { hash, key: null, storage, branchId })
  if (!existing || (existing.artifact.id === artifact.id && isStoring(artifact))) return false
  logger.info(`returning artifact with same hash: ${existing.artifact.toString()}`)
  return true
}

function checkKind(artifact: Artifact, { nFiles }: ContentStats): void {
  const isFolder = nFiles !== null
  if (artifact._overwriteVersions === isFolder) return
  const [old, given] = artifact._overwriteVersions ? ['a folder', 'a file'] : ['a file', 'a folder']
  throw new InvalidArgument(`It is not allowed to replace ${old} with ${given}.`)
}

function setContent(
  artifact: Artifact,
  { suffix }: ArtifactContent,
  stats: ContentStats,
  runId: number | undefined,
): void {
  const stale = storageKeyOf(artifact)
  if (suffix !== artifact.suffix) renameSuffix(artifact, suffix)
  artifact[ARTIFACT].staleKey = staleKeyOf(artifact) ?? (storageKeyOf(artifact) === stale ? undefined : stale)
  artifact.size = stats.size
  artifact.hash = stats.hash
  artifact._hashType = stats.hashType
  artifact.nFiles = stats.nFiles
  artifact.runId = runId ?? null
}

function renameSuffix(artifact: Artifact, suffix: string): void {
  const { key, _realKey } = artifact
  const before = artifact.suffix
  if (key !== null) artifact.key = withSuffix(key, before, suffix)
  if (_realKey !== null) artifact._realKey = withSuffix(_realKey, before, suffix)
  artifact.suffix = suffix
  if (artifact.key === key || artifact._keyIsVirtual) return
  instanceOf(artifact).logger.warning(
    `replacing the file will replace key '${String(key)}' with '${String(artifact.key)}' and delete '${String(_realKey ?? key)}' upon \`save()\``,
  )
}
