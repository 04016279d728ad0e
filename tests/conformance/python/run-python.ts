import { runStatements } from './evaluator.ts'
import { parsePython } from './parser.ts'
import type { PythonValue } from './python-object.ts'
import { PythonScope } from './scope.ts'
import type { PythonWorld } from './world.ts'

/** A session of Python: pieces of code run one after the other and see each other's names. */
export class PythonSession {
  readonly #scope: PythonScope

  constructor(world: PythonWorld) {
    this.#scope = new PythonScope(world)
  }

  /**
   * Runs code and returns what its last line gives; `None` for assignments that are not to one name.
   *
   * @throws {@link PythonError} and whatever the world's objects throw
   */
  async run(code: string | readonly string[]): Promise<PythonValue> {
    return runStatements(parsePython(typeof code === 'string' ? code : code.join('\n')), this.#scope)
  }

  /** Values that earlier code assigned, or that the world knows. */
  lookUp(name: string): PythonValue {
    return this.#scope.lookUp(name)
  }
}
