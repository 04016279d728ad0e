import type { Scope } from '../scope.ts'
import { DraftList } from './draft-list.ts'
import { recordsFromValues } from './from-values.ts'
import { inspectValues } from './inspect.ts'
import type { InspectResult } from './inspect-result.ts'
import { standardizeValues } from './standardize.ts'
import { validateValues } from './validate.ts'

/** Entries to the ways of comparing values with rows, in the shapes that callers see. A single value gives a single answer. */

const isSingle = (values: unknown): boolean => typeof values !== 'object' || values === null

export async function validate(
  scope: Scope,
  values: unknown,
  options: object = {},
): Promise<boolean | boolean[]> {
  const valid = await validateValues(scope, values, options)
  return isSingle(values) ? valid[0] === true : valid
}

export function inspect(scope: Scope, values: unknown, options: object = {}): Promise<InspectResult> {
  return inspectValues(scope, values, options)
}

export async function standardize(scope: Scope, values: unknown, options: object = {}): Promise<unknown> {
  const { flat, mapper } = await standardizeValues(scope, values, options)
  if ((options as { returnMapper?: boolean }).returnMapper) return Object.fromEntries(mapper)
  const standard =
    mapper.size === 0 ? [...flat] : flat.map((value) => (mapper.has(value) ? mapper.get(value) : value))
  return isSingle(values) ? standard[0] : standard
}

export function fromValues(scope: Scope, values: unknown, options: object = {}): DraftList<unknown> {
  return new DraftList<unknown>(scope.registry.instance, () => recordsFromValues(scope, values, options))
}
