import { QuerySet, type BoundRegistry, type RegistryRecord } from '@lamindb/core'
import { NativeFunction } from '../python/native-function.ts'
import type { CallArguments, Eventually, ObjectOperator, PythonValue } from '../python/python-object.ts'
import { PythonUnionType } from '../python/python-type.ts'
import { apiArgument, optionsOf } from './api-from-arguments.ts'
import { ApiQuerySet, startQuery } from './api-query-set.ts'
import { ApiThing } from './api-thing.ts'
import { CONSTRUCTOR_FORMS } from './constructor-forms.ts'
import { fieldsOf } from './field-values.ts'
import { camelCase } from './names.ts'
import { pythonFromApi, pythonOf } from './python-from-api.ts'

/** A registry under Python's names: called it constructs, its attributes are fields and methods. */
export class ApiRegistry extends ApiThing {
  declare readonly apiValue: BoundRegistry

  override get typeName(): string {
    return 'Registry'
  }

  override async call(args: CallArguments): Promise<PythonValue> {
    const registry = this.apiValue
    const { python = [], positional = 0 } = CONSTRUCTOR_FORMS[registry.meta.name] ?? {}
    const keywords = new Map(args.keywords)
    const given: unknown[] = []
    for (const [index, value] of args.positional.entries()) {
      const name = python[index]
      if (name === undefined || index < positional) given.push(apiArgument(value))
      else keywords.set(name, value)
    }
    for (const name of python.slice(given.length, positional)) {
      given.push(apiArgument(keywords.get(name) ?? null))
      keywords.delete(name)
    }
    const create = Reflect.get(registry, 'create') as (...values: unknown[]) => PromiseLike<RegistryRecord>
    return pythonFromApi(create.call(registry, ...given, fieldsOf(registry, keywords)))
  }

  override attribute(name: string): Eventually<PythonValue> {
    const registry = this.apiValue
    if (name === 'objects') return new ApiQuerySet(new QuerySet<RegistryRecord>(registry), { isPlain: true })
    if (name === 'from_source') return new NativeFunction(name, (args) => fromSource(registry, args))
    if (name === 'filter' || name === 'get')
      return new NativeFunction(name, (args) => startQuery(registry, name, args))
    return registry.meta.columns.has(camelCase(name))
      ? pythonOf(fieldNamed(registry, name))
      : super.attribute(name)
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (operator !== '|') return undefined
    return new PythonUnionType(reflected ? [other, this] : [this, other])
  }

  override repr(): string {
    return `<class '${this.apiValue.meta.entityName}'>`
  }
}

function fieldNamed(registry: BoundRegistry, name: string): unknown {
  const field = Reflect.get(registry, 'field') as (name: string) => unknown
  return field.call(registry, camelCase(name))
}

/** Options of `from_source` that are no fields. */
const SOURCE_OPTIONS: ReadonlySet<string> = new Set(['organism', 'source', 'mute'])

/** `from_source(name='T cell', source=…)`: fields as an object, the rest as options; a plain value as it is. */
function fromSource(registry: BoundRegistry, { positional, keywords }: CallArguments): Promise<PythonValue> {
  const [options, fields] = [new Map<string, PythonValue>(), new Map<string, PythonValue>()]
  for (const [name, value] of keywords) (SOURCE_OPTIONS.has(name) ? options : fields).set(name, value)
  const given = positional.length > 0 ? apiArgument(positional[0] ?? null) : optionsOf(fields)
  const method = Reflect.get(registry, 'fromSource') as (...values: unknown[]) => unknown
  return pythonFromApi(method.call(registry, given, optionsOf(options)))
}
