import { hashDict, hashString } from '../../identity/hash.ts'
import { isPlainObject } from '../../identity/plain-object.ts'
import { pyStr } from '../../identity/python-text.ts'

/** Hash of a value of a feature: of its text in Python, of a dictionary with sorted keys. */
export function hashOfValue(value: unknown): string {
  const isDict = value instanceof Map || (typeof value === 'object' && value !== null && isPlainObject(value))
  return isDict ? hashDict(value as Map<string, unknown>) : hashString(pyStr(value))
}
