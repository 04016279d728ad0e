import { Float } from '../python-float.ts'

/** The forms that a number comes in; a plain one may stand for an int and for a float. */
export type NumberValue = number | bigint | Float

const floatTargets: ReadonlySet<string | undefined> = new Set(['float', 'num', 'list[float]', 'list[num]'])

export function isNumberValue(value: unknown): value is NumberValue {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float
}

/** Whether a number is an int or a float, as far as it says so itself; `either` for plain integral ones. */
export function numberKind(value: NumberValue): 'int' | 'float' | 'either' {
  if (typeof value === 'bigint') return 'int'
  return typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0) ? 'either' : 'float'
}

/** @param target - dtype of the feature, which decides for plain integral numbers */
export function inferNumberDtype(value: NumberValue, target: string | undefined): 'int' | 'float' {
  const kind = numberKind(value)
  return kind === 'either' ? kindByTarget(target) : kind
}

export function kindByTarget(target: string | undefined): 'int' | 'float' {
  return floatTargets.has(target) ? 'float' : 'int'
}

/** Marks a plain integral number as a float; every other value stays. */
export function toFloat(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? new Float(value) : value
}
