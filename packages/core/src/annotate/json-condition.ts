import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

import type { Dialect } from '../database/dialect.ts'
import { InvalidArgument } from '../errors.ts'
import { inferDtype } from '../identity/dtype/infer-dtype.ts'
import { Float } from '../identity/python-float.ts'
import { inferenceValues } from '../registries/feature/inference-values.ts'
import type { Feature } from '../registries/feature.ts'
import { comparisons } from '../registry/comparison.ts'
import type { ColumnMeta, RegistryMeta } from '../registry/registry-meta.ts'
import { columnRef, not } from '../registry/where.ts'

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
  const { instance } = meta.registry
  const value = valueColumn(meta)
  const comparison = compare(
    {
      reference: columnRef(value.meta, value.column.column),
      column: value.column,
      dialect: instance.dialect,
    },
    feature,
    { operator, operand },
  )
  return withValue(meta, feature, comparison)
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

const ORDERS = new Set(['$gt', '$gte', '$lt', '$lte', '$range'])

function compare(compared: ComparedColumn, feature: Feature, { operator, operand }: Comparing): Condition {
  const { reference, column, dialect } = compared
  const known = comparisons[operator as keyof typeof comparisons]
  if (!known)
    throw new InvalidArgument(
      `'${operator}' is no comparison; known ones are ${Object.keys(comparisons).join(', ')}.`,
    )
  if (operator === '$key') return known(reference, column, operand, dialect)
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
