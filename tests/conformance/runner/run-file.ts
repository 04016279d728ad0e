import { failed, type CaseResult } from '../golden/case-result.ts'
import type { Fields } from '../golden/fields.ts'
import type { GoldenFile } from '../golden/golden-file.ts'
import { runCase, type CaseKind } from './case-kind.ts'
import type { DataSetKind } from './data-set-kind.ts'
import type { RunContext } from './run-context.ts'

/** All kinds that the runner knows. */
export interface Kinds {
  readonly cases: readonly CaseKind[]
  readonly dataSets: readonly DataSetKind[]
}

/** Runs everything that a golden file holds; what no kind accepts has failed. */
export async function* runFile(
  file: GoldenFile,
  kinds: Kinds,
  context: RunContext,
): AsyncIterable<CaseResult> {
  const dataSet = file.cases ? undefined : kinds.dataSets.find((kind) => kind.accepts(file.content))
  if (dataSet) {
    yield* runDataSet(dataSet, file, context)
    return
  }
  if (!file.cases) {
    yield* unknownDataSet(file)
    return
  }
  for (const recorded of file.cases) {
    const result = await resultOf(recorded, file, kinds, context)
    if (result) yield result
  }
}

/** What breaks off in the middle counts as one failure. */
async function* runDataSet(
  kind: DataSetKind,
  file: GoldenFile,
  context: RunContext,
): AsyncIterable<CaseResult> {
  try {
    yield* kind.run(file, context)
  } catch (error) {
    yield failed(`${kind.name}, from here on`, error instanceof Error ? String(error.stack) : String(error))
  }
}

async function resultOf(
  recorded: Fields,
  file: GoldenFile,
  kinds: Kinds,
  context: RunContext,
): Promise<CaseResult | undefined> {
  const kind = kinds.cases.find((candidate) => candidate.accepts(recorded, file))
  if (kind) return runCase(kind, recorded, file, context)
  if (recorded.value('compare') === false || recorded.optionalFields('ours')?.has('skip')) return undefined
  const what = recorded.optionalText('rule') ?? recorded.names().join(', ')
  return failed(recorded.optionalText('id') ?? '', `no kind runs this case yet: ${what}`)
}

/** A data set counts its checks, so that it weighs something while no kind reads it. */
function* unknownDataSet(file: GoldenFile): Iterable<CaseResult> {
  const checks = file.content.has('checks') ? file.content.texts('checks') : file.content.names()
  for (const check of checks) yield failed(check, 'no kind reads this data set yet')
}
