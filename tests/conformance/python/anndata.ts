import { PythonObject } from './python-object.ts'
import type { PythonTable } from './table.ts'

/** AnnData in memory: a matrix of numbers with tables about its rows and columns. */
export class PythonAnnData extends PythonObject {
  readonly typeName = 'AnnData'
  /** shape: [observations, variables] */
  readonly x: readonly (readonly number[])[]
  readonly obs: PythonTable
  readonly variables: PythonTable

  constructor(x: readonly (readonly number[])[], obs: PythonTable, variables: PythonTable) {
    super()
    this.x = x
    this.obs = obs
    this.variables = variables
  }
}
