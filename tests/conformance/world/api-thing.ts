import { ApiObject } from '../api/api-from-python.ts'
import type { Eventually, PythonValue } from '../python/python-object.ts'
import { apiArgument } from './api-from-arguments.ts'
import { ApiMethod, methodOf } from './api-method.ts'
import { memberName } from './member-name.ts'
import { pythonFromApi } from './python-from-api.ts'

/** An object of the API under Python's names: attributes are read and set, methods called. */
export class ApiThing extends ApiObject {
  readonly apiValue: object

  constructor(apiValue: object) {
    super()
    this.apiValue = apiValue
  }

  get typeName(): string {
    return this.apiValue.constructor.name
  }

  override attribute(name: string): Eventually<PythonValue> {
    const key = memberName(this.apiValue, name)
    if (!Reflect.has(this.apiValue, key)) return super.attribute(name)
    const value: unknown = Reflect.get(this.apiValue, key)
    return typeof value === 'function' ? new ApiMethod(this.apiValue, name) : pythonFromApi(value)
  }

  /** `features['name']`: what the API gets by a method. */
  override item(key: PythonValue): Eventually<PythonValue> {
    const get = methodOf(this.apiValue, 'get')
    return get ? pythonFromApi(get(apiArgument(key))) : super.item(key)
  }

  /** Assigns, through the method that sets it where that takes time. */
  override setAttribute(name: string, value: PythonValue): Eventually<void> {
    const setter = methodOf(this.apiValue, `set_${name}`)
    if (setter) return Promise.resolve(setter(apiArgument(value))).then(() => undefined)
    Reflect.set(this.apiValue, memberName(this.apiValue, name), apiArgument(value))
  }
}
