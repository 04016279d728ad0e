import { PYTHON_BUILTINS } from './builtins.ts'
import { DATETIME_MODULE } from './datetime-module.ts'
import { PythonError } from './python-error.ts'
import type { PythonValue } from './python-object.ts'
import { PANDAS_MODULE } from './table.ts'
import type { PythonWorld } from './world.ts'

const MODULES: ReadonlyMap<string, PythonValue> = new Map([
  ['dt', DATETIME_MODULE],
  ['pd', PANDAS_MODULE],
])

/** Names that a piece of code has assigned; a comprehension has a scope of its own inside. */
export class PythonScope {
  readonly #variables = new Map<string, PythonValue>()
  readonly #world: PythonWorld
  readonly #outer: PythonScope | undefined

  constructor(world: PythonWorld, outer?: PythonScope) {
    this.#world = world
    this.#outer = outer
  }

  inner(): PythonScope {
    return new PythonScope(this.#world, this)
  }

  assign(name: string, value: PythonValue): void {
    this.#variables.set(name, value)
  }

  /** @throws {@link PythonError} `NameError` */
  lookUp(name: string): PythonValue {
    const assigned = this.assigned(name)
    if (assigned !== undefined) return assigned
    const known = this.#world.resolve(name) ?? MODULES.get(name) ?? PYTHON_BUILTINS.get(name)
    if (known === undefined) throw new PythonError('NameError', `name '${name}' is not defined`)
    return known
  }

  /** The value assigned here or in an outer scope. */
  assigned(name: string): PythonValue | undefined {
    const own = this.#variables.get(name)
    if (own !== undefined || !this.#outer) return own
    return this.#outer.assigned(name)
  }
}
