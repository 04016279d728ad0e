import { NativeFunction } from '../python/native-function.ts'
import type { PythonValue } from '../python/python-object.ts'
import { ApiMethod, methodOf } from './api-method.ts'
import { PythonList } from '../python/sequences.ts'

/** A list of records that can do more as a whole: `from_values` gives one to be saved, `members` one to be shown. */
export class ApiRecordList extends PythonList {
  readonly #whole: object

  /** @param whole - what gave the records, with methods for all of them */
  constructor(items: Iterable<PythonValue>, whole: object) {
    super(items)
    this.#whole = whole
  }

  override attribute(name: string): PythonValue {
    if (name === 'to_dataframe') return new ApiMethod(this.#whole, name)
    const save = methodOf(this.#whole, name)
    if (name !== 'save' || !save) return super.attribute(name)
    return new NativeFunction(name, async () => {
      await save()
      return this
    })
  }
}
