import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

import type { Dialect } from '../database/dialect.ts'
import { FieldError, InvalidArgument } from '../errors.ts'
import { inferDtype } from '../identity/dtype/infer-dtype.ts'
import { Float } from '../identity/python-float.ts'
import { inferenceValues } from '../registries/feature/inference-values.ts'
import type { Feature } from '../registries/feature.ts'
import { isComparison } from '../registry/comparison-object.ts'
import { comparisons } from '../registry/comparison.ts'
import type { ColumnMeta, RegistryMeta } from '../registry/registry-meta.ts'
import { all, columnRef, not } from '../registry/where.ts'
import { isThrough } from './through-values.ts'

type Condition = Expression<SqlBool>

/** One operator of a condition on a feature, and what it compares with. */
export interface Comparing {
  readonly operator: string
  readonly operand: unknown
}

/** Whether a host has a value of a feature that compares so: one that is stored as JSON. */
export async function jsonCondition(
  meta: RegistryMeta,
  feature: Feature,
  { operator, operand }: Comparing,
): Promise<Condition> {
  if (operator === '$isNull') {
    const has = withValue(meta, feature, undefined)
    return operand === true ? not(has) : has
  }
  if (operator === '$eq' && (operand === null || operand === undefined))
    return not(withValue(meta, feature, undefined))
  return withValue(meta, feature, compare(comparedColumn(meta), feature, { operator, operand }))
}

function comparedColumn(meta: RegistryMeta): ComparedColumn {
  const value = valueColumn(meta)
  const reference = columnRef(value.meta, value.column.column)
  return { reference, column: value.column, dialect: meta.registry.instance.dialect }
}

const SORTABLE = new Set([
  'int',
  'float',
  'num',
  'str',
  'bool',
  'path',
  'url',
  'date',
  'datetime',
  'datetime64[ns, UTC]',
])

/** Operators that say of a record what value it lacks; they choose no values. */
const ABSENCES = new Set(['$ne', '$nin', '$isNull'])

/**
 * The values of a feature as what they are ordered by, with the hosts that have them.
 *
 * @throws FieldError for a feature of labels, lists or dictionaries, and for one that gets its values from elsewhere
 */
export function sortValues(
  meta: RegistryMeta,
  feature: Feature,
  conditions: readonly unknown[],
): RawBuilder<unknown> {
  if (!SORTABLE.has(feature.dtype ?? '') || isThrough(feature))
    throw new FieldError(
      `Cannot order by feature '${feature.name}': its values, of dtype '${feature.dtype ?? 'None'}', have no order.`,
    )
  const compared = comparedColumn(meta)
  const { meta: values } = valueColumn(meta)
  const restrictions = conditions.flatMap((condition) => {
    const comparison = isComparison(condition) ? condition : { $eq: condition }
    return Object.entries(comparison).flatMap(([operator, operand]) =>
      ABSENCES.has(operator) || operand === null ? [] : [compare(compared, feature, { operator, operand })],
    )
  })
  const meets = all([sql<SqlBool>`${columnRef(values, 'feature_id')} = ${feature.id}`, ...restrictions])
  const sorted = sql`${sortValue(compared, feature)} as sort_value`
  if (meta.name === 'Record')
    return sql`select ${columnRef(values, 'record_id')} as host_id, ${sorted} from ${sql.table(values.table)} where ${meets}`
  const { meta: link } = meta.registry.instance.registryNamed(`${meta.name}JsonValue`)
  const host = columnRef(link, `${meta.name.toLowerCase()}_id`)
  return sql`select ${host} as host_id, ${sorted} from ${sql.table(link.table)} join ${sql.table(values.table)}
    on ${columnRef(values, 'id')} = ${columnRef(link, 'jsonvalue_id')} where ${meets}`
}

/** Numbers as numbers, moments as moments, whatever their offset; days, texts and truths as their texts. */
function sortValue(compared: ComparedColumn, { dtype }: Feature): RawBuilder<unknown> {
  const text = textOf(compared)
  const isSqlite = compared.dialect === 'sqlite'
  if (['int', 'float', 'num'].includes(dtype ?? ''))
    return isSqlite ? sql`cast(${text} as real)` : sql`cast(${text} as double precision)`
  if (dtype?.startsWith('datetime') === true)
    return isSqlite ? sql`julianday(${text})` : sql`cast(${text} as timestamptz)`
  return text
}

interface ComparedColumn {
  readonly reference: RawBuilder<unknown>
  readonly column: ColumnMeta
  readonly dialect: Dialect
}

/** Comparisons of texts look at the text itself and mind no case, as the reference does. */
const textOperators: { readonly [operator: string]: keyof typeof comparisons } = {
  $contains: '$icontains',
  $icontains: '$icontains',
  $startsWith: '$icontains',
  $istartsWith: '$icontains',
  $endsWith: '$endsWith',
  $iendsWith: '$iendsWith',
  $iexact: '$iexact',
  $regex: '$regex',
  $iregex: '$iregex',
}

const KEYED = new Set(['$key', '$hasKey', '$hasKeys', '$hasAnyKeys'])
const ORDERS = new Set(['$gt', '$gte', '$lt', '$lte', '$range'])

function compare(compared: ComparedColumn, feature: Feature, { operator, operand }: Comparing): Condition {
  const { reference, column, dialect } = compared
  const known = comparisons[operator as keyof typeof comparisons]
  if (!known)
    throw new InvalidArgument(
      `'${operator}' is no comparison; known ones are ${Object.keys(comparisons).join(', ')}.`,
    )
  if (KEYED.has(operator)) return known(reference, column, operand, dialect)
  const asText = textOperators[operator]
  if (asText) return comparisons[asText](textOf(compared), column, operand, dialect)
  const isList = operator === '$in' || operator === '$range'
  const stored = isList
    ? [...(operand as Iterable<unknown>)].map((one) => storedValue(feature, one))
    : storedValue(feature, operand)
  const isNumber = ['int', 'float', 'num'].includes(feature.dtype ?? '')
  if (dialect === 'sqlite' && isNumber && ORDERS.has(operator))
    return known(
      sql`cast(json_extract(${reference}, '$') as real)`,
      { ...column, isJson: false, toDatabase: plainNumber },
      stored,
      dialect,
    )
  return known(reference, column, stored, dialect)
}

const textOf = ({ reference, dialect }: ComparedColumn): RawBuilder<unknown> =>
  dialect === 'sqlite' ? sql`json_extract(${reference}, '$')` : sql`(${reference} #>> '{}')`

const plainNumber = (value: unknown): unknown => (value instanceof Float ? value.value : value)

/** A value in the form in which it is stored: numbers as the dtype says, dates as texts. */
const storedValue = (feature: Feature, value: unknown): unknown =>
  inferDtype(value, feature.dtype ?? undefined, inferenceValues).value

/** Records hold their values themselves, artifacts and runs share them. */
function valueColumn({ name, registry: { instance } }: RegistryMeta): {
  readonly meta: RegistryMeta
  readonly column: ColumnMeta
} {
  const { meta } = instance.registryNamed(name === 'Record' ? 'RecordJson' : 'JsonValue')
  return { meta, column: meta.columns.get('value') as ColumnMeta }
}

function withValue(meta: RegistryMeta, feature: Feature, comparison: Condition | undefined): Condition {
  const { meta: values } = valueColumn(meta)
  const meets = comparison ? sql` and ${comparison}` : sql``
  const ofFeature = sql`${columnRef(values, 'feature_id')} = ${feature.id}${meets}`
  const id = columnRef(meta, 'id')
  if (meta.name === 'Record')
    return sql<SqlBool>`${id} in (select ${columnRef(values, 'record_id')} from ${sql.table(values.table)} where ${ofFeature})`
  const { meta: link } = meta.registry.instance.registryNamed(`${meta.name}JsonValue`)
  const host = columnRef(link, `${meta.name.toLowerCase()}_id`)
  const ids = sql`select ${columnRef(values, 'id')} from ${sql.table(values.table)} where ${ofFeature}`
  return sql<SqlBool>`${id} in (select ${host} from ${sql.table(link.table)} where ${columnRef(link, 'jsonvalue_id')} in (${ids}))`
}
