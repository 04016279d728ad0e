import { conditionFromLookups, QuerySet, RegistryRecord, type BoundRegistry } from '@lamindb/core'
import { apiFromPython } from '../api/api-from-python.ts'
import { PythonError } from '../python/python-error.ts'
import {
  PythonObject,
  type CallArguments,
  type ObjectOperator,
  type PythonValue,
} from '../python/python-object.ts'
import { camelCase } from './names.ts'
import { PythonType } from '../python/python-type.ts'
import { typeNameOf } from '../python/python-repr.ts'

/** Lookups as Python writes them, by keyword. */
export type LookupKeywords = ReadonlyMap<string, PythonValue>

/** A condition as Django's `Q`: lookups, joined and negated. */
export class QObject extends PythonObject {
  readonly typeName = 'Q'
  readonly #compile: (registry: BoundRegistry) => Promise<object>

  constructor(compile: (registry: BoundRegistry) => Promise<object>) {
    super()
    this.#compile = compile
  }

  /** The condition object for a registry. */
  conditionFor(registry: BoundRegistry): Promise<object> {
    return this.#compile(registry)
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if ((operator !== '&' && operator !== '|') || !(other instanceof QObject) || reflected) return undefined
    const join = operator === '&' ? '$and' : '$or'
    return new QObject(async (registry) => {
      const parts = [await this.conditionFor(registry), await other.conditionFor(registry)]
      // `Q()` says nothing.
      const said = parts.filter((part) => Object.keys(part).length > 0)
      return said.length === 2 ? { [join]: said } : (said[0] ?? {})
    })
  }

  override operateUnary(operator: string): PythonValue | undefined {
    if (operator !== '~') return undefined
    return new QObject(async (registry) => ({ $not: await this.conditionFor(registry) }))
  }
}

/** `Q`: keywords are lookups, positional values other conditions. */
export const Q_TYPE: PythonValue = new PythonType(
  'Q',
  (args) => new QObject((registry) => conditionOf(registry, args)),
)

/** The condition that arguments of `filter(…)` mean together. */
export async function conditionOf(registry: BoundRegistry, args: CallArguments): Promise<object> {
  const parts: object[] = []
  for (const part of args.positional) {
    if (!(part instanceof QObject))
      throw new PythonError('TypeError', `'${typeNameOf(part)}' is no condition`)
    parts.push(await part.conditionFor(registry))
  }
  const lookups: [string, unknown][] = []
  for (const [name, value] of args.keywords) {
    const given = isOnField(registry, name) ? await lookupValue(value) : apiFromPython(value)
    lookups.push([name, isOnJson(registry, name) ? withQuotes(given, name) : given])
  }
  const condition = conditionFromLookups(registry.meta, lookups)
  return parts.length === 0 ? condition : { $and: [...parts, condition] }
}

/** Records and queries stand for the ids of rows. */
async function lookupValue(value: PythonValue): Promise<unknown> {
  const given = apiFromPython(value)
  if (given instanceof QuerySet) return (given as QuerySet<RegistryRecord>).values('id')
  return Array.isArray(given) ? given.map(idOf) : idOf(given)
}

const idOf = (value: unknown): unknown => (value instanceof RegistryRecord ? value.id : value)

const TEXT_LOOKUP = /^i?(?:contains|startswith|endswith|regex)$|^iexact$|^has_(?:any_)?keys?$/u
const LIST_LOOKUP = /__(?:in|range)$/u

/** Whether a lookup is about a field or a relation, not about values of a feature. */
function isOnField({ meta }: BoundRegistry, lookup: string): boolean {
  const [head = ''] = lookup.split('__')
  if (head === 'pk' || head === 'transform') return true
  return meta.columns.has(camelCase(head)) || meta.relations.has(camelCase(head)) || meta.relations.has(head)
}

/** Whether a lookup is about a JSON column, where texts of lookups are read as JSON. */
function isOnJson({ meta }: BoundRegistry, lookup: string): boolean {
  const [head = '', ...rest] = lookup.split('__')
  return meta.columns.get(camelCase(head))?.isJson === true && !TEXT_LOOKUP.test(rest.at(-1) ?? '')
}

/** The members of a list are read as JSON only where each of them is looked up. */
function withQuotes(value: unknown, lookup: string): unknown {
  if (Array.isArray(value) && LIST_LOOKUP.test(lookup)) return value.map((member) => withQuotes(member, ''))
  return typeof value === 'string' ? JSON.stringify(value) : value
}
