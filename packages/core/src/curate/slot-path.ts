import { InvalidArgument } from '../errors.ts'
import { isPlainObject } from '../identity/plain-object.ts'
import { pyRepr } from '../identity/python-text.ts'
import type { FeatureValues } from './dictionary-table.ts'

/**
 * The dictionary that a slot such as `attrs:study:site` means.
 *
 * @param root - what the first part of the slot stands for
 * @throws InvalidArgument when a key is missing on the way
 */
export function slotValue(root: FeatureValues, slot: string): FeatureValues {
  const [base = '', ...keys] = slot.split(':')
  let current: unknown = root
  let path = base
  for (const key of keys) {
    path += `['${key}']`
    const isDict = typeof current === 'object' && current !== null && isPlainObject(current)
    if (!isDict || !Object.hasOwn(current as object, key)) {
      const available = isDict ? pyRepr(Object.keys(current as object)) : 'none (not a dict)'
      throw new InvalidArgument(
        `Schema slot '${slot}' requires keys ${path} but key '${key}' not found. Available keys at this level: ${available}.`,
      )
    }
    current = (current as FeatureValues)[key]
  }
  if (typeof current === 'object' && current !== null && isPlainObject(current)) return current
  throw new InvalidArgument(`Schema slot '${slot}' is about a dictionary, but ${path} is none.`)
}
