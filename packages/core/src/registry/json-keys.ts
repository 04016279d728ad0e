import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

import type { Dialect } from '../database/dialect.ts'
import { InvalidArgument } from '../errors.ts'
import { Float } from '../identity/python-float.ts'
import { pyDumps } from '../identity/python-json.ts'
import { isComparison } from './comparison-object.ts'
import type { ColumnMeta } from './registry-meta.ts'

type Reference = RawBuilder<unknown>
type Condition = Expression<SqlBool>
type Compare = (reference: Reference, column: ColumnMeta, operand: unknown, dialect: Dialect) => Condition

/** A place in the values of a JSON column: the keys on the way to it; whole numbers are places in lists. */
interface JsonPlace {
  readonly root: Reference
  readonly column: ColumnMeta
  readonly keys: readonly string[]
  readonly dialect: Dialect
}

/** The comparisons of columns, for what compares texts and orders. */
type Comparisons = { readonly [operator: string]: Compare }

/** What lies under keys of a JSON value, `{ a: { $gt: 1 } }`. As in Django, `null` is the null of JSON: the key is there. */
export function underKeys(place: JsonPlace, operand: unknown, comparisons: Comparisons): Condition {
  if (!place.column.isJson || typeof operand !== 'object' || operand === null)
    throw new InvalidArgument(`'$key' takes conditions by key, on a JSON field.`)
  const parts = Object.entries(operand).flatMap(([key, condition]) => {
    const below = { ...place, keys: [...place.keys, key] }
    const comparison = isComparison(condition) ? condition : { $eq: condition }
    return Object.entries(comparison).map(([operator, value]) => compare(below, operator, value, comparisons))
  })
  return parts.length === 0 ? sql`1 = 1` : sql`(${sql.join(parts, sql` and `)})`
}

/** An object has all, or any, of some keys. */
export function hasKeys(place: JsonPlace, keys: Iterable<unknown>, how: 'all' | 'any'): Condition {
  if (!place.column.isJson) throw new InvalidArgument('Only JSON fields have keys.')
  const parts = [...keys].map((key): Condition => {
    if (place.dialect === 'postgresql') return sql`jsonb_exists(${under(place)}, ${String(key)})`
    const path = `${pathOf(place)}.${JSON.stringify(String(key))}`
    return sql`json_type(${place.root}, ${path}) is not null`
  })
  if (parts.length === 0) return how === 'all' ? sql`1 = 1` : sql`1 = 0`
  return sql`(${sql.join(parts, how === 'all' ? sql` and ` : sql` or `)})`
}

function compare(place: JsonPlace, operator: string, value: unknown, comparisons: Comparisons): Condition {
  switch (operator) {
    case '$key':
      return underKeys(place, value, comparisons)
    case '$hasKey':
      return hasKeys(place, [value], 'all')
    case '$hasKeys':
      return hasKeys(place, value as Iterable<unknown>, 'all')
    case '$hasAnyKeys':
      return hasKeys(place, value as Iterable<unknown>, 'any')
    case '$eq':
      return equals(place, value)
    case '$ne':
      return sql`(${equals(place, value)}) is not true`
    case '$in':
      return isIn(place, value)
    case '$nin':
      return sql`(${isIn(place, value)}) is not true`
    case '$isNull':
      return value === true ? sql`${presence(place)} is null` : sql`${presence(place)} is not null`
    default:
      return byText(place, operator, value, comparisons)
  }
}

function byText(place: JsonPlace, operator: string, value: unknown, comparisons: Comparisons): Condition {
  const known = comparisons[operator]
  if (!known) throw new InvalidArgument(`'${operator}' is no comparison.`)
  const { column, dialect } = place
  if (dialect === 'sqlite') return known(under(place), plainColumn(column), value, dialect)
  return known(under(place, TEXT_OPERATORS.test(operator) ? 'text' : 'value'), column, value, dialect)
}

const TEXT_OPERATORS = /^\$(?:i?contains|i?startsWith|i?endsWith|iexact|i?regex)$/i

/** SQLite gives texts and numbers as they are; true, false and null by their names, so that 1 is not true. */
function equals(place: JsonPlace, value: unknown): Condition {
  if (place.dialect === 'postgresql') return sql`${under(place)} = ${pyDumps(value)}::jsonb`
  const named = value === null || typeof value === 'boolean'
  return named
    ? sql`${under(place)} = ${String(value)}`
    : sql`${under(place)} = json_extract(${pyDumps(value)}, '$')`
}

function isIn(place: JsonPlace, values: unknown): Condition {
  const parts = [...(values as Iterable<unknown>)].map((value) => equals(place, value))
  return parts.length === 0 ? sql`1 = 0` : sql`(${sql.join(parts, sql` or `)})`
}

/** No value of SQL where nothing is at the place; the null of JSON is something. */
function presence(place: JsonPlace): Reference {
  return place.dialect === 'sqlite' ? sql`json_type(${place.root}, ${pathOf(place)})` : under(place)
}

function under(place: JsonPlace, as: 'value' | 'text' = 'value'): Reference {
  const { root, keys, dialect } = place
  if (keys.length === 0) return root
  if (dialect === 'sqlite') {
    const path = pathOf(place)
    return sql`(case when json_type(${root}, ${path}) in ('true', 'false', 'null') then json_type(${root}, ${path}) else json_extract(${root}, ${path}) end)`
  }
  return as === 'text' ? sql`(${root} #>> ${keys}::text[])` : sql`(${root} #> ${keys}::text[])`
}

const pathOf = ({ keys }: JsonPlace): string =>
  keys
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${JSON.stringify(key)}`))
    .reduce((path, step) => path + step, '$')

/** Compares with plain values: numbers and texts as they are, 1 for true. */
function plainColumn(column: ColumnMeta): ColumnMeta {
  const toDatabase = (value: unknown): unknown => {
    if (typeof value === 'boolean') return Number(value)
    if (value instanceof Float) return value.value
    return typeof value === 'object' && value !== null ? column.toDatabase(value) : value
  }
  return { ...column, isJson: false, isText: true, toDatabase }
}
