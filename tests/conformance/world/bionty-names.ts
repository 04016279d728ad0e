import type { Instance } from '@lamindb/core'
import { PythonObject, type Eventually, type PythonValue } from '../python/python-object.ts'
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
    const members = Reflect.get(this.#db, 'bionty') as object
    const member: unknown = Reflect.get(members, camelCase(name))
    if (member === undefined) return super.attribute(name)
    return typeof member === 'function' ? new ApiMethod(members, name) : pythonOf(member)
  }
}
