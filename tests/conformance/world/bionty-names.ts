import type { Instance } from '@lamindb/core'
import { groupByTaxon } from '../../../packages/bionty/src/organism/group-by-taxon.ts'
import { bindArguments } from '../python/call-arguments.ts'
import { NativeFunction } from '../python/native-function.ts'
import {
  PythonObject,
  type CallArguments,
  type Eventually,
  type PythonValue,
} from '../python/python-object.ts'
import { apiArgument } from './api-from-arguments.ts'
import { ApiMethod } from './api-method.ts'
import { camelCase } from './names.ts'
import { pythonOf } from './python-from-api.ts'

/** `bt`: registries of bionty, its settings and functions. */
export class BiontyModule extends PythonObject {
  readonly typeName = 'module'
  readonly #db: Instance

  constructor(db: Instance) {
    super()
    this.#db = db
  }

  override attribute(name: string): Eventually<PythonValue> {
    const registry = this.#db.findRegistry(`bionty.${name}`)
    if (registry) return pythonOf(registry.registry)
    if (name === 'organism_from_values')
      return new NativeFunction(name, (args) => this.#organismFromValues(args))
    const members = Reflect.get(this.#db, 'bionty') as object
    const member: unknown = Reflect.get(members, camelCase(name))
    if (member === undefined) return super.attribute(name)
    return typeof member === 'function' ? new ApiMethod(members, name) : pythonOf(member)
  }

  /** The organism that ids of genes say they belong to: what groups them here. */
  async #organismFromValues(args: CallArguments): Promise<PythonValue> {
    const { organism, values } = bindArguments('organism_from_values', args, ['field', 'organism', 'values'])
    if (organism !== null && organism !== undefined) return organism
    const given = apiArgument(values ?? null)
    const [group] = await groupByTaxon(this.#db, Array.isArray(given) ? given : [given])
    return pythonOf(group?.organism)
  }
}
