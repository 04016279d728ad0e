import type { Instance } from '../instance/instance.ts'
import { addLinks } from '../registry/links.ts'
import { fieldOf, instanceOf, metaOf, setField } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import { idGiven } from './artifact/artifact-options.ts'
import type { Run } from './run.ts'

const recreatedIn = new WeakMap<RegistryRecord, number>()

/** Whether this object was made in the run although its content existed before. */
export const wasRecreatedIn = (record: RegistryRecord, runId: number): boolean =>
  recreatedIn.get(record) === runId

/** How a constructor is told which run makes the record. */
export interface RunOptions {
  readonly run?: Run | false | null
  readonly runId?: number | null
}

/** Id of the run that makes a record: the given one, else the tracked one; with a warning when there is none. */
export function runForOutput(instance: Instance, { run, runId }: RunOptions): number | undefined {
  if (run === false) return undefined
  const id = idGiven('Run', run, runId) ?? instance.runId
  const isSilent = instance.settings.creation.artifactSilenceMissingRunWarning || instance.database.readOnly
  if (id === undefined && !isSilent) {
    instance.logger.warning('no run & transform got linked, call `db.track()` & re-run')
  }
  return id
}

/**
 * Remembers that a run has made something that exists already: as its run if it has none, else as a recreating run,
 * linked at once. A run that has it as an input does not recreate it.
 */
export async function recordRecreation(record: RegistryRecord, runId: number): Promise<void> {
  const known = fieldOf(record, 'runId')
  if (known === null || known === undefined) {
    setField(record, 'runId', runId)
    return
  }
  if (known === runId) return
  const meta = metaOf(record)
  const [inputs, recreating] = ['inputOfRuns', 'recreatingRuns'].map((name) => meta.relations.get(name))
  if (inputs?.kind !== 'through' || recreating?.kind !== 'through') return
  await instanceOf(record).transaction(async (trx) => {
    const isInput = await trx
      .selectFrom(inputs.link.table)
      .select('id')
      .where(inputs.ownColumn, '=', record.id)
      .where(inputs.targetColumn, '=', runId)
      .executeTakeFirst()
    if (isInput) return
    await addLinks(trx, recreating, record.id, [runId], {})
    recreatedIn.set(record, runId)
  })
}
