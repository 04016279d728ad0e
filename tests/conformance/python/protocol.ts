import { hashKeyOf, pythonEquals } from './equality.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type CallArguments, type Eventually, type PythonValue } from './python-object.ts'
import { typeNameOf } from './python-repr.ts'
import { pickFrom } from './slice.ts'
import { stringAttribute } from './string-methods.ts'

/** `value.name`. */
export function attributeOf(value: PythonValue, name: string): Eventually<PythonValue> {
  if (value instanceof PythonObject) return value.attribute(name)
  if (typeof value === 'string') return stringAttribute(value, name)
  throw new PythonError('AttributeError', `'${typeNameOf(value)}' object has no attribute '${name}'`)
}

/** `value(…)`. */
export function callOf(value: PythonValue, args: CallArguments): Eventually<PythonValue> {
  if (value instanceof PythonObject) return value.call(args)
  throw new PythonError('TypeError', `'${typeNameOf(value)}' object is not callable`)
}

/** `value[key]`; texts are counted in characters, as Python does. */
export function itemOf(value: PythonValue, key: PythonValue): Eventually<PythonValue> {
  if (value instanceof PythonObject) return value.item(key)
  if (typeof value === 'string') {
    const picked = pickFrom('string', Array.from(value), key)
    return Array.isArray(picked) ? picked.join('') : picked
  }
  if (value instanceof Uint8Array) {
    const picked = pickFrom('bytes', Array.from(value), key)
    return Array.isArray(picked) ? Uint8Array.from(picked) : BigInt(picked)
  }
  throw new PythonError('TypeError', `'${typeNameOf(value)}' object is not subscriptable`)
}

/** All elements of an iterable value. */
export async function elementsOf(value: PythonValue): Promise<PythonValue[]> {
  if (typeof value === 'string') return Array.from(value)
  if (value instanceof Uint8Array) return Array.from(value, BigInt)
  if (value instanceof PythonObject) return [...(await value.iterate())]
  throw new PythonError('TypeError', `'${typeNameOf(value)}' object is not iterable`)
}

/** Python's truth value. */
export function truthOf(value: PythonValue): Eventually<boolean> {
  if (value instanceof PythonObject) return value.isTrue()
  if (value instanceof Uint8Array) return value.length > 0
  return Number.isNaN(value) || Boolean(value)
}

/** Python's `len(value)`. */
export function lengthOf(value: PythonValue): Eventually<number> {
  if (typeof value === 'string') return Array.from(value).length
  if (value instanceof Uint8Array) return value.length
  if (value instanceof PythonObject) return value.length()
  throw new PythonError('TypeError', `object of type '${typeNameOf(value)}' has no len()`)
}

/** `member in container`. */
export async function containsOf(container: PythonValue, member: PythonValue): Promise<boolean> {
  if (typeof container === 'string' && typeof member === 'string') return container.includes(member)
  const answer = container instanceof PythonObject ? container.contains(member) : undefined
  if (answer !== undefined) return answer
  return (await elementsOf(container)).some((element) => pythonEquals(element, member))
}

/** Whether two values are one object: scalars of the same type and value are. */
export function isSame(left: PythonValue, right: PythonValue): boolean {
  if (left instanceof PythonObject || right instanceof PythonObject) return left === right
  return typeNameOf(left) === typeNameOf(right) && hashKeyOf(left) === hashKeyOf(right)
}
