import { instanceOf, QuerySet, RegistryRecord, type Instance } from '@lamindb/core'
import { PythonDict } from '../python/python-dict.ts'
import { PythonError } from '../python/python-error.ts'
import { PythonObject, type CallArguments, type PythonValue } from '../python/python-object.ts'
import { PythonTuple } from '../python/sequences.ts'
import { apiArguments } from './api-from-arguments.ts'
import { CALL_FORMS } from './call-forms.ts'
import { memberName } from './member-name.ts'
import { pythonFromApi, pythonOf } from './python-from-api.ts'

/** A method of the API under its name in Python. */
export class ApiMethod extends PythonObject {
  readonly typeName = 'method'
  readonly #owner: object
  readonly #name: string

  constructor(owner: object, name: string) {
    super()
    this.#owner = owner
    this.#name = name
  }

  override async call(args: CallArguments): Promise<PythonValue> {
    const method = methodOf(this.#owner, this.#name)
    if (!method) throw new PythonError('AttributeError', `no method '${this.#name}'`)
    const given = apiArguments(
      this.#name === 'to_dataframe' ? withFeatures(args) : args,
      CALL_FORMS.get(this.#name),
    )
    const passed = this.#name === 'set' ? await Promise.all(given.map(recordsOf)) : given
    if (this.#name === 'delete') return deletedRows(await method(...passed), this.#owner)
    return pythonFromApi(method(...passed))
  }
}

/** `features=True` is the old way to say `include="features"`. */
function withFeatures({ positional, keywords }: CallArguments): CallArguments {
  if (keywords.get('features') !== true) return { positional, keywords }
  const others = [...keywords].filter(([name]) => name !== 'features')
  return { positional, keywords: new Map([...others, ['include', 'features']]) }
}

/** Django tells how many rows are gone as `(3, {'lamindb.ULabel': 3})`. */
function deletedRows(result: unknown, owner: object): PythonValue {
  if (typeof result !== 'object' || result === null || !('byRegistry' in result)) return pythonOf(result)
  const { total, byRegistry } = result as DeletedRows
  const counts = Object.entries(byRegistry).map(
    ([registry, count]) => [djangoName(registry, ownerInstance(owner)), pythonOf(count)] as const,
  )
  return new PythonTuple([pythonOf(total), new PythonDict(counts)])
}

function ownerInstance(owner: object): Instance | undefined {
  if (owner instanceof RegistryRecord) return instanceOf(owner)
  return owner instanceof QuerySet ? owner.registry.instance : undefined
}

/** Django calls the tables of relations without a class of their own after both: `Project_parents`. */
function djangoName(registry: string, instance: Instance | undefined): string {
  const [name = '', module = 'lamindb'] = registry.split('.').toReversed()
  const [, owner, relation] =
    /^[a-z]+_([a-z]+)_(\w+)$/u.exec(instance?.findRegistry(registry)?.table ?? '') ?? []
  if (owner === undefined || relation === undefined) return `${module}.${name}`
  return `${module}.${name.slice(0, owner.length)}_${relation}`
}

interface DeletedRows {
  readonly total: number
  readonly byRegistry: Readonly<Record<string, number>>
}

/** What takes records takes those of a query when they have been read. */
async function recordsOf(value: unknown): Promise<unknown> {
  return value instanceof QuerySet ? [...(await value)] : value
}

/** The function of an object that Python calls by this name; `undefined` when there is none. */
export function methodOf(owner: object, name: string): ((...args: unknown[]) => unknown) | undefined {
  const member: unknown = Reflect.get(owner, memberName(owner, name))
  return typeof member === 'function' ? (member.bind(owner) as (...args: unknown[]) => unknown) : undefined
}
