import { changesBetween, dumpInstance, storedFiles, type InstanceDump } from '../api/instance-dump.ts'
import { withoutRewrittenTimes, withoutTimeUpdates } from '../golden/changes.ts'
import { compareGolden, describeDifference } from '../golden/compare.ts'
import { errorDifference, expectationOf, type Expectation } from '../golden/expectation.ts'
import { Fields } from '../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../golden/golden-json.ts'
import { withSchemaHashes } from '../golden/schema-hashes.ts'
import { withoutLibraryContent, withoutLibrarySizes } from '../golden/written-files.ts'
import { PythonSession } from '../python/run-python.ts'
import type { CaseKind, CaseScope, Outcome } from '../runner/case-kind.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { RowIds } from '../world/row-ids.ts'
import { shownValue } from '../world/shown-value.ts'
import { withWorld } from '../world/with-world.ts'
import type { WorldInstance } from '../world/world-instance.ts'

/** A step of a sequence that did not do what was recorded. */
class StepFailed extends Error {
  constructor(index: number, code: string, difference: string) {
    super(`step ${index + 1}, ${code.replaceAll('\n', '; ')}: ${difference}`)
    this.name = 'StepFailed'
  }
}

/** Short histories in Python; every step says what it returns and which rows and files it changes. */
export const SEQUENCE_KIND: CaseKind = {
  name: 'sequence of steps in Python',
  accepts: (recorded) => {
    const [first] = recorded.has('steps') ? recorded.list('steps') : []
    return isGoldenObject(first) && 'py' in first
  },
  inputs: ['steps'],
  messages: 'quoted',
  call: (recorded, scope) => withWorld(recorded, scope, (world) => runSteps(recorded, world, scope)),
}

async function runSteps(recorded: Fields, world: LaminWorld, scope: CaseScope): Promise<Outcome> {
  const session = new PythonSession(world)
  const known: Known = { schemaHashes: new Map(), ids: new RowIds(world.instance.db) }
  let before = await stateOf(world.instance)
  for (const [index, item] of recorded.list('steps').entries()) {
    const step = Fields.of(item, 'steps')
    const outcome = await attempt(() => session.run(step.text('py')).then(shownValue))
    const after = await stateOf(world.instance)
    const difference = stepDifference(step, outcome, { before, after }, { ...scope, ...known })
    if (difference !== undefined) throw new StepFailed(index, step.text('py'), difference)
    before = after
  }
  return {}
}

/** What the steps of a sequence have told so far. */
interface Known {
  /** numbers of recorded hashes of schemas */
  readonly schemaHashes: Map<string, number>
  readonly ids: RowIds
}

interface State {
  readonly rows: InstanceDump
  readonly files: ReadonlyMap<string, bigint>
}

async function stateOf(instance: WorldInstance): Promise<State> {
  return { rows: await dumpInstance(instance.databasePath), files: await storedFiles(instance.root) }
}

type Attempt = { readonly value: GoldenJson } | { readonly thrown: unknown }

async function attempt(run: () => Promise<GoldenJson>): Promise<Attempt> {
  try {
    return { value: await run() }
  } catch (error) {
    return { thrown: error }
  }
}

function stepDifference(
  step: Fields,
  outcome: Attempt,
  { before, after }: { readonly before: State; readonly after: State },
  { bindings, schemaHashes, ids }: CaseScope & Known,
): string | undefined {
  const expectation = expectationOf(step)
  if (expectation.skip !== undefined) return undefined
  const { fields } = expectation
  const actual = actualChanges(before, after)
  const recorded = fields.value('changes')
  const comparable = withoutLibraryContent(isGoldenObject(recorded) ? recorded : {})
  const translated = ids.translate(withSchemaHashes(comparable, schemaHashes), actual)
  const expected = withoutTimeUpdates(translated, actual)
  const comparisons: readonly (readonly [string, GoldenJson, GoldenJson])[] = [
    ...returned(expectation, outcome, ids),
    ['changes', expected, actual],
    ['stored', withoutLibrarySizes(fields.optionalFields('stored')?.object ?? {}), newFiles(before, after)],
    ['removed', { $set: fields.optionalList('removed') }, { $set: goneFiles(before, after) }],
  ]
  const wrong = errorOf(expectation, outcome, bindings)
  if (wrong !== undefined) return wrong
  for (const [place, one, other] of comparisons) {
    const difference = compareGolden(one, other, { bindings }, place)
    if (difference) return describeDifference(difference)
  }
  return undefined
}

function errorOf(
  { error }: Expectation,
  outcome: Attempt,
  bindings: CaseScope['bindings'],
): string | undefined {
  if ('thrown' in outcome) {
    const { thrown } = outcome
    if (error) return errorDifference(error, thrown, 'quoted', bindings)
    return `unexpected ${thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)}`
  }
  return error && `expected ${error.names.join(' or ')}, but the step succeeded`
}

/** What the step gives, if something is recorded: without, it is `None` or of no interest. */
function returned(
  { fields, prescribes }: Expectation,
  outcome: Attempt,
  ids: RowIds,
): (readonly [string, GoldenJson, GoldenJson])[] {
  if (!('value' in outcome) || !prescribes('returns')) return []
  const expected = ids.translateResult(sets(fields.required('returns')))
  // A query of Python may be a list here.
  const records = isGoldenObject(expected) ? expected['records'] : undefined
  const isList = isGoldenList(records ?? null) && isGoldenList(outcome.value)
  return [['returns', isList ? (records ?? null) : expected, outcome.value]]
}

/** `{"set": […]}` is how sequences record sets. */
function sets(value: GoldenJson): GoldenJson {
  if (isGoldenList(value)) return value.map(sets)
  if (!isGoldenObject(value)) return value
  const { set } = value
  if (isGoldenList(set) && Object.keys(value).length === 1) return { $set: set.map(sets) }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sets(item)]))
}

function actualChanges(before: State, after: State): GoldenObject {
  const cell = (table: string, id: string, column: string): GoldenJson | undefined =>
    before.rows.get(table)?.get(BigInt(id))?.[column]
  return withoutRewrittenTimes(changesBetween(before.rows, after.rows), cell)
}

function newFiles(before: State, after: State): GoldenObject {
  const changed = [...after.files].filter(([path, size]) => before.files.get(path) !== size)
  return Object.fromEntries(changed)
}

function goneFiles(before: State, after: State): string[] {
  return [...before.files.keys()].filter((path) => !after.files.has(path))
}
