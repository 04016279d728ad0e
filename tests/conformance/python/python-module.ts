import { PythonError } from './python-error.ts'
import { PythonObject, type PythonValue } from './python-object.ts'

/** A module with fixed members. */
export class PythonModule extends PythonObject {
  readonly typeName = 'module'
  readonly moduleName: string
  readonly #members: Readonly<Record<string, PythonValue>>

  constructor(moduleName: string, members: Readonly<Record<string, PythonValue>>) {
    super()
    this.moduleName = moduleName
    this.#members = members
  }

  override attribute(name: string): PythonValue {
    const member = Object.hasOwn(this.#members, name) ? this.#members[name] : undefined
    if (member !== undefined) return member
    throw new PythonError('AttributeError', `module '${this.moduleName}' has no attribute '${name}'`)
  }

  override repr(): string {
    return `<module '${this.moduleName}'>`
  }
}
