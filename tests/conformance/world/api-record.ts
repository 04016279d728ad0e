import { fieldOf, metaOf, RegistryRecord } from '@lamindb/core'
import { Float, Timestamp } from '@lamindb/core/identity'
import type { ColumnMeta } from '../../../packages/core/src/registry/registry-meta.ts'
import { PythonError } from '../python/python-error.ts'
import { PYTHON_BUILTINS } from '../python/builtins.ts'
import { PythonModule } from '../python/python-module.ts'
import { PythonType } from '../python/python-type.ts'
import type { Eventually, ObjectOperator, PythonValue } from '../python/python-object.ts'
import { apiFromPython } from '../api/api-from-python.ts'
import { ApiThing } from './api-thing.ts'
import { descendingOrder, featureCondition, isFeature, isNullCondition } from './feature-operators.ts'
import { fieldValue } from './field-values.ts'
import { methodOf } from './api-method.ts'
import { memberName } from './member-name.ts'
import { pythonFromApi, pythonOf } from './python-from-api.ts'

/** Attributes of Python that are methods here. */
const CALLED: ReadonlySet<string> = new Set(['path', 'versions', 'ordered_artifacts', 'notes'])

/** A record under Python's names. */
export class ApiRecord extends ApiThing {
  declare readonly apiValue: RegistryRecord

  override get typeName(): string {
    return metaOf(this.apiValue).name
  }

  override attribute(name: string): Eventually<PythonValue> {
    const record = this.apiValue
    if (name === '_state') return new PythonModule('state', { adding: isUnsaved(record) })
    const column = columnOf(record, name)
    if (column) return columnValue(column, fieldOf(record, column.property))
    if (CALLED.has(name)) return calledAttribute(record, name)
    if (name === 'is_null' && isFeature(record)) return isNullCondition(record)
    return name === 'dtype_as_object' ? typeOf(super.attribute(name)) : super.attribute(name)
  }

  override setAttribute(name: string, value: PythonValue): void {
    const record = this.apiValue
    const column = columnOf(record, name)
    const property = column?.property ?? memberName(record, name)
    if (!column && !Reflect.has(record, property))
      throw new PythonError('AttributeError', `'${this.typeName}' object has no attribute '${name}'`)
    Reflect.set(record, property, column ? fieldValue(column, value) : apiFromPython(value))
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    const isComparison =
      isFeature(this.apiValue) && !reflected && !(other instanceof ApiRecord && isFeature(other.apiValue))
    return isComparison ? featureCondition(this.apiValue, operator, other) : undefined
  }

  override operateUnary(operator: string): PythonValue | undefined {
    return operator === '-' && isFeature(this.apiValue) ? descendingOrder(this.apiValue) : undefined
  }

  override equals(other: PythonValue): boolean {
    if (!(other instanceof ApiRecord)) return false
    const [mine, theirs] = [this.apiValue, other.apiValue]
    return (
      mine === theirs ||
      (mine.constructor === theirs.constructor && mine.id !== undefined && mine.id === theirs.id)
    )
  }

  override hashKey(): string {
    return isUnsaved(this.apiValue) ? super.hashKey() : `${this.typeName} ${this.apiValue.id}`
  }

  override repr(): string {
    return this.apiValue.toString()
  }
}

/** Python has types where the API has their names. */
async function typeOf(dtype: Eventually<PythonValue>): Promise<PythonValue> {
  const value = await dtype
  const builtin = typeof value === 'string' ? PYTHON_BUILTINS.get(value) : undefined
  return builtin instanceof PythonType ? builtin : value
}

async function calledAttribute(record: RegistryRecord, name: string): Promise<PythonValue> {
  return pythonFromApi(methodOf(record, name)?.())
}

/** Whether a record has no row in the database yet. */
export function isUnsaved(record: RegistryRecord): boolean {
  return (record.id as number | undefined) === undefined
}

function columnOf(record: RegistryRecord, name: string): ColumnMeta | undefined {
  const { columns } = metaOf(record)
  return columns.get(memberName(record, name))
}

function columnValue(column: ColumnMeta, value: unknown): PythonValue {
  if (value instanceof Timestamp) return pythonOf(value.withOffset(0))
  const isFloat = typeof value === 'number' && /double|real|float/u.test(column.databaseType)
  return isFloat ? value : pythonOf(value instanceof Float ? value.value : value)
}
