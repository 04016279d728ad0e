import type { PythonValue } from './python-object.ts'

/**
 * Where names come from that neither the code assigns nor Python knows: `ln`, `bt`, `Q`, `features`, the names of
 * `given`, folders.
 */
export interface PythonWorld {
  /** @returns `undefined` when there is no such name */
  resolve(name: string): PythonValue | undefined
}
