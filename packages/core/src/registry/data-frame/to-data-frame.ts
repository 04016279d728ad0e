import type { Table } from 'apache-arrow'

import { settlePlan } from '../feature-conditions.ts'
import { emptyPlan, planQuery, type QueryPlan } from '../query-plan.ts'
import type { Row } from '../record-state.ts'
import type { BoundRegistry } from '../record.ts'
import type { ColumnMeta, RegistryMeta } from '../registry-meta.ts'
import type { Scope } from '../scope.ts'
import { columnKind } from './column-kind.ts'
import { dataFrameColumns, foreignKeys } from './column-order.ts'
import type { DataFrameOptions } from './data-frame-options.ts'
import { featureFramesOf, type ShownFeatures } from './feature-frames.ts'
import { rowColumn, tableOf, type FrameColumn } from './frame-column.ts'
import { checkDistinct, includedPath, includedValues, type IncludedPath } from './included-values.ts'
import { pagedFrame } from './paged-frame.ts'

const DEFAULT_LIMIT = 20

/**
 * Rows of a scope as an Arrow table, built from what the driver gives, without records.
 *
 * @param ids - those of the rows, in their order; by default all rows of the scope
 */
export async function toDataFrame(
  scope: Scope,
  options: DataFrameOptions = {},
  ids?: readonly number[],
): Promise<Table> {
  const { meta, instance } = scope.registry
  const include = [options.include ?? []].flat()
  const features = shownFeatures(options)
  const sheet = include.includes('features') ? await sheetOf(scope, options) : undefined
  if (sheet) return sheet
  const columns = dataFrameColumns(meta, include.includes('privates'))
  const paths = include.filter((path) => !KEYWORDS.has(path)).map((path) => includedPath(meta, path))
  const shown = paths.length === 0 && features === undefined ? columns : columns.slice(0, 3)
  const added = paths.filter(({ name }) => !shown.some((column) => column.column === name))
  checkDistinct(added.map(({ name }) => name))
  const isPlain = ids === undefined && features === undefined && added.length === 0
  const whole = isPlain ? await wholeFrame(scope, options, shown) : undefined
  if (whole) return whole
  const read = [...shown, ...added.filter((path) => path.steps.length === 0).map((path) => path.column)]
  const { rows, isTruncated } = ids
    ? await readRowsByIds(scope.registry, options, read, ids)
    : await readRows(scope, options, read)
  if (isTruncated && options.limit === undefined)
    instance.logger.warning(
      `the data frame shows the first ${DEFAULT_LIMIT} records; pass limit: null for all of them`,
    )
  const isKey = foreignKeys(meta)
  const frame = shown.map((column) => rowColumn(column, isKey.has(column), rows))
  for (const path of added) frame.push(await includedColumn(meta, path, rows))
  if (features !== undefined) {
    const found = rows.map((row) => Number(row['id']))
    const values = await featureFramesOf(instance).columns(scope.registry, found, features)
    return tableOf([...besideFeatures(meta, frame, values), ...values], rows.length)
  }
  return tableOf(frame, rows.length)
}

/** What `include` asks for beside columns and relations. */
const KEYWORDS: ReadonlySet<string> = new Set(['privates', 'features'])

function shownFeatures({ include, features }: DataFrameOptions): ShownFeatures | undefined {
  if (features !== undefined) return typeof features === 'string' ? [features] : features
  return [include ?? []].flat().includes('features') ? 'measured' : undefined
}

/** Records of one type are shown as the sheet that they are. */
const sheetOf = (scope: Scope, options: DataFrameOptions): Promise<Table | undefined> =>
  scope.registry.meta.entityName === 'Record'
    ? featureFramesOf(scope.registry.instance).sheet(scope, options)
    : Promise.resolve(undefined)

/** Columns of the registry make way for features of their names. */
function besideFeatures(
  { name }: RegistryMeta,
  columns: readonly FrameColumn[],
  features: readonly FrameColumn[],
): FrameColumn[] {
  const taken = new Set(features.map((feature) => feature.name))
  return columns.map((column) =>
    taken.has(column.name) ? { ...column, name: `__lamindb_${name.toLowerCase()}_${column.name}__` } : column,
  )
}

/** All rows by their ids, as far as that is what is asked for. */
async function wholeFrame(
  { registry, plan }: Scope,
  { limit, orderBy = '-id' }: DataFrameOptions,
  columns: readonly ColumnMeta[],
): Promise<Table | undefined> {
  if (limit !== null || plan.limit !== undefined || plan.offset !== undefined) return undefined
  if (plan.order.length > 0 || (orderBy !== 'id' && orderBy !== '-id')) return undefined
  const settled = await settlePlan(registry, withoutInternalKinds(registry.meta, plan))
  return pagedFrame({ registry, plan: settled }, columns, orderBy === 'id' ? 'asc' : 'desc')
}

async function readRows(
  { registry, plan }: Scope,
  { limit = DEFAULT_LIMIT, orderBy = '-id' }: DataFrameOptions,
  columns: readonly ColumnMeta[],
): Promise<{ rows: readonly Row[]; isTruncated: boolean }> {
  const most = limit === null ? plan.limit : Math.min(plan.limit ?? Number.POSITIVE_INFINITY, limit + 1)
  const settled = await settlePlan(registry, withoutInternalKinds(registry.meta, plan))
  const asked: QueryPlan = {
    ...settled,
    order: settled.order.length > 0 || orderBy === null ? settled.order : orderOf(orderBy),
    limit: most,
  }
  const rows: Row[] = await planQuery(
    registry,
    asked,
    columns.map(({ column }) => column),
  ).execute()
  const isTruncated = limit !== null && rows.length > limit
  return { rows: isTruncated ? rows.slice(0, limit) : rows, isTruncated }
}

async function readRowsByIds(
  registry: BoundRegistry,
  { limit = DEFAULT_LIMIT }: DataFrameOptions,
  columns: readonly ColumnMeta[],
  ids: readonly number[],
): Promise<{ rows: readonly Row[]; isTruncated: boolean }> {
  const chosen = limit === null ? ids : ids.slice(0, limit)
  const plan = { ...emptyPlan, clauses: [{ where: { id: { $in: chosen } } }] }
  const rows: Row[] = await planQuery(
    registry,
    plan,
    columns.map(({ column }) => column),
  ).execute()
  const byId = new Map(rows.map((row) => [Number(row['id']), row] as const))
  return {
    rows: chosen.map((id) => byId.get(id)).filter((row) => row !== undefined),
    isTruncated: chosen.length < ids.length,
  }
}

const orderOf = (orderBy: string | object): QueryPlan['order'] =>
  typeof orderBy === 'string'
    ? [[orderBy.replace(/^-/, ''), orderBy.startsWith('-') ? 'desc' : 'asc']]
    : (Object.entries(orderBy) as [string, 'asc' | 'desc'][])

/** Artifacts that LaminDB makes for itself stay out, unless the set is sliced or says something about kinds. */
function withoutInternalKinds(meta: RegistryMeta, plan: QueryPlan): QueryPlan {
  const isSliced = plan.limit !== undefined || plan.offset !== undefined
  if (
    meta.name !== 'Artifact' ||
    isSliced ||
    plan.clauses.some((clause) => 'where' in clause && names(clause.where, 'kind'))
  )
    return plan
  const where = { kind: { $startsWith: '__lamindb' } }
  return { ...plan, clauses: [...plan.clauses, { where: { $or: [{ kind: null }, { $not: where }] } }] }
}

function names(condition: unknown, property: string): boolean {
  if (Array.isArray(condition)) return condition.some((part) => names(part, property))
  if (typeof condition !== 'object' || condition === null) return false
  return Object.entries(condition).some(
    ([key, value]) => key === property || (key.startsWith('$') && names(value, property)),
  )
}

async function includedColumn(
  meta: RegistryMeta,
  path: IncludedPath,
  rows: readonly Row[],
): Promise<FrameColumn> {
  const { column, isMany, name } = path
  if (path.steps.length === 0) return rowColumn(column, foreignKeys(meta).has(column), rows)
  const ids = rows.map((row) => Number(row['id']))
  const found = await includedValues(meta, path, ids)
  const lists = ids.map((id) => [...(found.get(id) ?? [])])
  const values = isMany ? lists : lists.map(([value]) => value)
  const end = path.steps.at(-1)?.target ?? meta
  const kind = columnKind(column, foreignKeys(end).has(column) || column.primary, lists.flat())
  return { name, values, kind, isList: isMany }
}
