import { errorNames, isLaminErrorName, ourErrorName } from './error-classes.ts'
import { Fields } from './fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from './golden-json.ts'
import { sameMessage, type MessageRule } from './messages.ts'
import type { PlaceholderBindings } from './placeholders.ts'

/** An error that a case must end in. */
export interface ExpectedError {
  /** names of our classes, any of which will do */
  readonly names: readonly string[]
  /** recorded message, where it is part of the contract */
  readonly message: string | undefined
  /** texts that must all occur in the message */
  readonly contains: readonly string[]
}

/** What a case must show once `ours` has replaced what it names. */
export interface Expectation {
  /** why the case is not compared at all */
  readonly skip: string | undefined
  readonly error: ExpectedError | undefined
  /** recorded fields, replaced level by level */
  readonly fields: Fields
  /** whether a field is prescribed; after `ours: {error: null}` only those that `ours` names are */
  readonly prescribes: (name: string) => boolean
}

/** Fields that stand for the result of a call: one in `ours` means that the call succeeds. */
const RESULT_FIELDS = ['out', 'value', 'after', 'rows'] as const

/** Reads what a case, or a step of one, expects. */
export function expectationOf(recorded: Fields): Expectation {
  const ours = recorded.optionalFields('ours')
  const merged = new Fields(ours ? withResult(overlay(recorded.object, ours.object), ours) : recorded.object)
  const succeeds = ours !== undefined && ours.value('error') === null
  const error = succeeds ? undefined : expectedError(recorded, ours)
  return {
    skip: ours?.optionalText('skip'),
    error,
    fields: merged,
    prescribes: (name) => (succeeds ? ours.has(name) : error === undefined && merged.has(name)),
  }
}

/** A `value` is the view of one result, which leaves out what is not there: that of `ours` stands for all of it. */
function withResult(merged: GoldenObject, ours: Fields): GoldenObject {
  return ours.has('value') ? { ...merged, value: ours.required('value') } : merged
}

/** Fields of `ours` over those recorded, level by level. */
export function overlay(recorded: GoldenObject, ours: GoldenObject): GoldenObject {
  const merged: Record<string, GoldenJson> = { ...recorded }
  for (const [name, value] of Object.entries(ours)) {
    const below = recorded[name]
    const isDeep = isGoldenObject(value) && isGoldenObject(below) && !Object.hasOwn(value, 'skip')
    merged[name] = isDeep ? overlay(below, value) : value
  }
  return merged
}

function expectedError(recorded: Fields, ours: Fields | undefined): ExpectedError | undefined {
  if (ours?.has('error')) return oursError(ours)
  if (ours && RESULT_FIELDS.some((name) => ours.has(name))) return undefined
  return recordedError(recorded.optionalFields('error'))
}

function oursError(ours: Fields): ExpectedError | undefined {
  const error = ours.value('error')
  if (isGoldenObject(error)) return recordedError(new Fields(error))
  const names = isGoldenList(error) ? error.map(String) : [String(error)]
  const contains = ours.has('contains') ? ours.texts('contains') : []
  return { names: names.map(ourErrorName), message: undefined, contains }
}

/** An error as a file records it: `{class, message}`. */
export function recordedError(error: Fields | undefined): ExpectedError | undefined {
  if (!error) return undefined
  const className = error.text('class')
  const message = isLaminErrorName(className) ? error.optionalText('message') : undefined
  return { names: [ourErrorName(className)], message, contains: [] }
}

/**
 * Why a thrown value is not the expected error.
 *
 * @returns `undefined` when it is
 */
export function errorDifference(
  expected: ExpectedError,
  thrown: unknown,
  rule: MessageRule,
  bindings: PlaceholderBindings,
): string | undefined {
  const names = errorNames(thrown)
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if (!expected.names.some((name) => names.includes(name))) {
    return `expected ${expected.names.join(' or ')}, got ${names[0] ?? 'no error'}: ${message}`
  }
  const missing = expected.contains.find((text) => !message.includes(text))
  if (missing !== undefined)
    return `the message should contain ${JSON.stringify(missing)}: ${JSON.stringify(message)}`
  if (expected.message === undefined || sameMessage(expected.message, message, rule, bindings))
    return undefined
  return `expected the message ${JSON.stringify(expected.message)}, got ${JSON.stringify(message)}`
}
