import { PythonObject, type CallArguments, type Eventually, type PythonValue } from './python-object.ts'

/** A function written in TypeScript that Python code can call. */
export class NativeFunction extends PythonObject {
  readonly typeName = 'builtin_function_or_method'
  readonly functionName: string
  readonly #body: (args: CallArguments) => Eventually<PythonValue>

  constructor(functionName: string, body: (args: CallArguments) => Eventually<PythonValue>) {
    super()
    this.functionName = functionName
    this.#body = body
  }

  override call(args: CallArguments): Eventually<PythonValue> {
    return this.#body(args)
  }

  override repr(): string {
    return `<built-in function ${this.functionName}>`
  }
}
