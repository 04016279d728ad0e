import { FileExists, IntegrityError } from '../../errors.ts'
import { setRelation } from '../../registry/set-fields.ts'
import { instanceOf, isNew, metaOf, stateOf } from '../../registry/record-state.ts'
import type { ToOneMeta } from '../../registry/registry-meta.ts'
import type { Artifact } from '../artifact.ts'
import { withStorageErrors } from '../storage/translate-storage-error.ts'
import { locatedAt, storageKeyOf, type ContentPlace } from './artifact-path.ts'
import { ARTIFACT, type PlacedFields } from './artifact-state.ts'
import { completeRows } from './complete-rows.ts'
import { changesPlace, placedFields } from './placed-fields.ts'
import { planPlace, type PlannedPlace } from './plan-place.ts'
import { rememberPlace } from './set-source.ts'
import { markMoved, markMoving, movedTo } from './storing-flag.ts'

/**
 * Moves the content of an artifact whose storage, space, key or suffix was changed, after asking.
 *
 * While content is being moved the row says so and claims nothing; a move that was cut off is completed by saving the
 * same change again.
 *
 * @returns false when the person declined: nothing is moved, and nothing is to be written
 * @throws InvalidArgument for changes that are not possible @throws FileExists when the target is taken
 */
export async function settlePlace(artifact: Artifact): Promise<boolean> {
  if (!changesPlace(artifact)) return true
  const placed = placedFields(artifact)
  const planned = await planPlace(artifact, placed)
  const isSettled = planned !== undefined && (await movePlanned(artifact, placed, planned))
  if (!isSettled) {
    instanceOf(artifact).logger.warning('saving was cancelled')
    return false
  }
  artifact.key = planned.key
  artifact._realKey = planned.realKey
  setRelation(artifact, metaOf(artifact).relations.get('storage') as ToOneMeta, planned.to)
  if (isNew(artifact)) rememberPlace(artifact)
  return true
}

async function movePlanned(
  artifact: Artifact,
  placed: PlacedFields,
  planned: PlannedPlace,
): Promise<boolean> {
  const { prompt, logger } = instanceOf(artifact)
  const { uid, _keyIsVirtual, _overwriteVersions, _realKey, suffix } = artifact
  const kept = { uid, _keyIsVirtual, _overwriteVersions }
  const from = await locatedAt(artifact, planned.from, storageKeyOf({ ...kept, _realKey, ...placed }))
  const to = await locatedAt(
    artifact,
    planned.to,
    storageKeyOf({ ...kept, _realKey: planned.realKey, key: planned.key, suffix }),
  )
  const [source, target] = [from.driver.locate(from.key), to.driver.locate(to.key)]
  if (source === target) return true
  const isAsked =
    artifact.storageId !== placed.storageId || artifact.suffix !== placed.suffix || planned.key !== placed.key
  const question = `You are about to move artifact from '${source}' to '${target}'.\nContinue?`
  if (isAsked && !(await prompt.confirm(question))) return false
  logger.info(`moving artifact from '${source}' to '${target}'`)
  await moveMarked(artifact, from, to)
  artifact[ARTIFACT].undoMove = () => moveMarked(artifact, to, from)
  return true
}

async function moveMarked(artifact: Artifact, from: ContentPlace, to: ContentPlace): Promise<void> {
  const target = `${to.storage.id}/${to.key}`
  const wasCutOff = movedTo(artifact) === target
  const { saveObserver } = instanceOf(artifact)
  if (!wasCutOff) await checkFree(to)
  await writeFlag(artifact, () => markMoving(artifact, target))
  await saveObserver.reached('move marked', artifact.uid)
  try {
    await withStorageErrors(() => moveContent(artifact, from, to, wasCutOff))
  } catch (error) {
    await writeFlag(artifact, () => markMoved(artifact))
    throw error
  }
  await saveObserver.reached('content moved', artifact.uid)
  markMoved(artifact)
}

async function checkFree({ driver, key }: ContentPlace): Promise<void> {
  if ((await driver.stat(key)) === undefined) return
  const path = driver.locate(key)
  throw new FileExists(path, { message: `Cannot move artifact to '${path}' because it already exists.` })
}

/** Writes the flag alone: the other changes wait until the content is moved. */
async function writeFlag(artifact: Artifact, change: () => void): Promise<void> {
  if (!stateOf(artifact).stored) {
    throw new IntegrityError('The content of an artifact is moved after its first save only.')
  }
  change()
  await completeRows([artifact], ['_aux'])
}

/** A move that was cut off may be done already, or stand at its beginning. */
async function moveContent(
  artifact: Artifact,
  from: ContentPlace,
  to: ContentPlace,
  wasCutOff: boolean,
): Promise<void> {
  if (wasCutOff && (await from.driver.stat(from.key)) === undefined) return
  if (from.driver === to.driver) {
    await from.driver.move(from.key, to.key)
    return
  }
  await to.driver.upload(from.driver.locate(from.key), to.key)
  try {
    await from.driver.remove(from.key)
  } catch (error) {
    instanceOf(artifact).logger.error(
      `copying to '${to.driver.locate(to.key)}' succeeded but failed to remove source '${from.driver.locate(from.key)}': ${String(error)}`,
    )
  }
}

/** Moves the content back when the row could not be written. */
export async function unsettlePlace(artifact: Artifact): Promise<void> {
  const { undoMove } = artifact[ARTIFACT]
  artifact[ARTIFACT].undoMove = undefined
  if (!undoMove) return
  await undoMove()
  await writeFlag(artifact, () => markMoved(artifact))
}
