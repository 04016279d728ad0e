import { compareGolden, describeDifference, type CompareOptions } from '../golden/compare.ts'
import { failed, passed, type CaseResult } from '../golden/case-result.ts'
import { errorDifference, expectationOf, type Expectation } from '../golden/expectation.ts'
import type { Fields } from '../golden/fields.ts'
import type { GoldenFile } from '../golden/golden-file.ts'
import { isGoldenList, type GoldenJson } from '../golden/golden-json.ts'
import type { MessageRule } from '../golden/messages.ts'
import { PlaceholderBindings } from '../golden/placeholders.ts'
import type { RunContext } from './run-context.ts'

/** What a case has at hand while it runs. */
export interface CaseScope {
  readonly file: GoldenFile
  readonly context: RunContext
  /** what placeholders of this case stand for */
  readonly bindings: PlaceholderBindings
}

/** What a call gave, by the names of the recorded fields. */
export type Outcome = Readonly<Record<string, GoldenJson | undefined>>

/**
 * A kind of case: what is called with the inputs, and what becomes of the result. Every recorded field that is neither
 * an input nor information is compared, so that none can be forgotten.
 */
export interface CaseKind {
  readonly name: string
  /** whether a case is of this kind, from what it says and never from its id or its file's name */
  readonly accepts: (recorded: Fields, file: GoldenFile) => boolean
  /** recorded fields that the call reads */
  readonly inputs: readonly string[]
  readonly messages: MessageRule
  /** Makes the call. What it throws is compared with the expected error. */
  readonly call: (recorded: Fields, scope: CaseScope) => Promise<Outcome> | Outcome
  /** rules of comparison of this kind */
  readonly compare?: CompareOptions
  /** Brings a recorded field into the form in which the call gives it. */
  readonly prepare?: (name: string, value: GoldenJson, recorded: Fields) => GoldenJson
}

/** A call that threw, and what it left behind: both are compared with what was recorded. */
export class FailedCall extends Error {
  readonly thrown: unknown
  readonly outcome: Outcome

  constructor(thrown: unknown, outcome: Outcome) {
    super(thrown instanceof Error ? thrown.message : String(thrown))
    this.name = thrown instanceof Error ? thrown.name : 'FailedCall'
    this.thrown = thrown
    this.outcome = outcome
  }
}

/** Fields that say nothing about the outcome. */
const INFORMATION: ReadonlySet<string> = new Set(
  'id rule about given log python pandas compare ours error note bases database why contains unordered'.split(
    ' ',
  ),
)

/**
 * Runs one case.
 *
 * @returns `undefined` for a case that is not to be compared
 */
export async function runCase(
  kind: CaseKind,
  recorded: Fields,
  file: GoldenFile,
  context: RunContext,
): Promise<CaseResult | undefined> {
  const expectation = expectationOf(recorded)
  if (expectation.skip !== undefined || recorded.value('compare') === false) return undefined
  const id = recorded.optionalText('id') ?? ''
  const scope: CaseScope = { file, context, bindings: new PlaceholderBindings() }
  const failure = await failureOf(kind, recorded, expectation, scope)
  return failure === undefined ? passed(id) : failed(id, failure)
}

async function failureOf(
  kind: CaseKind,
  recorded: Fields,
  expectation: Expectation,
  scope: CaseScope,
): Promise<string | undefined> {
  let outcome: Outcome
  try {
    outcome = await kind.call(recorded, scope)
  } catch (error) {
    const { thrown, outcome: left } =
      error instanceof FailedCall ? error : { thrown: error, outcome: undefined }
    if (!expectation.error) {
      return `unexpected ${thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)}`
    }
    const difference = errorDifference(expectation.error, thrown, kind.messages, scope.bindings)
    if (difference !== undefined || !left) return difference
    const recordedToo = Object.keys(left).filter((name) => expectation.fields.has(name))
    return fieldsDifference(recordedToo, kind, expectation, left, scope)
  }
  if (expectation.error) return `expected ${expectation.error.names.join(' or ')}, but the call succeeded`
  const compared = expectation.fields
    .names()
    .filter((name) => !INFORMATION.has(name) && !kind.inputs.includes(name) && expectation.prescribes(name))
  return fieldsDifference(compared, kind, expectation, outcome, scope)
}

function fieldsDifference(
  names: readonly string[],
  kind: CaseKind,
  { fields }: Expectation,
  outcome: Outcome,
  { bindings }: CaseScope,
): string | undefined {
  for (const name of names) {
    const actual = outcome[name] === undefined && fields.value(name) === null ? null : outcome[name]
    const value = fields.required(name)
    const expected = kind.prepare ? kind.prepare(name, value, fields) : value
    const asSets = fields.value('unordered') === true && isGoldenList(expected) && isGoldenList(actual)
    const difference = asSets
      ? compareGolden({ $set: expected }, { $set: actual }, { ...kind.compare, bindings }, name)
      : compareGolden(expected, actual, { ...kind.compare, bindings }, name)
    if (difference) return describeDifference(difference)
  }
  return undefined
}
