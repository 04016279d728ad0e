import { sql, type Expression, type SqlBool } from 'kysely'

import { DoesNotExist, InvalidArgument, NotSupported } from '../errors.ts'
import { parseDtype } from '../identity/dtype/parse-dtype.ts'
import { listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { pyRepr } from '../identity/python-text.ts'
import { columnNamed, dtypeRegistries } from '../registries/feature/instance-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import { oneOf } from '../registry/comparison.ts'
import { QuerySet } from '../registry/query-set.ts'
import { metaOf } from '../registry/record-state.ts'
import { RegistryRecord } from '../registry/record.ts'
import type { ColumnMeta, RegistryMeta } from '../registry/registry-meta.ts'
import { columnRef, not } from '../registry/where.ts'
import type { Comparing } from './json-condition.ts'
import { labelRelation } from './label-relation.ts'

type Condition = Expression<SqlBool>

const ID = { isText: false, isJson: false }

/** A registry that a dtype names, and the field by which it names the records. */
interface Labels {
  readonly meta: RegistryMeta
  readonly column: ColumnMeta
}

/** Ids of labels by their registry. */
type LabelIds = ReadonlyMap<RegistryMeta, readonly number[]>

/** Whether a host has a value of a categorical feature that compares so. */
export async function labelCondition(
  meta: RegistryMeta,
  feature: Feature,
  { operator, operand }: Comparing,
): Promise<Condition> {
  const registries = labelsOf(meta, feature)
  if (operator === '$isNull' || operand === null || operand === undefined) {
    const has = either(registries.map((labels) => linked(meta, feature, labels.meta, undefined)))
    return operator === '$isNull' && operand !== true ? has : not(has)
  }
  if (operator === '$in')
    return linkedToOne(meta, feature, await found(registries, [...(operand as Iterable<unknown>)]))
  if (operand instanceof RegistryRecord) return linkedToOne(meta, feature, await found(registries, [operand]))
  if (Array.isArray(operand) || operand instanceof Set) {
    if (operator !== '$eq' || listItemDtype(feature.dtype ?? '') === undefined)
      throw new NotSupported(`Feature '${feature.name}' cannot be compared with a list by ${operator}.`, {
        hint: 'Use $in to find what has one of the labels.',
      })
    return linkedExactly(meta, feature, await found(registries, [...operand], 'all'))
  }
  return linkedToOne(meta, feature, await named(registries, { [operator]: operand }))
}

function labelsOf({ registry: { instance } }: RegistryMeta, { dtype }: Feature): Labels[] {
  return parseDtype(dtype ?? '', dtypeRegistries(instance)).map(({ registry, field }) => {
    const { meta } = instance.registryNamed(registry.name)
    return { meta, column: columnNamed(meta, field) as ColumnMeta }
  })
}

/** Labels whose field meets a comparison. @throws DoesNotExist when there are none */
async function named(registries: readonly Labels[], comparison: object): Promise<LabelIds> {
  const ids = new Map<RegistryMeta, number[]>()
  for (const { meta, column } of registries) {
    const where = { [column.property]: comparison }
    const rows = await new QuerySet<RegistryRecord>(meta.registry).filter(where).rows(['id'])
    const known = ids.get(meta) ?? []
    ids.set(meta, [...known, ...rows.map((row) => Number(row['id']))])
  }
  if ([...ids.values()].every((list) => list.length === 0))
    throw notFound(registries, Object.values(comparison))
  return ids
}

/**
 * Records as they are and labels of names.
 *
 * @param which - whether every name must stand for a label, or one of them
 */
async function found(
  registries: readonly Labels[],
  given: readonly unknown[],
  which: 'some' | 'all' = 'some',
): Promise<LabelIds> {
  const ids = new Map<RegistryMeta, number[]>()
  for (const record of given.filter((one) => one instanceof RegistryRecord)) {
    const meta = metaOf(record)
    if (!registries.some((labels) => labels.meta === meta))
      throw new InvalidArgument(`${meta.entityName} records are no values of this feature.`)
    ids.set(meta, [...(ids.get(meta) ?? []), record.id])
  }
  const names = given.filter((one) => !(one instanceof RegistryRecord))
  const unknown = new Set(names.map(String))
  for (const { meta, column } of names.length > 0 ? registries : []) {
    const where = { [column.property]: { $in: names } }
    const rows = await new QuerySet<RegistryRecord>(meta.registry).filter(where).rows(['id', column.column])
    for (const row of rows) unknown.delete(String(row[column.column]))
    ids.set(meta, [...(ids.get(meta) ?? []), ...rows.map((row) => Number(row['id']))])
  }
  const isNothing = [...ids.values()].every((list) => list.length === 0)
  if (given.length > 0 && (isNothing || (which === 'all' && unknown.size > 0)))
    throw notFound(registries, which === 'all' ? [...unknown] : names)
  return ids
}

function notFound(registries: readonly Labels[], values: readonly unknown[]): DoesNotExist {
  const where = registries.map(({ meta, column }) => `${meta.entityName}.${column.column}`).join(' or ')
  return new DoesNotExist(`Did not find ${where} matching ${values.map((value) => pyRepr(value)).join(', ')}`)
}

const either = (parts: readonly Condition[]): Condition =>
  parts.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`

const linkedToOne = (meta: RegistryMeta, feature: Feature, labels: LabelIds): Condition =>
  either([...labels].map(([label, ids]) => linked(meta, feature, label, ids)))

/** Hosts that have links of the feature to one of some labels, or to any. */
function linked(
  meta: RegistryMeta,
  feature: Feature,
  label: RegistryMeta,
  ids: readonly number[] | undefined,
): Condition {
  const { link, hostColumn, labelColumn } = labelRelation(meta, label)
  const ofFeature = sql<SqlBool>`${columnRef(link, 'feature_id')} = ${feature.id}`
  const { dialect } = meta.registry.instance
  const which = ids ? sql` and ${oneOf(columnRef(link, labelColumn), ID, ids, dialect)}` : sql``
  return sql<SqlBool>`${columnRef(meta, 'id')} in (select ${columnRef(link, hostColumn)} from ${sql.table(link.table)} where ${ofFeature}${which})`
}

/** Hosts that have links of the feature to all of some labels and to no others. */
function linkedExactly(meta: RegistryMeta, feature: Feature, labels: LabelIds): Condition {
  const [only, ...more] = [...labels].filter(([, ids]) => ids.length > 0)
  if (more.length > 0) throw new NotSupported('Lists with labels of several registries cannot be compared.')
  if (!only) return not(either([...labels.keys()].map((label) => linked(meta, feature, label, undefined))))
  const [label, ids] = only
  const { link, hostColumn, labelColumn } = labelRelation(meta, label)
  const { dialect } = meta.registry.instance
  const isOne = oneOf(columnRef(link, labelColumn), ID, ids, dialect)
  const count = new Set(ids).size
  return sql<SqlBool>`${columnRef(meta, 'id')} in (
    select ${columnRef(link, hostColumn)} from ${sql.table(link.table)}
    where ${columnRef(link, 'feature_id')} = ${feature.id} group by ${columnRef(link, hostColumn)}
    having count(*) = ${count} and sum(case when ${isOne} then 1 else 0 end) = ${count})`
}
