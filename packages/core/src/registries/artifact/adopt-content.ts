import { IntegrityError } from '../../errors.ts'
import { instanceOf, setField } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import { recordRecreation } from '../run-outputs.ts'
import type { ArtifactContent } from './artifact-content.ts'
import { ARTIFACT, type SaveStep } from './artifact-state.ts'
import { staleKeyOf, isStoring } from './storing-flag.ts'
import { contentExists } from './artifact-path.ts'
import type { ArtifactPlan } from './artifact-plan.ts'
import { rememberPlace, setSource } from './set-source.ts'

/** The existing artifact of some content, with what was said of the new one. */
export async function adoptContent(
  plan: ArtifactPlan,
  content: ArtifactContent,
  artifact: Artifact,
  key: string | null,
  onSave: SaveStep | undefined,
): Promise<Artifact> {
  const { logger } = instanceOf(artifact)
  logger.info(
    `returning artifact with same hash: ${artifact.toString()}; to track this artifact as an input, use: db.Artifact.get()`,
  )
  const stillToStore = isStoring(artifact)
  await adoptKey(artifact, key)
  assign(artifact, 'description', plan.options.description)
  assign(artifact, 'schemaId', plan.schemaId)
  // The content of an artifact whose storing was cut off is stored by the next save.
  if (stillToStore) {
    setSource(artifact, { ...content, storage: await artifact.storage })
    artifact[ARTIFACT].staleKey = staleKeyOf(artifact)
  }
  if (plan.runId !== undefined) await recordRecreation(artifact, plan.runId)
  if (onSave) artifact[ARTIFACT].onSave.push(onSave)
  return artifact
}

async function adoptKey(artifact: Artifact, key: string | null): Promise<void> {
  if (key === null || artifact.key === key) return
  const { logger } = instanceOf(artifact)
  if (artifact.key === null && artifact._keyIsVirtual) return assign(artifact, 'key', key)
  if (isStoring(artifact) || (await contentExists(artifact))) {
    logger.warning(
      `key ${artifact.key} on existing artifact differs from passed key ${key}, keeping original key; update manually if needed or pass skipHashLookup: true if you want to duplicate the artifact`,
    )
    return
  }
  logger.warning(`updating previous key ${artifact.key} to new key ${key}`)
  artifact.key = key
  rememberPlace(artifact)
  if (await contentExists(artifact)) return
  throw new IntegrityError(
    `The underlying file for artifact ${artifact.toString()} does not exist anymore, clean up the artifact record.`,
  )
}

function assign(
  artifact: Artifact,
  field: 'description' | 'key' | 'schemaId',
  value: string | number | null | undefined,
): void {
  if (value === undefined || value === null || artifact[field] === value) return
  instanceOf(artifact).logger.warning(`updated ${field} from ${String(artifact[field])} to ${String(value)}`)
  setField(artifact, field, value)
}
