import { conditionFromLookups, type BoundRegistry } from '@lamindb/core'
import { apiFromPython } from '../api/api-from-python.ts'
import { PythonError } from '../python/python-error.ts'
import {
  PythonObject,
  type CallArguments,
  type ObjectOperator,
  type PythonValue,
} from '../python/python-object.ts'
import { PythonType } from '../python/python-type.ts'
import { typeNameOf } from '../python/python-repr.ts'

/** Lookups as Python writes them, by keyword. */
export type LookupKeywords = ReadonlyMap<string, PythonValue>

/** A condition as Django's `Q`: lookups, joined and negated. */
export class QObject extends PythonObject {
  readonly typeName = 'Q'
  readonly #compile: (registry: BoundRegistry) => object

  constructor(compile: (registry: BoundRegistry) => object) {
    super()
    this.#compile = compile
  }

  /** The condition object for a registry. */
  conditionFor(registry: BoundRegistry): object {
    return this.#compile(registry)
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if ((operator !== '&' && operator !== '|') || !(other instanceof QObject) || reflected) return undefined
    const join = operator === '&' ? '$and' : '$or'
    return new QObject((registry) => ({ [join]: [this, other].map((part) => part.conditionFor(registry)) }))
  }

  override operateUnary(operator: string): PythonValue | undefined {
    if (operator !== '~') return undefined
    return new QObject((registry) => ({ $not: this.conditionFor(registry) }))
  }
}

/** `Q`: keywords are lookups, positional values other conditions. */
export const Q_TYPE: PythonValue = new PythonType(
  'Q',
  (args) => new QObject((registry) => conditionOf(registry, args)),
)

/** The condition that arguments of `filter(…)` mean together. */
export function conditionOf(registry: BoundRegistry, args: CallArguments): object {
  const parts = args.positional.map((part) => {
    if (part instanceof QObject) return part.conditionFor(registry)
    throw new PythonError('TypeError', `'${typeNameOf(part)}' is no condition`)
  })
  const lookups = [...args.keywords].map(([name, value]) => [name, apiFromPython(value)] as const)
  const condition = conditionFromLookups(registry.meta, lookups)
  return parts.length === 0 ? condition : { $and: [...parts, condition] }
}
