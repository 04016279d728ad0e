import { compareGolden, describeDifference } from '../../golden/compare.ts'
import { errorDifference, expectationOf, type ExpectedError } from '../../golden/expectation.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenObject, type GoldenJson, type GoldenObject } from '../../golden/golden-json.ts'
import { PlaceholderBindings } from '../../golden/placeholders.ts'

/** What one event of a case gave. */
export type EventOutcome = { readonly value: GoldenJson } | { readonly thrown: unknown }

/** What an event must give: an error, or a value of which all fields or only those of `ours` are compared. */
export interface ExpectedOutcome {
  readonly error: ExpectedError | undefined
  /** `undefined` where only the success counts */
  readonly value: GoldenJson | undefined
  readonly isPartial: boolean
}

/**
 * What an event must give, with what `ours` says about it: fields of a value that it names replace recorded ones; where an
 * error was recorded only these are compared.
 *
 * @returns `undefined` when it is not compared
 */
export function expectedOutcome(
  recorded: GoldenJson | undefined,
  ours: GoldenJson | undefined,
): ExpectedOutcome | undefined {
  const own = isGoldenObject(ours ?? null) ? new Fields(ours as GoldenObject) : undefined
  if (own?.has('skip')) return undefined
  const fields = isGoldenObject(recorded ?? null) ? new Fields(recorded as GoldenObject) : new Fields({})
  const { error } = expectationOf(new Fields({ ...fields.object, ...(own && { ours: own.object }) }))
  if (error) return { error, value: undefined, isPartial: false }
  const [base, changed] = [fields.value('value'), own?.value('value')]
  if (changed === undefined)
    return { error, value: own?.has('error') ? undefined : (base ?? null), isPartial: false }
  if (!isGoldenObject(changed)) return { error, value: changed, isPartial: false }
  const isPartial = !isGoldenObject(base ?? null)
  return { error, value: isPartial ? changed : { ...(base as GoldenObject), ...changed }, isPartial }
}

/** Runs an event. */
export async function outcomeOf(event: () => Promise<GoldenJson>): Promise<EventOutcome> {
  try {
    return { value: await event() }
  } catch (thrown) {
    return { thrown }
  }
}

/** Why an event did not give what was expected; `undefined` when it did. */
export function outcomeDifference(
  expected: ExpectedOutcome,
  actual: EventOutcome,
  prepare: (value: GoldenJson) => GoldenJson = (value) => value,
): string | undefined {
  if ('thrown' in actual) {
    const { thrown } = actual
    if (expected.error) return errorDifference(expected.error, thrown, 'all', new PlaceholderBindings())
    return `unexpected ${thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)}`
  }
  if (expected.error) return `expected ${expected.error.names.join(' or ')}, but it succeeded`
  if (expected.value === undefined) return undefined
  const value = prepare(expected.value)
  const difference = compareGolden(value, expected.isPartial ? partOf(value, actual.value) : actual.value)
  return difference && describeDifference(difference)
}

/** The fields of a value that another one has. */
function partOf(value: GoldenJson, actual: GoldenJson): GoldenJson {
  if (!isGoldenObject(value) || !isGoldenObject(actual)) return actual
  return Object.fromEntries(Object.keys(value).map((name) => [name, actual[name] ?? null]))
}
