import { InvalidArgument } from '../errors.ts'
import { defaultsOf } from '../registry/defaults.ts'
import { insertRows } from '../registry/insert-rows.ts'
import { fieldOf, instanceOf, isNew, metaOf } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import { wasRecreatedIn } from './run-outputs.ts'
import type { Run } from './run.ts'

/** Whether, and for which run, a record becomes an input: the current run by default, as the settings say. */
export type RunInput = boolean | Run | null | undefined

/**
 * Links records of one registry as inputs of a run, in one statement. What the run has made, or has made once more, is no
 * input of it.
 */
export async function trackRunInputs(
  records: readonly RegistryRecord[],
  isRunInput?: RunInput,
  currentRunId: number | undefined = records[0] && instanceOf(records[0]).runId,
): Promise<void> {
  const [first] = records
  if (isRunInput === false || !first) return
  const instance = instanceOf(first)
  const runId = runOf(isRunInput, currentRunId)
  if ((isRunInput ?? instance.settings.trackRunInputs) === false || instance.database.readOnly) return
  if (runId === undefined) {
    instance.logger.warning("run input wasn't tracked, call `db.track()` and re-run")
    return
  }
  const inputs = records.filter((record) => isInput(record, runId))
  const relation = metaOf(first).relations.get('inputOfRuns')
  if (inputs.length === 0 || relation?.kind !== 'through') return
  const { link, ownColumn, targetColumn } = relation
  const defaults = defaultsOf(link)
  const rows = inputs.map(({ id }) => ({ ...defaults, [ownColumn]: id, [targetColumn]: runId }))
  await instance.transaction((trx) => insertRows(trx, link, rows, { ignoreConflicts: true }))
}

function runOf(isRunInput: RunInput, currentRunId: number | undefined): number | undefined {
  if (typeof isRunInput !== 'object' || isRunInput === null) return currentRunId
  if (isNew(isRunInput)) throw new InvalidArgument('Save the run before tracking its inputs.')
  return isRunInput.id
}

function isInput(record: RegistryRecord, runId: number): boolean {
  if (isNew(record) || fieldOf(record, 'runId') === runId) return false
  return !wasRecreatedIn(record, runId)
}
