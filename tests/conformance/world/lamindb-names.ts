import { PythonModule } from '../python/python-module.ts'
import { PythonObject, type Eventually, type PythonValue } from '../python/python-object.ts'
import { PythonPath } from '../python/python-path.ts'
import { PythonType } from '../python/python-type.ts'
import { ApiMethod } from './api-method.ts'
import { curatorNamed } from './curator-classes.ts'
import { pythonOf } from './python-from-api.ts'
import type { WorldInstance } from './world-instance.ts'

/** `ln`: registries of core, and what Python offers at its top level. */
export class LamindbModule extends PythonObject {
  readonly typeName = 'module'
  readonly #instance: WorldInstance

  constructor(instance: WorldInstance) {
    super()
    this.#instance = instance
  }

  override attribute(name: string): Eventually<PythonValue> {
    const { db } = this.#instance
    const registry = db.findRegistry(name)
    if (registry) return pythonOf(registry.registry)
    const curator = curatorNamed(db, name)
    if (curator !== undefined) return curator
    switch (name) {
      case 'models':
        return this
      case 'UPath':
        return UPATH
      case 'settings':
        return pythonOf(db.settings)
      case 'context':
        return pythonOf(db.context)
      case 'setup':
        return new PythonModule('lamindb.setup', { merge: new ApiMethod(db, 'merge') })
      default:
        return name in db ? new ApiMethod(db, name) : super.attribute(name)
    }
  }
}

const UPATH = new PythonType('lamindb.path', ({ positional: [path] }) => new PythonPath(String(path)))
