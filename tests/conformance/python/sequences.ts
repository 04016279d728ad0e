import { bindArguments } from './call-arguments.ts'
import { hashKeyOf, pythonEquals, unhashable } from './equality.ts'
import { NativeFunction } from './native-function.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type CallArguments, type ObjectOperator, type PythonValue } from './python-object.ts'
import { pythonRepr } from './python-repr.ts'
import { pickFrom } from './slice.ts'

/** What lists and tuples share. */
abstract class PythonSequence extends PythonObject {
  readonly items: PythonValue[]

  constructor(items: Iterable<PythonValue> = []) {
    super()
    this.items = [...items]
  }

  protected abstract with(items: Iterable<PythonValue>): PythonSequence

  override item(key: PythonValue): PythonValue {
    const picked = pickFrom(this.typeName, this.items, key)
    return Array.isArray(picked) ? this.with(picked) : picked
  }

  override iterate(): Iterable<PythonValue> {
    return this.items
  }

  override length(): number {
    return this.items.length
  }

  override isTrue(): boolean {
    return this.items.length > 0
  }

  override contains(value: PythonValue): boolean {
    return this.items.some((item) => pythonEquals(item, value))
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (operator === '*' && typeof other === 'bigint') {
      return this.with(Array.from({ length: Math.max(Number(other), 0) }, () => this.items).flat())
    }
    const same = other instanceof PythonSequence && other.typeName === this.typeName
    return operator === '+' && same && !reflected ? this.with([...this.items, ...other.items]) : undefined
  }

  override equals(other: PythonValue): boolean {
    return (
      other instanceof PythonSequence &&
      other.typeName === this.typeName &&
      other.items.length === this.items.length &&
      this.items.every((item, index) => pythonEquals(item, other.items[index] ?? null))
    )
  }

  override attribute(name: string): PythonValue {
    const method = this.methods()[name]
    return method ? new NativeFunction(name, method) : (super.attribute(name) as PythonValue)
  }

  protected methods(): Readonly<Record<string, (args: CallArguments) => PythonValue>> {
    return {
      index: (args) => {
        const { value = null } = bindArguments('index', args, ['value'])
        const found = this.items.findIndex((item) => pythonEquals(item, value))
        if (found < 0) throw new PythonError('ValueError', `${pythonRepr(value)} is not in ${this.typeName}`)
        return BigInt(found)
      },
      count: (args) => {
        const { value = null } = bindArguments('count', args, ['value'])
        return BigInt(this.items.filter((item) => pythonEquals(item, value)).length)
      },
    }
  }
}

/** A Python list; generators and views of the golden subset are lists too, made at once. */
export class PythonList extends PythonSequence {
  readonly typeName = 'list'

  protected override with(items: Iterable<PythonValue>): PythonList {
    return new PythonList(items)
  }

  override setItem(key: PythonValue, value: PythonValue): void {
    const picked = pickFrom('list assignment', [...this.items.keys()], key)
    if (Array.isArray(picked)) throw new PythonError('TypeError', 'slices of lists cannot be assigned here')
    this.items[picked] = value
  }

  override hashKey(): string {
    throw unhashable(this)
  }

  override repr(): string {
    return `[${this.items.map(pythonRepr).join(', ')}]`
  }

  protected override methods(): Readonly<Record<string, (args: CallArguments) => PythonValue>> {
    return {
      ...super.methods(),
      append: (args) => {
        this.items.push(bindArguments('append', args, ['object']).object ?? null)
        return null
      },
      copy: () => new PythonList(this.items),
    }
  }
}

/** A Python tuple. */
export class PythonTuple extends PythonSequence {
  readonly typeName = 'tuple'

  protected override with(items: Iterable<PythonValue>): PythonTuple {
    return new PythonTuple(items)
  }

  override hashKey(): string {
    return `tuple ${JSON.stringify(this.items.map(hashKeyOf))}`
  }

  override repr(): string {
    const items = this.items.map(pythonRepr)
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`
  }
}
