import { rm } from 'node:fs/promises'
import { resolve, sep } from 'node:path'

import { FileNotFound, StoringFailed } from '../../errors.ts'
import { fill } from '../../registry/hydrate.ts'
import { instanceOf, stateOf } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import { withStorageErrors } from '../storage/translate-storage-error.ts'
import { placeOf } from './artifact-path.ts'
import { ARTIFACT } from './artifact-state.ts'
import { completeRows } from './complete-rows.ts'
import { markStored } from './storing-flag.ts'
import { undoRows } from './undo-rows.ts'

/** Rows are completed in statements of at most this many. */
const COMPLETED_AT_ONCE = 200

/**
 * Puts the contents of artifacts, whose rows are committed, at their places and completes the rows. When one cannot be
 * stored, the rows of those that are not stored are taken back.
 *
 * @throws the error of the storage for one artifact @throws StoringFailed for several
 */
export async function storeContents(artifacts: readonly Artifact[]): Promise<void> {
  for (const artifact of artifacts) artifact[ARTIFACT].undoMove = undefined
  const pending = artifacts.filter((artifact) => artifact[ARTIFACT].source?.toStore)
  const outcome: StoringOutcome = { stored: [], failure: undefined, missing: undefined }
  for (let start = 0; start < pending.length && !outcome.failure; start += COMPLETED_AT_ONCE) {
    await storeBatch(pending.slice(start, start + COMPLETED_AT_ONCE), outcome)
  }
  const failed = pending.slice(outcome.stored.length)
  if (outcome.failure) await undoRows(failed)
  for (const artifact of artifacts) if (!failed.includes(artifact)) await forgetSource(artifact)
  if (outcome.failure) {
    const { error } = outcome.failure
    throw artifacts.length === 1 ? error : new StoringFailed(outcome.stored, failed.length, error)
  }
  if (outcome.missing) throw outcome.missing
}

interface StoringOutcome {
  readonly stored: Artifact[]
  failure: { readonly error: unknown } | undefined
  missing: FileNotFound | undefined
}

/** Up to the first failure; the rows of what was stored are completed in any case. */
async function storeBatch(artifacts: readonly Artifact[], outcome: StoringOutcome): Promise<void> {
  const stored: Artifact[] = []
  for (const artifact of artifacts) {
    try {
      outcome.missing = (await storeContent(artifact)) ?? outcome.missing
    } catch (error) {
      outcome.failure = { error }
      break
    }
    stored.push(artifact)
  }
  await complete(stored)
  outcome.stored.push(...stored)
}

/** @returns an error when content that is obsolete by now was not there */
async function storeContent(artifact: Artifact): Promise<FileNotFound | undefined> {
  const { source, staleKey, wasCutOff } = artifact[ARTIFACT]
  const { saveObserver } = instanceOf(artifact)
  const { driver, key } = await placeOf(artifact)
  if (!source) return undefined
  await saveObserver.reached('row written', artifact.uid)
  await withStorageErrors(() => driver.upload(source.path, key))
  await saveObserver.reached('content stored', artifact.uid)
  if (staleKey === undefined || staleKey === key) return undefined
  const wasThere = await withStorageErrors(() => driver.remove(staleKey))
  await saveObserver.reached('stale content removed', artifact.uid)
  return wasThere || wasCutOff ? undefined : new FileNotFound(driver.locate(staleKey))
}

/** Tables are written into the cache folder first; a copy in local storage makes them superfluous. */
async function removeFromCache(artifact: Artifact, path: string): Promise<void> {
  const { config, logger } = instanceOf(artifact)
  if (!path.startsWith(`${resolve(config.cacheDir)}${sep}`)) return
  try {
    await rm(path, { recursive: true, force: true })
  } catch (error) {
    logger.warning(`could not remove ${path} from the cache: ${String(error)}`)
  }
}

async function complete(artifacts: readonly Artifact[]): Promise<void> {
  if (artifacts.length === 0) return
  for (const artifact of artifacts) markStored(artifact)
  await completeRows(artifacts)
  for (const artifact of artifacts)
    await instanceOf(artifact).saveObserver.reached('row completed', artifact.uid)
}

async function forgetSource(artifact: Artifact): Promise<void> {
  const state = artifact[ARTIFACT]
  if (state.source?.toStore) await removeFromCache(artifact, state.source.path)
  state.source = undefined
  state.staleKey = undefined
  state.placed = undefined
  const { stored } = stateOf(artifact)
  for (const repeated of state.repeatedBy) {
    if (stored) fill(repeated, stored)
    await forgetSource(repeated)
  }
  state.repeatedBy = []
}
