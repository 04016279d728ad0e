import { bindArguments } from './call-arguments.ts'
import { hashKeyOf, pythonEquals, unhashable } from './equality.ts'
import { NativeFunction } from './native-function.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type CallArguments, type ObjectOperator, type PythonValue } from './python-object.ts'
import { pythonRepr } from './python-repr.ts'
import { PythonList, PythonTuple } from './sequences.ts'

/** A Python dict: keys of any hashable value, in the order of their first assignment. */
export class PythonDict extends PythonObject {
  readonly typeName = 'dict'
  readonly #entries = new Map<string, readonly [PythonValue, PythonValue]>()

  constructor(entries: Iterable<readonly [PythonValue, PythonValue]> = []) {
    super()
    for (const [key, value] of entries) this.set(key, value)
  }

  set(key: PythonValue, value: PythonValue): void {
    const hash = hashKeyOf(key)
    const first = this.#entries.get(hash)
    this.#entries.set(hash, [first ? first[0] : key, value])
  }

  get(key: PythonValue): PythonValue | undefined {
    return this.#entries.get(hashKeyOf(key))?.[1]
  }

  entries(): (readonly [PythonValue, PythonValue])[] {
    return [...this.#entries.values()]
  }

  override item(key: PythonValue): PythonValue {
    const value = this.get(key)
    if (value === undefined) throw new PythonError('KeyError', pythonRepr(key))
    return value
  }

  override setItem(key: PythonValue, value: PythonValue): void {
    this.set(key, value)
  }

  override iterate(): Iterable<PythonValue> {
    return this.entries().map(([key]) => key)
  }

  override length(): number {
    return this.#entries.size
  }

  override isTrue(): boolean {
    return this.#entries.size > 0
  }

  override contains(key: PythonValue): boolean {
    return this.get(key) !== undefined
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (operator !== '|' || !(other instanceof PythonDict) || reflected) return undefined
    return new PythonDict([...this.entries(), ...other.entries()])
  }

  override equals(other: PythonValue): boolean {
    if (!(other instanceof PythonDict) || other.length() !== this.length()) return false
    return this.entries().every(([key, value]) => {
      const theirs = other.get(key)
      return theirs !== undefined && pythonEquals(value, theirs)
    })
  }

  override hashKey(): string {
    throw unhashable(this)
  }

  override repr(): string {
    return `{${this.entries()
      .map(([key, value]) => `${pythonRepr(key)}: ${pythonRepr(value)}`)
      .join(', ')}}`
  }

  override attribute(name: string): PythonValue {
    const method = this.#methods()[name]
    return method ? new NativeFunction(name, method) : (super.attribute(name) as PythonValue)
  }

  #methods(): Readonly<Record<string, (args: CallArguments) => PythonValue>> {
    return {
      keys: () => new PythonList(this.iterate()),
      values: () => new PythonList(this.entries().map(([, value]) => value)),
      items: () => new PythonList(this.entries().map((entry) => new PythonTuple(entry))),
      get: (args) => {
        const { key = null, default: fallback = null } = bindArguments('get', args, ['key', 'default?'])
        const value = this.get(key)
        return value === undefined ? fallback : value
      },
      copy: () => new PythonDict(this.entries()),
    }
  }
}
