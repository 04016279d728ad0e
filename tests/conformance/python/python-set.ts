import { hashKeyOf, unhashable } from './equality.ts'
import { PythonObject, type ObjectOperator, type PythonValue } from './python-object.ts'
import { pythonRepr } from './python-repr.ts'

/** A Python set; its members keep the order of their insertion, which Python leaves open. */
export class PythonSet extends PythonObject {
  readonly typeName = 'set'
  readonly #members = new Map<string, PythonValue>()

  constructor(members: Iterable<PythonValue> = []) {
    super()
    for (const member of members) {
      const key = hashKeyOf(member)
      if (!this.#members.has(key)) this.#members.set(key, member)
    }
  }

  override iterate(): PythonValue[] {
    return [...this.#members.values()]
  }

  override length(): number {
    return this.#members.size
  }

  override isTrue(): boolean {
    return this.#members.size > 0
  }

  override contains(value: PythonValue): boolean {
    return this.#members.has(hashKeyOf(value))
  }

  override equals(other: PythonValue): boolean {
    return other instanceof PythonSet && other.length() === this.length() && this.#isWithin(other)
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (!(other instanceof PythonSet) || reflected) return undefined
    const [mine, theirs] = [this.iterate(), other.iterate()]
    switch (operator) {
      case '|':
        return new PythonSet([...mine, ...theirs])
      case '&':
        return new PythonSet(mine.filter((member) => other.contains(member)))
      case '-':
        return new PythonSet(mine.filter((member) => !other.contains(member)))
      case '^':
        return new PythonSet([
          ...mine.filter((m) => !other.contains(m)),
          ...theirs.filter((m) => !this.contains(m)),
        ])
      case '<=':
        return this.#isWithin(other)
      case '>=':
        return other.#isWithin(this)
      default:
        return undefined
    }
  }

  override hashKey(): string {
    throw unhashable(this)
  }

  override repr(): string {
    return this.#members.size === 0 ? 'set()' : `{${this.iterate().map(pythonRepr).join(', ')}}`
  }

  #isWithin(other: PythonSet): boolean {
    return this.iterate().every((member) => other.contains(member))
  }
}
