import { PythonError } from './python-error.ts'
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from './syntax-tree.ts'

/** A value of evaluated Python. `bigint` is an int, `number` a float, `Uint8Array` bytes. */
export type PythonValue = null | boolean | bigint | number | string | Uint8Array | PythonObject

/** A result that may need the database; plain Python values come at once. */
export type Eventually<T> = T | Promise<T>

/** What a call passes: positional values in order, keywords in the order written. */
export interface CallArguments {
  readonly positional: readonly PythonValue[]
  readonly keywords: ReadonlyMap<string, PythonValue>
}

/** Operators that an object may answer to; `in` is asked of the container by {@link PythonObject.contains}. */
export type ObjectOperator = BinaryOperator | Exclude<ComparisonOperator, 'in' | 'not in' | 'is' | 'is not'>

let identities = 0

/**
 * Base of every Python value that is no scalar: what Python calls the data model, as methods. The defaults raise what
 * Python raises for an object without the special method.
 *
 * Subclasses must not have a member `then`: values pass through `await`.
 */
export abstract class PythonObject {
  readonly #identity = (identities += 1)

  /** Name of the class as Python prints it. */
  abstract readonly typeName: string

  /** @throws {@link PythonError} `AttributeError` when there is none of that name */
  attribute(name: string): Eventually<PythonValue> {
    throw new PythonError('AttributeError', `'${this.typeName}' object has no attribute '${name}'`)
  }

  setAttribute(name: string, _value: PythonValue): Eventually<void> {
    throw new PythonError('AttributeError', `'${this.typeName}' object has no attribute '${name}'`)
  }

  call(_args: CallArguments): Eventually<PythonValue> {
    throw new PythonError('TypeError', `'${this.typeName}' object is not callable`)
  }

  item(_key: PythonValue): Eventually<PythonValue> {
    throw new PythonError('TypeError', `'${this.typeName}' object is not subscriptable`)
  }

  setItem(_key: PythonValue, _value: PythonValue): Eventually<void> {
    throw new PythonError('TypeError', `'${this.typeName}' object does not support item assignment`)
  }

  /** All elements: nothing in the golden subset is endless. */
  iterate(): Eventually<Iterable<PythonValue>> {
    throw new PythonError('TypeError', `'${this.typeName}' object is not iterable`)
  }

  length(): Eventually<number> {
    throw new PythonError('TypeError', `object of type '${this.typeName}' has no len()`)
  }

  contains(_value: PythonValue): Eventually<boolean> | undefined {
    return undefined
  }

  isTrue(): Eventually<boolean> {
    return true
  }

  /**
   * `this operator other`, or `other operator this` when reflected.
   *
   * @returns `undefined` when this object does not answer to the operator
   */
  operate(
    _operator: ObjectOperator,
    _other: PythonValue,
    _reflected: boolean,
  ): Eventually<PythonValue> | undefined {
    return undefined
  }

  operateUnary(_operator: Exclude<UnaryOperator, 'not'>): Eventually<PythonValue> | undefined {
    return undefined
  }

  equals(other: PythonValue): boolean {
    return this === other
  }

  /** Equal objects have equal keys; as a rule an object equals only itself. */
  hashKey(): string {
    return `object ${this.#identity}`
  }

  repr(): string {
    return `<${this.typeName} object>`
  }

  text(): string {
    return this.repr()
  }
}
