import { existsSync } from 'node:fs'

import { FileNotFound, InvalidArgument, ValidationError } from '../../errors.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { instanceOf, stateOf } from '../../registry/record-state.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import type { Schema } from '../schema.ts'
import { adoptStored } from './adopt-stored.ts'
import { storageOf } from './artifact-path.ts'
import { ARTIFACT } from './artifact-state.ts'
import { settlePlace, unsettlePlace } from './change-place.ts'
import { isStoring, markStored, markStoring } from './storing-flag.ts'

/**
 * Checks artifacts that are to be saved, settles where their content lies, and flags those whose content is on its way.
 *
 * @returns the artifacts whose rows are to be written
 */
export async function prepareStoring(artifacts: readonly Artifact[]): Promise<readonly Artifact[]> {
  for (const artifact of artifacts) warnOfOldVersion(artifact)
  await checkSchemaSuffixes(artifacts)
  const settled: Artifact[] = []
  for (const artifact of artifacts) if (await settlePlace(artifact)) settled.push(artifact)
  for (const artifact of settled) await flagStoring(artifact)
  return settled.length > 1 ? adoptStored(settled) : settled
}

/** Undoes {@link prepareStoring} when the rows could not be written. */
export async function undoPreparing(artifacts: readonly Artifact[]): Promise<void> {
  for (const artifact of artifacts) {
    if (isToStore(artifact)) markStored(artifact)
    await unsettlePlace(artifact)
  }
}

export const isToStore = (artifact: Artifact): boolean => artifact[ARTIFACT].source?.toStore === true

function warnOfOldVersion(artifact: Artifact): void {
  const { stored } = stateOf(artifact)
  if (!stored || artifact.isLatest || artifact.branchId === -1 || Boolean(stored['is_latest'])) return
  instanceOf(artifact).logger.warning('you are saving to a non-latest version of the artifact')
}

/** One query for all schemas that are not loaded. */
async function checkSchemaSuffixes(artifacts: readonly Artifact[]): Promise<void> {
  const ids = [...new Set(artifacts.map((artifact) => artifact.schemaId))].filter(
    (id) => id !== null && id !== undefined,
  )
  const [first] = artifacts
  if (ids.length === 0 || !first) return
  const registry = instanceOf(first).registryNamed('Schema') as BoundRegistry<Schema>
  const schemas = await new QuerySet<Schema>(registry).filter({ id: { $in: ids } })
  const suffixes = new Map(schemas.map((schema) => [schema.id, schema.suffix]))
  for (const { schemaId, suffix } of artifacts) {
    const expected = schemaId === null ? undefined : suffixes.get(schemaId)
    if (expected === undefined || expected === null || expected === suffix) continue
    throw new ValidationError(
      `Artifact not validated. Artifact suffix '${suffix}' does not match schema suffix '${expected}'.`,
    )
  }
}

async function flagStoring(artifact: Artifact): Promise<void> {
  const state = artifact[ARTIFACT]
  state.before = stateOf(artifact).stored
  state.revision = stateOf(artifact).revises
  if (!state.source) return
  checkSource(state.source.path)
  if (!state.source.toStore) return
  if (!instanceOf(artifact).storage.isManaged(await storageOf(artifact))) {
    throw new InvalidArgument(
      'Cannot save an artifact to a storage location that is not managed by the current instance.',
    )
  }
  state.wasCutOff = isStoring(artifact)
  markStoring(artifact, state.staleKey)
}

function checkSource(path: string): void {
  if (existsSync(path)) return
  throw new FileNotFound(path, {
    message: `Unable to save the artifact because the local path ${path} does not exist.`,
  })
}
