import { stat } from 'node:fs/promises'

import { FileNotFound, InvalidArgument, ValidationError } from '../../errors.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { instanceOf, stateOf } from '../../registry/record-state.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { SaveAround } from '../../registry/registry-options.ts'
import type { Artifact } from '../artifact.ts'
import type { Schema } from '../schema.ts'
import { adoptStored } from './adopt-stored.ts'
import { ARTIFACT } from './artifact-state.ts'
import { settlePlace, unsettlePlace } from './change-place.ts'
import { changesPlace } from './placed-fields.ts'
import { isStoring, markStored, markStoring } from './storing-flag.ts'
import { storageOf } from './artifact-path.ts'
import { storeContents } from './store-contents.ts'

/**
 * Saving an artifact in two phases that no crash can part: the row is committed with a flag that says that content is on
 * its way, the content is put at its place, the flag is cleared. A row with the flag claims nothing; making the artifact
 * again finds it and stores its content.
 *
 * @see core.md 4.2
 */
export const storeAroundSave: SaveAround = {
  async before(records) {
    const artifacts = records as readonly Artifact[]
    for (const artifact of artifacts) warnOfOldVersion(artifact)
    await checkSchemaSuffixes(artifacts)
    const settled: Artifact[] = []
    for (const artifact of artifacts) if (await settlePlace(artifact)) settled.push(artifact)
    for (const artifact of settled) await prepareStoring(artifact)
    return settled.length > 1 ? adoptStored(settled) : settled
  },
  async after(records) {
    const artifacts = records as readonly Artifact[]
    for (const artifact of artifacts) artifact[ARTIFACT].undoMove = undefined
    await storeContents(artifacts)
  },
  async failed(records) {
    for (const artifact of records as readonly Artifact[]) {
      if (toStore(artifact)) markStored(artifact)
      await unsettlePlace(artifact)
    }
  },
  checkNested(record) {
    const artifact = record as Artifact
    if (!toStore(artifact) && !changesPlace(artifact)) return
    throw new InvalidArgument(
      'An artifact whose content is to be stored cannot be saved within a transaction.',
      {
        hint: 'Save it before the transaction begins.',
      },
    )
  },
}

const toStore = (artifact: Artifact): boolean => artifact[ARTIFACT].source?.toStore === true

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

async function prepareStoring(artifact: Artifact): Promise<void> {
  const state = artifact[ARTIFACT]
  state.before = stateOf(artifact).stored
  state.revision = stateOf(artifact).revises
  if (!state.source) return
  await checkSource(state.source.path)
  if (!state.source.toStore) return
  if (!instanceOf(artifact).storage.isManaged(await storageOf(artifact))) {
    throw new InvalidArgument(
      'Cannot save an artifact to a storage location that is not managed by the current instance.',
    )
  }
  state.wasCutOff = isStoring(artifact)
  markStoring(artifact, state.staleKey)
}

async function checkSource(path: string): Promise<void> {
  try {
    await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new FileNotFound(path, {
      message: `Unable to save the artifact because the local path ${path} does not exist.`,
      cause: error,
    })
  }
}
