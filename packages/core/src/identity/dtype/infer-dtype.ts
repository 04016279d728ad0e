import { CalendarDate } from '../calendar-date.ts'
import { parseIsoDatetime } from '../iso-datetime.ts'
import { isPlainObject } from '../plain-object.ts'
import { Float } from '../python-float.ts'
import { Timestamp } from '../timestamp.ts'
import { dtypeOfColumnType } from './column-type.ts'
import type { InferenceValues } from './inference-values.ts'
import { inferListDtype } from './infer-list-dtype.ts'
import { inferNumberDtype, type NumberValue, toFloat } from './infer-number-dtype.ts'

/** A dtype and the value as it is stored. */
export interface InferredValue {
  /** A dtype, `cat ? str` or `list[cat ? str]` for texts that may be names of rows, or `?` if nothing fits. */
  readonly dtype: string
  /** The value with dates and times as ISO texts, paths as texts and numbers as the dtype says. */
  readonly value: unknown
  /** Advice on the dtype, empty if there is none. */
  readonly message: string
}

const temporalTargets: ReadonlySet<string | undefined> = new Set([
  undefined,
  'datetime',
  'datetime64[ns, UTC]',
  'date',
])

const noOtherValues: InferenceValues = { registryOf: () => undefined, pathOf: () => undefined }

/**
 * Finds the dtype of a value, and the value to store.
 *
 * A plain integral number is an int, unless the target asks for floats. A plain `Date` does not know its zone: it is
 * naive for the target `datetime` and UTC otherwise.
 *
 * @param target - dtype of the feature that the value is for, if it is known; decides where a value fits several
 */
export function inferDtype(
  value: unknown,
  target?: string,
  others: InferenceValues = noOtherValues,
): InferredValue {
  switch (typeof value) {
    case 'boolean':
      return inferred('bool', value)
    case 'number':
    case 'bigint':
      return inferNumber(value, target)
    case 'string':
      return inferText(value, target)
    case 'object':
      return value === null ? unknown(value) : inferObject(value, target, others)
    default:
      return unknown(value)
  }
}

/** A column of a table, or a typed array, by the name of its Arrow type. */
export interface TypedValues {
  readonly type: string
  readonly values: Iterable<unknown>
}

/**
 * Finds the dtype of a typed column; its values become a list.
 *
 * @param key - name of the column, for the advice on texts with few distinct values
 * @throws InvalidArgument when no dtype fits
 */
export function inferColumnDtype({ type, values }: TypedValues, key = ''): InferredValue {
  const dtype = dtypeOfColumnType(type)
  const list = [...values]
  const advice = dtype === 'str' ? suggestCategorical(list, key) : ''
  return {
    dtype,
    value: dtype === 'float' ? list.map(toFloat) : list,
    message: advice === '' ? '' : `  # ${advice}`,
  }
}

/**
 * Advice for a text column whose values repeat, empty if they do not.
 *
 * @param key - name of the feature, may be empty
 */
export function suggestCategorical(values: readonly unknown[], key = ''): string {
  const distinct = new Set(values.filter((value) => value !== null && value !== undefined))
  if (distinct.size >= values.length) return ''
  return `You have few permissible values${key === '' ? '' : ` for feature ${key}`}, consider dtype ln.ULabel instead of 'str'`
}

function inferNumber(value: NumberValue, target: string | undefined): InferredValue {
  const dtype = inferNumberDtype(value, target)
  return inferred(dtype, dtype === 'float' ? toFloat(value) : value)
}

function inferText(value: string, target: string | undefined): InferredValue {
  const parsed = temporalTargets.has(target) ? parseIsoDatetime(value) : undefined
  if (!parsed) return inferred('cat ? str', value)
  const iso = new Timestamp(parsed.epochMilliseconds, parsed.us, parsed.offsetMinutes).toIso()
  // Ten characters are a date alone, as YYYY-MM-DD.
  if (value.length === 10) return inferred('date', iso.slice(0, 10))
  return inferred(target === 'datetime64[ns, UTC]' ? target : 'datetime', iso)
}

function inferObject(value: object, target: string | undefined, others: InferenceValues): InferredValue {
  if (value instanceof Float) return inferNumber(value, target)
  if (value instanceof Date) return inferDate(value, target)
  if (value instanceof CalendarDate) return inferred('date', value.toIso())
  const registry = others.registryOf(value)
  if (registry !== undefined) return inferred(`cat[${registry}]`, value)
  const path = others.pathOf(value)
  if (path !== undefined) return inferred('path', path.replace(/\/+$/, ''))
  if (ArrayBuffer.isView(value)) return inferTypedArray(value)
  if (Array.isArray(value) || value instanceof Set) return inferIterable(value, target, others)
  return value instanceof Map || isPlainObject(value) ? inferred('dict', value) : unknown(value)
}

function inferDate(value: Date, target: string | undefined): InferredValue {
  const isPlain = !(value instanceof Timestamp)
  const time = Timestamp.of(value).withOffset(isPlain && target !== 'datetime' ? 0 : offsetOf(value))
  return inferred(time.offsetMinutes === undefined ? 'datetime' : 'datetime64[ns, UTC]', time.toIso())
}

function offsetOf(value: Date): number | undefined {
  return value instanceof Timestamp ? value.offsetMinutes : undefined
}

/** Arrays of bytes are no numbers here, as Python's `bytes` are none. */
function inferTypedArray(value: ArrayBufferView): InferredValue {
  if (value instanceof DataView || value instanceof Uint8Array) return unknown(value)
  const isFloat = /^Float\d/.test(Object.prototype.toString.call(value).slice('[object '.length))
  return inferColumnDtype({
    type: isFloat ? 'float64' : 'int64',
    values: value as unknown as Iterable<number | bigint>,
  })
}

function inferIterable(
  value: readonly unknown[] | ReadonlySet<unknown>,
  target: string | undefined,
  others: InferenceValues,
): InferredValue {
  const items = [...value]
  if (items.length === 0) {
    const fits = target !== undefined && (target.startsWith('list') || target === 'dict')
    return fits ? inferred(target, value) : unknown(value)
  }
  const dtype = inferListDtype(items, target, others)
  if (dtype === undefined) return unknown(value)
  if (dtype !== 'list[float]') return inferred(dtype, value)
  const floats = items.map(toFloat)
  return inferred(dtype, value instanceof Set ? new Set(floats) : floats)
}

function inferred(dtype: string, value: unknown): InferredValue {
  return { dtype, value, message: '' }
}

function unknown(value: unknown): InferredValue {
  return inferred('?', value)
}
