import { NativeFunction } from '../python/native-function.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonList } from '../python/sequences.ts'

/** A list of records that is saved as a whole: what `from_values` gives. */
export class ApiRecordList extends PythonList {
  readonly #save: () => Promise<unknown>

  constructor(items: Iterable<PythonValue>, save: () => Promise<unknown>) {
    super(items)
    this.#save = save
  }

  override attribute(name: string): PythonValue {
    if (name !== 'save') return super.attribute(name)
    return new NativeFunction(name, async () => {
      await this.#save()
      return this
    })
  }
}
