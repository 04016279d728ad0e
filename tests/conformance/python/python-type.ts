import { NativeFunction } from './native-function.ts'
import { PythonError } from './python-error.ts'
import {
  PythonObject,
  type CallArguments,
  type Eventually,
  type ObjectOperator,
  type PythonValue,
} from './python-object.ts'
import { pythonRepr } from './python-repr.ts'
import { PythonTuple } from './sequences.ts'

type NativeBody = (args: CallArguments) => Eventually<PythonValue>

/** A class such as `int` or `datetime.date`: called it makes a value, named it stands for the type. */
export class PythonType extends PythonObject {
  readonly typeName = 'type'
  /** name with its module, unless that is `builtins`: `int`, `datetime.date` */
  readonly className: string
  readonly #construct: NativeBody
  readonly #members: Readonly<Record<string, PythonValue | NativeBody>>

  /** @param members - class attributes; functions become class methods */
  constructor(
    className: string,
    construct: NativeBody,
    members: Readonly<Record<string, PythonValue | NativeBody>> = {},
  ) {
    super()
    this.className = className
    this.#construct = construct
    this.#members = members
  }

  override call(args: CallArguments): Eventually<PythonValue> {
    return this.#construct(args)
  }

  override attribute(name: string): PythonValue {
    if (name === '__name__') return this.className.slice(this.className.lastIndexOf('.') + 1)
    const member = Object.hasOwn(this.#members, name) ? this.#members[name] : undefined
    if (member === undefined) {
      throw new PythonError('AttributeError', `type object '${this.className}' has no attribute '${name}'`)
    }
    return typeof member === 'function' ? new NativeFunction(name, member) : member
  }

  /** `list[int]`: a type with its parameters. */
  override item(key: PythonValue): PythonValue {
    if (!['list', 'dict', 'set', 'tuple'].includes(this.className)) {
      throw new PythonError('TypeError', `type '${this.className}' is not subscriptable`)
    }
    return new PythonGenericType(this, key instanceof PythonTuple ? key.items : [key])
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (operator !== '|' || !(other === null || other instanceof PythonType)) return undefined
    return new PythonUnionType(reflected ? [other, this] : [this, other])
  }

  override repr(): string {
    return `<class '${this.className}'>`
  }
}

/** A parametrised type, `list[float]` or `list[ln.ULabel]`. */
export class PythonGenericType extends PythonObject {
  readonly typeName = 'GenericAlias'
  readonly origin: PythonType
  readonly parameters: readonly PythonValue[]

  constructor(origin: PythonType, parameters: readonly PythonValue[]) {
    super()
    this.origin = origin
    this.parameters = parameters
  }

  override repr(): string {
    const names = this.parameters.map((item) =>
      item instanceof PythonType ? item.className : pythonRepr(item),
    )
    return `${this.origin.className}[${names.join(', ')}]`
  }
}

/** `int | str`, or a union of registries. */
export class PythonUnionType extends PythonObject {
  readonly typeName = 'UnionType'
  readonly members: readonly PythonValue[]

  constructor(members: readonly PythonValue[]) {
    super()
    this.members = members
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (operator !== '|') return undefined
    const others = other instanceof PythonUnionType ? other.members : [other]
    return new PythonUnionType(reflected ? [...others, ...this.members] : [...this.members, ...others])
  }

  override repr(): string {
    return this.members.map(nameOrRepr).join(' | ')
  }
}

function nameOrRepr(value: PythonValue): string {
  return value instanceof PythonType ? value.className : pythonRepr(value)
}
