import type { SourceKey, CallWorld } from '../calls/call-world.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bindArguments, textArgument } from '../python/call-arguments.ts'
import { NativeFunction } from '../python/native-function.ts'
import { PythonDict } from '../python/python-dict.ts'
import { PythonError } from '../python/python-error.ts'
import { PythonModule } from '../python/python-module.ts'
import { PythonPath } from '../python/python-path.ts'
import type { CallArguments, PythonValue } from '../python/python-object.ts'
import type { PythonWorld } from '../python/world.ts'
import { BiontyModule } from './bionty-names.ts'
import { LamindbModule } from './lamindb-names.ts'
import { API_OBJECTS } from './api-objects.ts'
import { addWrappers, pythonOf } from './python-from-api.ts'
import { Q_TYPE } from './q-object.ts'
import type { WorldInstance } from './world-instance.ts'

addWrappers(...API_OBJECTS)

/** Names of given things that belong to a dict of Python: `features['score']`. */
const ENTRY = /^(\w+)\['(.*)'\]$/u

/** The names that golden Python and recorded calls use, over one instance. */
export class LaminWorld implements PythonWorld, CallWorld {
  readonly instance: WorldInstance
  /** uids by the placeholders that given rows bind */
  readonly uids = new Map<string, string>()
  readonly #names = new Map<string, PythonValue>()

  constructor(instance: WorldInstance) {
    this.instance = instance
    const { db } = instance
    for (const [name, value] of [
      ['ln', new LamindbModule(instance)],
      ['bt', new BiontyModule(db)],
      ['Q', Q_TYPE],
      ['FILES', new PythonPath(instance.files)],
      ['ROOT', new PythonPath(instance.root)],
      ['file', new NativeFunction('file', (args) => this.#writeFile(args))],
    ] as const) {
      this.#names.set(name, value)
    }
  }

  /** Gives a thing the name by which cases refer to it. */
  give(name: string, value: PythonValue): void {
    this.#names.set(name, value)
    const [, dict = '', key = ''] = ENTRY.exec(name) ?? []
    if (dict === '') return
    const entries = this.#names.get(dict)
    const all = entries instanceof PythonDict ? entries : new PythonDict()
    all.set(key, value)
    this.#names.set(dict, all)
  }

  resolve(name: string): PythonValue | undefined {
    return this.#names.get(name)
  }

  named(name: string): PythonValue {
    if (name === 'file') return new PythonModule('file', { write_text: this.#names.get(name) ?? null })
    const known = this.#names.get(name === 'bionty' ? 'bt' : name)
    if (known !== undefined) return known
    const meta = this.instance.db.findRegistry(name)
    if (meta) return pythonOf(meta.registry)
    const [module = '', ...rest] = name.split('.')
    const owner = module === 'bionty' ? this.#names.get('bt') : this.#names.get('ln')
    const member = (owner as LamindbModule).attribute(rest.join('.') || module)
    return member as PythonValue
  }

  async source([entity, name, version, organism]: SourceKey): Promise<PythonValue> {
    const registry = this.instance.db.registryNamed('bionty.Source')
    const find = Reflect.get(registry, 'get') as (where: object) => Promise<unknown>
    return pythonOf(await find.call(registry, { entity, name, version, organism }))
  }

  async publicTable(key: SourceKey): Promise<PythonValue> {
    const registry = this.named(key[0]) as { attribute(name: string): PythonValue }
    const open = registry.attribute('public') as NativeFunction
    return open.call({ positional: [], keywords: new Map([['source', await this.source(key)]]) })
  }

  async record(registry: string, fields: ReadonlyMap<string, PythonValue>): Promise<PythonValue> {
    const get = (await (this.named(registry) as LamindbModule).attribute('get')) as NativeFunction
    return get.call({ positional: [], keywords: new Map(fields) })
  }

  /** Names and values of all that is given and assigned. */
  names(): ReadonlyMap<string, PythonValue> {
    return this.#names
  }

  /** Writes a text to a file in `<files>`. */
  async writeFile(name: string, text: string): Promise<PythonPath> {
    const path = join(this.instance.files, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    return new PythonPath(path)
  }

  #writeFile(args: CallArguments): Promise<PythonValue> {
    const { name, text } = bindArguments('file', args, ['name', 'text'])
    return this.writeFile(textArgument(name), textArgument(text))
  }
}

/** The error for an attribute that a module does not have. */
export function noAttribute(module: string, name: string): PythonError {
  return new PythonError('AttributeError', `module '${module}' has no attribute '${name}'`)
}
