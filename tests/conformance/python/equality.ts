import { floatRepr } from './float-repr.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type PythonValue } from './python-object.ts'
import { typeNameOf } from './python-repr.ts'

/** Python's `==` for values that answer at once; numbers of different types are equal by value, `True == 1`. */
export function pythonEquals(left: PythonValue, right: PythonValue): boolean {
  if (left instanceof PythonObject) return left.equals(right)
  if (right instanceof PythonObject) return right.equals(left)
  if (left instanceof Uint8Array || right instanceof Uint8Array) {
    return left instanceof Uint8Array && right instanceof Uint8Array && hexOf(left) === hexOf(right)
  }
  const [a, b] = [asNumber(left), asNumber(right)]
  // A comparison by value across bigint and number is exact, unlike a conversion.
  return a === undefined || b === undefined ? left === right : a <= b && a >= b
}

/**
 * The same text for values that are one key of a dict or one member of a set.
 *
 * @throws {@link PythonError} `TypeError` for lists, dicts and sets
 */
export function hashKeyOf(value: PythonValue): string {
  if (value instanceof PythonObject) return value.hashKey()
  if (value instanceof Uint8Array) return `bytes ${hexOf(value)}`
  if (typeof value === 'string') return `text ${value}`
  const number = asNumber(value)
  if (number === undefined) return 'None'
  return `number ${typeof number === 'number' ? (Number.isInteger(number) ? BigInt(number) : floatRepr(number)) : number}`
}

/** The error for a key that Python cannot hash. */
export function unhashable(value: PythonValue): PythonError {
  return new PythonError('TypeError', `unhashable type: '${typeNameOf(value)}'`)
}

/** Booleans are the ints 0 and 1; `undefined` for what is no number. */
export function asNumber(value: PythonValue): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
