import type { Table } from 'apache-arrow'

import { InvalidArgument } from '../errors.ts'
import { compareCodePoints } from '../identity/code-point-order.ts'
import { listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import type { Feature } from '../registries/feature.ts'
import type { Record } from '../registries/record.ts'
import { trackRunInputs } from '../registries/run-inputs.ts'
import type { Schema } from '../registries/schema.ts'
import { int32, utf8 } from '../registry/data-frame/arrow-values.ts'
import type { DataFrameOptions } from '../registry/data-frame/data-frame-options.ts'
import type { FeatureFrames } from '../registry/data-frame/feature-frames.ts'
import { tableOf, type FrameColumn } from '../registry/data-frame/frame-column.ts'
import { hasFeatureValues } from '../registry/feature-conditions.ts'
import { QuerySet } from '../registry/query-set.ts'
import type { BoundRegistry, RegistryRecord } from '../registry/record.ts'
import { settled, type Scope } from '../registry/scope.ts'
import { chosenFeatures } from './chosen-features.ts'
import { featureKind, singleDtype } from './feature-kind.ts'
import { hostOf } from './host-values.ts'
import { isThrough, readThrough } from './through-values.ts'
import { valuesOfMany, type ValuesByHost } from './values-of-many.ts'

/** Values of features as columns of data frames. @see core.md 6.4 */
export const featureFrames: FeatureFrames = {
  async columns(registry, ids, shown) {
    if (!hasFeatureValues(registry.meta))
      throw new InvalidArgument(
        `include="features" is only applicable for Artifact, Record, and Run, not ${registry.meta.name}`,
      )
    const features = await chosenFeatures(registry, ids, shown)
    const values = await valuesOfMany(registry, ids, features)
    return features.map((feature) => featureColumn(feature, ids, values.get(feature.id)))
  },

  async sheet(scope, options, given) {
    const type = (given as Record | undefined) ?? (await onlyType(scope))
    return type && sheetTable(scope, options, type)
  },
}

/** One value a row, a list a row where the dtype is one of lists, or where a row has several values. */
function featureColumn(
  { name, dtype }: Feature,
  ids: readonly number[],
  found: ValuesByHost | undefined,
): FrameColumn {
  const text = dtype ?? ''
  const lists = ids.map((id) => found?.get(id))
  const isList =
    listItemDtype(text) !== undefined ||
    (text !== 'dict' && lists.some((list) => list !== undefined && list.length > 1))
  const values = isList ? lists.map((list) => list ?? null) : lists.map((list) => list?.[0] ?? null)
  return {
    name,
    values,
    isList,
    kind: featureKind(singleDtype(text), isList ? lists.flat() : values, isList),
  }
}

/** The type that all records of a scope have. */
async function onlyType(scope: Scope): Promise<Record | undefined> {
  const registry = scope.registry as BoundRegistry<Record>
  const { instance } = registry
  const { plan } = await settled(scope)
  const rows = await new QuerySet<Record>(registry, { ...plan, order: [] }).rows(['type_id'])
  const [id, ...others] = new Set(rows.map((row) => row['type_id']))
  if (typeof id === 'number' && others.length === 0) return new QuerySet<Record>(registry).get(id)
  instance.logger.warning(
    'the records are not all of one type: they are shown with the features that they have, not as a sheet',
  )
  return undefined
}

/** The order of the rows, and what is known of each. */
interface SheetRow {
  readonly id: number
  readonly uid: string
  readonly name: string | null
}

async function sheetTable(scope: Scope, options: DataFrameOptions, type: Record): Promise<Table> {
  const registry = scope.registry as BoundRegistry<Record>
  const schema = (await type.schema) ?? undefined
  const index = await schema?.index
  const rows = await sheetRows(scope, options, index !== undefined)
  const ids = rows.map(({ id }) => id)
  registry.instance.logger.info(`exporting ${rows.length} records of '${String(type.name)}'`)
  const members = await sheetMembers(schema, index)
  const measured = await featureFrames.columns(registry, ids, shownIn(options))
  const byName = new Map(measured.map((column) => [column.name, column]))
  const ofMembers: FrameColumn[] = []
  for (const member of members)
    ofMembers.push(
      isThrough(member)
        ? featureColumn(member, ids, await throughValues(registry, ids, member))
        : (byName.get(member.name) ?? featureColumn(member, ids, undefined)),
    )
  const shown = new Set([...members, ...(index ? [index] : [])].map(({ name }) => name))
  const others = measured.filter(({ name }) => !shown.has(name))
  const labels = index ? [labelColumn(index, rows)] : [idColumn(ids)]
  const about = index ? [] : recordColumns(rows)
  const beside = schema ? [...ofMembers, ...about, ...others] : [...byNames(others), ...about]
  await trackInputs(registry, type, ids)
  return tableOf([...labels, ...beside], rows.length, index?.name ?? RECORD_ID)
}

const RECORD_ID = '__lamindb_record_id__'

const shownIn = ({ features }: DataFrameOptions): 'measured' | readonly string[] =>
  features === undefined ? 'measured' : [features].flat()

const byNames = (columns: readonly FrameColumn[]): FrameColumn[] =>
  columns.toSorted((a, b) => compareCodePoints(a.name, b.name))

/** All rows unless a limit is given, by their labels unless the set has an order. */
async function sheetRows(
  scope: Scope,
  { limit = null, orderBy = 'id' }: DataFrameOptions,
  isByName: boolean,
): Promise<SheetRow[]> {
  const registry = scope.registry as BoundRegistry<Record>
  const set = new QuerySet<Record>(registry, scope.plan)
  const isOrdered = scope.plan.order.length > 0
  const ordered = isOrdered || orderBy === null ? set : set.orderBy(orderBy)
  const most = limit === null ? scope.plan.limit : Math.min(limit, scope.plan.limit ?? limit)
  const rows = await (most === undefined ? ordered : ordered.limit(most)).rows(['id', 'uid', 'name'])
  const found = rows.map((row) => ({
    id: Number(row['id']),
    uid: String(row['uid']),
    name: row['name'] as string | null,
  }))
  if (isOrdered) return found
  return isByName
    ? found.sort((a, b) => compareCodePoints(a.name ?? '', b.name ?? ''))
    : found.sort((a, b) => a.id - b.id)
}

async function sheetMembers(schema: Schema | undefined, index: Feature | undefined): Promise<Feature[]> {
  const members = schema ? ((await schema.members) as Feature[]) : []
  return members.filter(({ uid }) => uid !== index?.uid)
}

const labelColumn = ({ name }: Feature, rows: readonly SheetRow[]): FrameColumn => ({
  name,
  values: rows.map((row) => row.name),
  kind: utf8,
  isList: false,
})

const idColumn = (ids: readonly number[]): FrameColumn => ({
  name: RECORD_ID,
  values: ids,
  kind: int32,
  isList: false,
})

const recordColumns = (rows: readonly SheetRow[]): FrameColumn[] => [
  { name: '__lamindb_record_uid__', values: rows.map(({ uid }) => uid), kind: utf8, isList: false },
  { name: '__lamindb_record_name__', values: rows.map(({ name }) => name), kind: utf8, isList: false },
]

/** Values that records do not hold themselves; read record by record, as few schemas have such members. */
async function throughValues(
  registry: BoundRegistry<Record>,
  ids: readonly number[],
  feature: Feature,
): Promise<ValuesByHost> {
  const records = await new QuerySet<Record>(registry).filter({ id: { $in: [...ids] } })
  const values = new Map<number, readonly unknown[]>()
  for (const record of records) {
    const found = (await readThrough(hostOf(record))).find(({ featureId }) => featureId === feature.id)
    if (found) values.set(record.id, found.values.map(plainValue))
  }
  return values
}

/** Times as the texts that columns are made of. */
const plainValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'toIso' in value
    ? (value as { toIso(): string }).toIso()
    : value

/** A sheet that is read in a run becomes its input, as do its rows. */
async function trackInputs(
  registry: BoundRegistry<Record>,
  type: Record,
  ids: readonly number[],
): Promise<void> {
  const { instance } = registry
  if (instance.runId === undefined) return
  const { nMaxRecords } = instance.settings.annotation
  if (ids.length > nMaxRecords)
    instance.logger.warning(
      `only the first ${nMaxRecords} records become inputs of the run: see settings.annotation.nMaxRecords`,
    )
  const where = { id: { $in: ids.slice(0, nMaxRecords) } }
  const records: RegistryRecord[] = await new QuerySet<Record>(registry).filter(where)
  await trackRunInputs([type, ...records])
}
