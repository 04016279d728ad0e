import type { PythonValue } from '../python/python-object.ts'
import { ApiThing } from './api-thing.ts'
import { snakeCase } from './names.ts'
import { pythonOf } from './python-from-api.ts'

/** A row of a public table; the API knows where it comes from by the object itself. */
export class ApiTerm extends ApiThing {
  /** how well it fits a search; `undefined` where nothing was searched */
  readonly score: number | undefined

  constructor(term: object, score?: number) {
    super(term)
    this.score = score
  }

  /** Columns with their values, by Python's names. */
  entries(): (readonly [string, PythonValue])[] {
    return Object.entries(this.apiValue).map(([name, value]) => [snakeCase(name), pythonOf(value)] as const)
  }
}
