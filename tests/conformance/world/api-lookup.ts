import { NativeFunction } from '../python/native-function.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { PythonValue } from '../python/python-object.ts'
import { ApiThing } from './api-thing.ts'
import { pythonOf } from './python-from-api.ts'

interface LookupLike {
  dict(): Readonly<Record<string, unknown>>
}

/** What a look-up in a registry gives: records, or values of them, as attributes. */
export class ApiLookup extends ApiThing {
  declare readonly apiValue: LookupLike

  /** An attribute that is not there is nothing: an object of JavaScript has no error for it. */
  override attribute(name: string): PythonValue {
    if (name === 'dict') {
      return new NativeFunction(name, () => {
        const entries = Object.entries(this.apiValue.dict())
        return new PythonDict(entries.map(([key, value]) => [key, pythonOf(value)] as const))
      })
    }
    return pythonOf(Reflect.get(this.apiValue, name))
  }

  /** Names of the attributes, as they come. */
  names(): string[] {
    return Object.keys(this.apiValue)
  }
}
