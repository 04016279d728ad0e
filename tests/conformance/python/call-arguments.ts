import { asNumber } from './equality.ts'
import { PythonError } from './python-error.ts'
import type { CallArguments, PythonValue } from './python-object.ts'
import { typeNameOf } from './python-repr.ts'

/**
 * Assigns the values of a call to parameters, as Python does.
 *
 * @param callee - name for messages
 * @param parameters - names in positional order; a `?` at the end marks those that may be left out
 * @returns the values by parameter; left-out ones are absent
 * @throws {@link PythonError} `TypeError` on unknown, repeated, missing or too many values
 */
export function bindArguments<Name extends string>(
  callee: string,
  args: CallArguments,
  parameters: readonly (Name | `${Name}?`)[],
): Partial<Record<Name, PythonValue>> {
  const names = parameters.map((parameter) => parameter.replace(/\?$/u, '') as Name)
  if (args.positional.length > names.length) {
    throw new PythonError(
      'TypeError',
      `${callee}() takes ${names.length} arguments, got ${args.positional.length}`,
    )
  }
  const bound: Partial<Record<Name, PythonValue>> = {}
  for (const [index, value] of args.positional.entries()) bound[names[index] as Name] = value
  for (const [keyword, value] of args.keywords) {
    const name = names.find((candidate) => candidate === keyword)
    if (name === undefined) {
      throw new PythonError('TypeError', `${callee}() got an unexpected keyword argument '${keyword}'`)
    }
    if (name in bound)
      throw new PythonError('TypeError', `${callee}() got multiple values for argument '${keyword}'`)
    bound[name] = value
  }
  for (const parameter of parameters) {
    if (!parameter.endsWith('?') && !(parameter in bound)) {
      throw new PythonError('TypeError', `${callee}() missing required argument: '${parameter}'`)
    }
  }
  return bound
}

/** An int argument as a JavaScript number; `fallback` where it was left out. */
export function integerArgument(value: PythonValue | undefined, fallback?: number): number {
  if (value === undefined && fallback !== undefined) return fallback
  const number = value === undefined ? undefined : asNumber(value)
  if (typeof number !== 'bigint') {
    throw new PythonError(
      'TypeError',
      `'${typeNameOf(value ?? null)}' object cannot be interpreted as an integer`,
    )
  }
  return Number(number)
}

/** A text argument; `fallback` where it was left out. */
export function textArgument(value: PythonValue | undefined, fallback?: string): string {
  if (value === undefined && fallback !== undefined) return fallback
  if (typeof value !== 'string') {
    throw new PythonError('TypeError', `expected str, not ${typeNameOf(value ?? null)}`)
  }
  return value
}
