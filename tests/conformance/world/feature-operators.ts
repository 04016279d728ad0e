import { metaOf, type RegistryRecord } from '@lamindb/core'
import { NativeFunction } from '../python/native-function.ts'
import type { ObjectOperator, PythonValue } from '../python/python-object.ts'
import { apiArgument } from './api-from-arguments.ts'
import { methodOf } from './api-method.ts'
import { ApiThing } from './api-thing.ts'
import { QObject } from './q-object.ts'

/** Methods of features that make conditions, by Python's operators. */
const OPERATORS: ReadonlyMap<ObjectOperator, string> = new Map([
  ['==', 'eq'],
  ['!=', 'ne'],
  ['>', 'gt'],
  ['>=', 'gte'],
  ['<', 'lt'],
  ['<=', 'lte'],
])

/** Whether a record is a feature, whose comparisons are conditions. */
export const isFeature = (record: RegistryRecord): boolean => metaOf(record).entityName === 'Feature'

/** `feature > 1`: the condition that records have a value above 1; `undefined` for other operators. */
export function featureCondition(
  feature: RegistryRecord,
  operator: ObjectOperator,
  value: PythonValue,
): QObject | undefined {
  const name = OPERATORS.get(operator)
  return name === undefined ? undefined : madeBy(feature, name, value)
}

/** `feature.is_null(False)` */
export function isNullCondition(feature: RegistryRecord): NativeFunction {
  return new NativeFunction('is_null', ({ positional: [value = true] }) => madeBy(feature, 'is_null', value))
}

/** `-feature`: an order by its values, the highest first. */
export const descendingOrder = (feature: RegistryRecord): ApiThing => orderBy(feature, 'desc')

/** What `order_by` means by a feature. */
export const ascendingOrder = (feature: RegistryRecord): ApiThing => orderBy(feature, 'asc')

const orderBy = (feature: RegistryRecord, direction: string): ApiThing =>
  new ApiThing(methodOf(feature, direction)?.() as object)

function madeBy(feature: RegistryRecord, name: string, value: PythonValue): QObject {
  const condition = methodOf(feature, name)?.(apiArgument(value)) as object
  return new QObject(() => Promise.resolve(condition))
}
