import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

import type { Dialect } from '../database/dialect.ts'
import { InvalidArgument, NotSupported } from '../errors.ts'
import { Float } from '../identity/python-float.ts'
import { hasKeys, underKeys } from './json-keys.ts'
import type { ColumnMeta } from './registry-meta.ts'

type Reference = RawBuilder<unknown>
type Compare = (
  reference: Reference,
  column: ColumnMeta,
  operand: unknown,
  dialect: Dialect,
) => Expression<SqlBool>

/** Above this many values an `IN` list travels as one parameter. */
const INLINE_VALUES = 20

/**
 * What each operator means. As in Django, `contains` and its like ignore ASCII case on SQLite; the `i` forms fold ASCII
 * letters there and all letters on Postgres. No value is not equal to any.
 */
export const comparisons = {
  $eq: equals,
  $ne: (reference, column, operand, dialect) =>
    sql`(${equals(reference, column, operand, dialect)}) is not true`,
  $gt: binary('>'),
  $gte: binary('>='),
  $lt: binary('<'),
  $lte: binary('<='),
  $in: isIn,
  $nin: (reference, column, operand, dialect) =>
    sql`(${isIn(reference, column, operand, dialect)}) is not true`,
  $range: (reference, column, operand, dialect) => {
    const [from, to] = operand as readonly unknown[]
    return sql`(${binary('>=')(reference, column, from, dialect)} and ${binary('<=')(reference, column, to, dialect)})`
  },
  $isNull: (reference, _column, operand) =>
    operand === true ? sql`${reference} is null` : sql`${reference} is not null`,
  $contains: contains,
  $icontains: like((text) => `%${text}%`, true),
  $startsWith: like((text) => `${text}%`),
  $istartsWith: like((text) => `${text}%`, true),
  $endsWith: like((text) => `%${text}`),
  $iendsWith: like((text) => `%${text}`, true),
  $iexact: like((text) => text, true),
  $regex: (reference, _column, operand, dialect) =>
    dialect === 'sqlite'
      ? sql`lamin_regexp(${operand}, ${reference}, '')`
      : sql`${reference}::text ~ ${operand}`,
  $iregex: (reference, _column, operand, dialect) =>
    dialect === 'sqlite'
      ? sql`lamin_regexp(${operand}, ${reference}, 'i')`
      : sql`${reference}::text ~* ${operand}`,
  $key: (root, column, operand, dialect) =>
    underKeys({ root, column, keys: [], dialect }, operand, comparisonsByName()),
  $hasKey: (root, column, key, dialect) => hasKeys({ root, column, keys: [], dialect }, [key], 'all'),
  $hasKeys: (root, column, keys, dialect) =>
    hasKeys({ root, column, keys: [], dialect }, keys as Iterable<unknown>, 'all'),
  $hasAnyKeys: (root, column, keys, dialect) =>
    hasKeys({ root, column, keys: [], dialect }, keys as Iterable<unknown>, 'any'),
} satisfies { readonly [operator: string]: Compare }

/** A value of a column as a bound parameter. */
export function parameter(column: ColumnMeta, value: unknown, dialect: Dialect): RawBuilder<unknown> {
  const converted = toDatabase(column, value)
  return column.isJson && dialect === 'postgresql' ? sql`${converted}::jsonb` : sql`${converted}`
}

function toDatabase(column: ColumnMeta, value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint' || value === null)
    return column.toDatabase(value)
  if (value instanceof Float && !column.isJson) return column.toDatabase(value.value)
  const isNumeric = !column.isText && !column.isJson && !column.isBoolean && !column.isTimestamp
  if (
    isNumeric &&
    typeof value === 'string' &&
    column.property.match(/^id$|Id$|^n[A-Z]|^size$/) &&
    Number.isNaN(Number(value))
  ) {
    throw new InvalidArgument(`Field '${column.property}' expected a number but got '${value}'.`)
  }
  return column.toDatabase(value)
}

function equals(
  reference: Reference,
  column: ColumnMeta,
  operand: unknown,
  dialect: Dialect,
): Expression<SqlBool> {
  if (operand === null) return sql`${reference} is null`
  return sql`${reference} = ${parameter(column, operand, dialect)}`
}

function binary(operator: '>' | '>=' | '<' | '<='): Compare {
  return (reference, column, operand, dialect) =>
    sql`${reference} ${sql.raw(operator)} ${parameter(column, operand, dialect)}`
}

function isIn(
  reference: Reference,
  column: ColumnMeta,
  operand: unknown,
  dialect: Dialect,
): Expression<SqlBool> {
  const given = [...(operand as Iterable<unknown>)]
  const values = given
    .filter((value) => value !== null && value !== undefined)
    .map((value) => toDatabase(column, value))
  const found = oneOf(reference, column, values, dialect)
  return values.length === given.length ? found : sql`(${found} or ${reference} is null)`
}

const isLike = like((text) => `%${text}%`)

function contains(
  reference: Reference,
  column: ColumnMeta,
  operand: unknown,
  dialect: Dialect,
): Expression<SqlBool> {
  if (column.isJson && dialect === 'sqlite')
    throw new NotSupported('contains lookup is not supported on this database backend.', {
      hint: "Look at its text with '$icontains', or below a key with '$key'.",
    })
  return isLike(reference, column, operand, dialect)
}

const comparisonsByName = (): { readonly [operator: string]: Compare } => comparisons

/** `reference` is one of driver values; long lists travel as one parameter. */
export function oneOf(
  reference: Reference,
  column: Pick<ColumnMeta, 'isText' | 'isJson'>,
  values: readonly unknown[],
  dialect: Dialect,
): Expression<SqlBool> {
  if (values.length === 0) return sql`1 = 0`
  if (values.length <= INLINE_VALUES || column.isJson) return sql`${reference} in (${sql.join(values)})`
  if (dialect === 'sqlite')
    return sql`${reference} in (select value from json_each(${JSON.stringify(values)}))`
  const isNumber = typeof values[0] === 'number'
  return isNumber
    ? sql`${reference} = any(${values}::bigint[])`
    : sql`${reference}::text = any(${values}::text[])`
}

function like(pattern: (escaped: string) => string, ignoreCase = false): Compare {
  return (reference, _column, operand, dialect) => {
    const text = pattern(String(operand).replace(/[\\%_]/g, String.raw`\$&`))
    if (dialect === 'sqlite') return sql`${reference} like ${text} escape '\\'`
    return ignoreCase
      ? sql`upper(${reference}::text) like upper(${text})`
      : sql`${reference}::text like ${text}`
  }
}
