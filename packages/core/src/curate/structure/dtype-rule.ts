import { columnKind, type ColumnKind } from '@lamindb/formats'
import type { DataType, Dictionary, List } from 'apache-arrow'

import { CalendarDate } from '../../identity/calendar-date.ts'
import { isCategoricalDtype, listItemDtype } from '../../identity/dtype/simple-dtypes.ts'
import { isPlainObject } from '../../identity/plain-object.ts'
import { Float } from '../../identity/python-float.ts'
import { Timestamp } from '../../identity/timestamp.ts'
import { RegistryRecord } from '../../registry/record.ts'
import type { TableColumn } from '../table/data-table.ts'
import { COMPLEX } from '../table/describe-column.ts'
import { isMissing } from '../table/missing.ts'
import type { ColumnFacts } from './column-facts.ts'
import { isDictLiteral } from './python-dict-literal.ts'

/** What a dtype asks of a column. */
export interface DtypeRule {
  /**
   * How messages name a type that a column must have; columns of the other dtypes are looked at only, and never
   * converted.
   */
  readonly engine: string | undefined
  /** Whether the column has the type. */
  hasType(facts: ColumnFacts): boolean
  /** A further test of the values. */
  readonly check?: { readonly text: (column: TableColumn) => string; holds(facts: ColumnFacts): boolean }
  /** Asked about the values of columns without Arrow type, and about texts if `readsText`. */
  readonly accepts?: (value: unknown) => boolean
  readonly readsText?: boolean
}

/**
 * The rule of a dtype.
 *
 * @param isNullable - of the feature: columns of the dtypes that are only looked at may then be of any type if all values
 *   are missing
 * @param isCategoryList - the values are lists of categories although the dtype is no list
 */
export function dtypeRule(dtype: string, isNullable: boolean, isCategoryList = false): DtypeRule {
  if (isCategoryList || (listItemDtype(dtype) !== undefined && isCategoricalDtype(dtype)))
    return categoryListRule(dtype, isNullable)
  if (isCategoricalDtype(dtype)) return engineRule('category', ({ column }) => column.kind === 'category')
  return engineRules[dtype] ?? lookedAtRule(dtype, isNullable)
}

type Test = (facts: ColumnFacts) => boolean

function engineRule(engine: string, hasType: Test, accepts?: (value: unknown) => boolean): DtypeRule {
  return { engine, hasType, ...(accepts && { accepts }) }
}

const isObject: Test = ({ column }) => column.physical === 'object'

const isDateValue = (value: unknown): boolean => value instanceof CalendarDate

const isDict = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && (value instanceof Map || isPlainObject(value))

const isDictValue = (value: unknown): boolean =>
  typeof value === 'string' ? isDictLiteral(value) : isDict(value)

/** Dates are looked at one by one: no rows, or no values in a column of objects, are dates of any type. */
function holdsDates(facts: ColumnFacts): boolean {
  const { column, rows, present, refused } = facts
  if (rows === 0 || column.kind === 'date') return true
  if (!isObject(facts)) return false
  return present === 0 || (column.kind === 'mixed' && refused === 0)
}

function holdsDicts({ column, present, refused }: ColumnFacts): boolean {
  if (column.kind === 'struct' || column.kind === 'map' || present === 0) return true
  return (column.kind === 'text' || column.kind === 'mixed') && refused === 0
}

const engineRules: { readonly [dtype: string]: DtypeRule } = {
  int: engineRule('int', ({ column, isAllNull }) => column.kind === 'int' || isAllNull),
  float: engineRule('float', ({ column, isAllNull }) => column.kind === 'float' || isAllNull),
  date: engineRule('date', holdsDates, isDateValue),
  datetime: engineRule('datetime64[ns]', ({ column }) => column.kind === 'timestamp'),
  'datetime64[ns, UTC]': engineRule(
    'datetime64[ns, UTC]',
    (facts) => facts.column.kind === 'zoned-timestamp' || (facts.rows === 0 && isObject(facts)),
  ),
  object: engineRule('object', isObject),
  dict: {
    ...engineRule('object', isObject, isDictValue),
    readsText: true,
    check: { text: () => 'Non-null values must be dicts or strings representing dicts', holds: holdsDicts },
  },
}

function lookedAtRule(dtype: string, isNullable: boolean): DtypeRule {
  const item = listItemDtype(dtype)
  const test = item === undefined ? plainTests[dtype] : listTest(item)
  const accepts = item === undefined ? isText : listAccepts(item)
  return {
    engine: undefined,
    hasType: () => true,
    accepts,
    check: {
      text: ({ name, physical }) => `Column '${name}' failed dtype check for '${dtype}': got ${physical}`,
      holds: (facts) => (isNullable && facts.isAllNull) || test?.(facts) === true,
    },
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'

/** Kind of the categories of a categorical column. */
const categoryKind = ({ field }: TableColumn): ColumnKind | undefined =>
  field && columnKind((field.type as Dictionary).dictionary as DataType)

const plainTests: { readonly [dtype: string]: Test } = {
  // Booleans are numbers, but for those that pandas keeps in Arrow arrays.
  num: ({ column: { kind, physical } }) =>
    (['int', 'float', 'bool'].includes(kind) && physical !== 'bool[pyarrow]') || physical === COMPLEX,
  bool: ({ column }) =>
    column.kind === 'bool' || (column.kind === 'category' && categoryKind(column) === 'bool'),
  str: ({ column, present, refused }) => {
    if (present === 0 || column.kind === 'text') return true
    if (column.kind === 'category') return categoryKind(column) === 'text'
    return column.kind === 'mixed' && refused === 0
  },
  // What the texts say is not looked at.
  path: ({ column }) => column.physical === 'object' || column.physical.startsWith('string'),
  url: ({ column }) => column.physical === 'object' || column.physical.startsWith('string'),
}

/** Items of which a column of no list at all is none, unless the feature may be without values. */
const neverEmpty: ReadonlySet<string> = new Set(['date', 'datetime', 'datetime64[ns, UTC]', 'dict'])

/** Dictionaries are lists of their keys. */
function listTest(item: string): Test {
  return (facts) => {
    const { column, present, refused, items, nullItems } = facts
    if (!isObject(facts)) return false
    if (present === 0) return !neverEmpty.has(item) && listItemDtype(item) === undefined
    if (column.kind === 'mixed') return refused === 0
    if (column.kind === 'struct') return itemKinds[item]?.includes('text') === true
    if (column.kind !== 'list') return false
    return items === 0 || (nullItems === 0 && holdsItems(itemType(column), item))
  }
}

const itemType = ({ field }: TableColumn): DataType | undefined =>
  (field?.type as List | undefined)?.children[0]?.type

/** Booleans count as ints, as in Python; ints are no floats. */
const itemKinds: { readonly [dtype: string]: readonly ColumnKind[] } = {
  int: ['int', 'bool'],
  float: ['float'],
  num: ['int', 'float', 'bool'],
  bool: ['bool'],
  str: ['text'],
  path: ['text'],
  url: ['text'],
  date: ['date'],
  datetime: ['timestamp', 'zoned-timestamp'],
  'datetime64[ns, UTC]': ['zoned-timestamp'],
  dict: ['struct', 'map'],
}

function holdsItems(type: DataType | undefined, dtype: string): boolean {
  if (type === undefined) return false
  const kind = columnKind(type)
  if (kind === 'category') return holdsItems((type as Dictionary).dictionary as DataType, dtype)
  const item = listItemDtype(dtype)
  if (item === undefined) return kind === 'null' || (itemKinds[dtype]?.includes(kind) ?? false)
  return kind === 'null' || (kind === 'list' && holdsItems((type as List).children[0]?.type, item))
}

/** Lists, sets and typed arrays whose items are all of the dtype; lists of lists are such throughout. */
function listAccepts(item: string): (value: unknown) => boolean {
  const inner = listItemDtype(item)
  const accepts = inner === undefined ? valueTests[item] : listAccepts(inner)
  return (value) => {
    const items = inner === undefined ? itemsOf(value) : listOf(value)
    return items !== undefined && accepts !== undefined && items.every(accepts)
  }
}

const listOf = (value: unknown): unknown[] | undefined =>
  Array.isArray(value) && value.every(Array.isArray) ? value : undefined

function itemsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (value instanceof Set) return [...value]
  if (value instanceof Map) return [...value.keys()]
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return [...(value as unknown as Iterable<unknown>)]
  return isDict(value) ? Object.keys(value) : undefined
}

const isInt = (value: unknown): boolean =>
  typeof value === 'bigint' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0))

const isFloat = (value: unknown): boolean =>
  value instanceof Float || (typeof value === 'number' && !Number.isNaN(value))

const valueTests: { readonly [dtype: string]: (value: unknown) => boolean } = {
  int: isInt,
  float: isFloat,
  num: (value) => isInt(value) || isFloat(value),
  bool: (value) => typeof value === 'boolean',
  str: isText,
  path: isText,
  url: isText,
  date: isDateValue,
  datetime: (value) => value instanceof Date,
  'datetime64[ns, UTC]': (value) =>
    value instanceof Date && !(value instanceof Timestamp && value.offsetMinutes === undefined),
  dict: isDict,
}

function categoryListRule(dtype: string, isNullable: boolean): DtypeRule {
  const nullable = isNullable ? 'True' : 'False'
  return {
    engine: undefined,
    hasType: () => true,
    accepts: isCategoryList,
    check: {
      text: ({ name }) =>
        `Column '${name}' failed dtype check for '${dtype}' against (list, nullable=${nullable})`,
      holds: (facts) => (isNullable && facts.isAllNull) || holdsCategoryLists(facts),
    },
  }
}

function holdsCategoryLists(facts: ColumnFacts): boolean {
  const { column, present, refused, items, nullItems } = facts
  if (!isObject(facts)) return false
  if (present === 0) return true
  if (column.kind === 'mixed') return refused === 0
  return column.kind === 'list' && (items === nullItems || holdsItems(itemType(column), 'str'))
}

/** Texts, records, and what the check of labels passes over. */
function isCategoryList(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  const items = value.filter((item) => !isMissing(item))
  const isLabel = (item: unknown): boolean => typeof item === 'string' || item instanceof RegistryRecord
  return items.length === 0 || items.some(isLabel)
}
