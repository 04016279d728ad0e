import { FeatureOrder, QuerySet, type BoundRegistry, type RegistryRecord } from '@lamindb/core'
import { integerArgument, textArgument } from '../python/call-arguments.ts'
import { truthOf } from '../python/protocol.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { CallArguments, Eventually, ObjectOperator, PythonValue } from '../python/python-object.ts'
import { PythonList, PythonTuple } from '../python/sequences.ts'
import { PythonSlice } from '../python/slice.ts'
import { attributeOf } from '../python/protocol.ts'
import { NativeFunction } from '../python/native-function.ts'
import { apiArgument } from './api-from-arguments.ts'
import { ApiRecord } from './api-record.ts'
import { ApiThing } from './api-thing.ts'
import { ascendingOrder, isFeature } from './feature-operators.ts'
import { camelCase } from './names.ts'
import { pythonFromApi, pythonOf } from './python-from-api.ts'
import { conditionOf } from './q-object.ts'

type Records = QuerySet<RegistryRecord>
type SetMethod = (args: CallArguments) => Eventually<PythonValue>

/** How conditions are understood. */
export interface SetOptions {
  /** all branches count, as with `objects` */
  readonly isPlain?: boolean
}

/** A query under Python's names, over a whole registry or over what is related to a record. */
export class ApiQuerySet extends ApiThing {
  declare readonly apiValue: Records
  readonly #isPlain: boolean

  constructor(set: Records, { isPlain = false }: SetOptions = {}) {
    super(set)
    this.#isPlain = isPlain
  }

  override get typeName(): string {
    return 'QuerySet'
  }

  override attribute(name: string): Eventually<PythonValue> {
    const body = this.#methods()[name]
    return body ? new NativeFunction(name, body) : super.attribute(name)
  }

  override async iterate(): Promise<PythonValue[]> {
    return (await this.apiValue).map(pythonOf)
  }

  override length(): Promise<number> {
    return this.apiValue.count()
  }

  override async isTrue(): Promise<boolean> {
    return this.apiValue.exists()
  }

  override async item(key: PythonValue): Promise<PythonValue> {
    if (!(key instanceof PythonSlice)) {
      const [record] = await this.apiValue.offset(integerArgument(key)).limit(1)
      return pythonOf(record)
    }
    const start = key.start === null ? 0 : integerArgument(key.start)
    const sliced = start === 0 ? this.apiValue : this.apiValue.offset(start)
    return this.#derived(key.stop === null ? sliced : sliced.limit(integerArgument(key.stop) - start))
  }

  /** `a | b`: what either of two queries finds; `a & b`: what both find. */
  override operate(operator: ObjectOperator, other: PythonValue): Promise<PythonValue> | undefined {
    if (!(other instanceof ApiQuerySet)) return undefined
    if (operator === '&') return this.#intersection(other)
    return operator === '|' ? this.#union(other) : undefined
  }

  async #intersection(other: ApiQuerySet): Promise<PythonValue> {
    const ids = await other.apiValue.values('id')
    return this.#derived(this.apiValue.filter({ id: { $in: ids } }))
  }

  async #union(other: ApiQuerySet): Promise<PythonValue> {
    const ids = [...(await this.apiValue.values('id')), ...(await other.apiValue.values('id'))]
    return new ApiQuerySet(new QuerySet<RegistryRecord>(this.apiValue.registry).filter({ id: { $in: ids } }))
  }

  #derived(set: Records): ApiQuerySet {
    return new ApiQuerySet(set, { isPlain: this.#isPlain })
  }

  async #condition(args: CallArguments): Promise<never> {
    const condition = await conditionOf(this.apiValue.registry, args)
    const all = this.#isPlain && this.apiValue.registry.meta.branchAware ? { branch: null } : {}
    return { ...all, ...condition } as never
  }

  #methods(): Readonly<Record<string, SetMethod>> {
    const set = this.apiValue
    return {
      filter: async (args) => this.#derived(set.filter(await this.#condition(args))),
      exclude: async (args) => this.#derived(set.exclude(await conditionOf(set.registry, args))),
      get: async (args) => pythonOf(await set.get(await this.#key(args))),
      all: () => this,
      distinct: () => this,
      order_by: (args) => this.#derived(set.orderBy(...args.positional.map(orderOf))),
      one_or_none: async () => pythonOf(await set.oneOrNone()),
      count: async () => BigInt(await set.count()),
      to_list: (args) => this.#toList(args),
      values_list: (args) => this.#valuesList(args),
      values: (args) => this.#values(args),
    }
  }

  async #key(args: CallArguments): Promise<never> {
    const [first] = args.positional
    const isKey = typeof first === 'string' || typeof first === 'bigint'
    return (isKey ? apiArgument(first) : await this.#condition(args)) as never
  }

  async #toList({ positional: [field] }: CallArguments): Promise<PythonValue> {
    if (field === undefined) return new PythonList(await this.iterate())
    return new PythonList((await this.apiValue.values(camelCase(textArgument(field)) as never)).map(pythonOf))
  }

  async #valuesList(args: CallArguments): Promise<PythonValue> {
    const rows = await this.#rows(args.positional)
    const isFlat = await truthOf(args.keywords.get('flat') ?? false)
    return new PythonList(rows.map((row) => (isFlat ? (row[0] ?? null) : new PythonTuple(row))))
  }

  async #values(args: CallArguments): Promise<PythonValue> {
    const rows = await this.#rows(args.positional)
    const keyed = rows.map((row) =>
      row.map((value, index) => [args.positional[index] ?? null, value] as const),
    )
    return new PythonList(keyed.map((entries) => new PythonDict(entries)))
  }

  async #rows(fields: readonly PythonValue[]): Promise<PythonValue[][]> {
    const rows: PythonValue[][] = []
    for (const record of await this.iterate()) {
      const row: PythonValue[] = []
      for (const field of fields) row.push(await attributeOf(record, textArgument(field)))
      rows.push(row)
    }
    return rows
  }
}

function orderOf(key: PythonValue): string | FeatureOrder {
  const thing = key instanceof ApiRecord && isFeature(key.apiValue) ? ascendingOrder(key.apiValue) : key
  if (thing instanceof ApiThing && thing.apiValue instanceof FeatureOrder) return thing.apiValue
  const text = textArgument(key)
  const [sign, path] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text]
  return sign + path.split('__').map(camelCase).join('.')
}

/** What `Registry.filter(…)` and `Registry.get(…)` give. */
export async function startQuery(
  registry: BoundRegistry,
  name: 'filter' | 'get',
  args: CallArguments,
): Promise<PythonValue> {
  const [first] = args.positional
  const isKey = typeof first === 'string' || typeof first === 'bigint'
  const condition = isKey ? apiArgument(first) : await conditionOf(registry, args)
  const given = name === 'get' ? onFields(condition) : condition
  const start = Reflect.get(registry, name) as (given: unknown) => unknown
  return pythonFromApi(start.call(registry, given))
}

/** Only `filter` finds by values of features: what `get` is given are fields. */
function onFields(condition: unknown): unknown {
  const features: unknown =
    typeof condition === 'object' && condition !== null && Reflect.get(condition, '$features')
  return typeof features === 'object' && features !== null && !Array.isArray(features) ? features : condition
}
