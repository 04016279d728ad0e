import { InvalidArgument, ValidationError } from '../errors.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import { compareCodePoints } from '../identity/code-point-order.ts'
import { parseDtype } from '../identity/dtype/parse-dtype.ts'
import { isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { parseIsoDatetime } from '../identity/iso-datetime.ts'
import { Float } from '../identity/python-float.ts'
import { Timestamp } from '../identity/timestamp.ts'
import { columnNamed, dtypeRegistries } from '../registries/feature/instance-dtypes.ts'
import { oneOf } from '../registry/comparison.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { ColumnMeta, RegistryMeta } from '../registry/registry-meta.ts'
import { columnRef } from '../registry/where.ts'
import { hostOf, jsonLinkOf, type Host } from './host-values.ts'
import { allLabelRelations, type LabelRelation } from './label-relation.ts'
import { readThrough } from './through-values.ts'

/** All values of one feature. */
export interface StoredValues {
  readonly featureId: number
  readonly name: string
  readonly dtype: string
  readonly isCategorical: boolean
  /** In the order of the links. */
  readonly values: readonly unknown[]
}

interface FeatureRow {
  readonly id: number
  readonly name: string
  readonly dtype: string
}

const ID = { isText: false, isJson: false }

/** The values of all features of a record: categorical ones first, each kind by name and dtype. */
export async function readValues(record: RegistryRecord): Promise<StoredValues[]> {
  const host = hostOf(record)
  const [labels, json] = [await readLabels(host), await readJson(host)]
  return [...sorted(labels), ...sorted(json), ...sorted(await readThrough(host))]
}

const sorted = (values: readonly StoredValues[]): StoredValues[] =>
  [...values].sort((a, b) => compareCodePoints(a.name, b.name) || compareCodePoints(a.dtype, b.dtype))

async function readJson(host: Host): Promise<StoredValues[]> {
  const { queries } = host
  const link = jsonLinkOf(host)
  const rows =
    host.kind === 'Record'
      ? await queries
          .selectFrom(`${link.table} as link`)
          .innerJoin('lamindb_feature as feature', 'feature.id', 'link.feature_id')
          .select([
            'feature.id as id',
            'feature.name as name',
            'feature._dtype_str as dtype',
            'link.value as value',
          ])
          .where('link.record_id', '=', host.record.id)
          .orderBy('link.id')
          .execute()
      : await queries
          .selectFrom(`${link.table} as link`)
          .innerJoin('lamindb_jsonvalue as json', 'json.id', 'link.jsonvalue_id')
          .innerJoin('lamindb_feature as feature', 'feature.id', 'json.feature_id')
          .select([
            'feature.id as id',
            'feature.name as name',
            'feature._dtype_str as dtype',
            'json.value as value',
          ])
          .where(`link.${host.column}`, '=', host.record.id)
          .orderBy('link.id')
          .execute()
  const column = host.instance.registryNamed('JsonValue').meta.columns.get('value') as ColumnMeta
  return [...Map.groupBy(rows, (row) => Number(row['id']))].map(([featureId, group]) => {
    const { name, dtype } = group[0] as { name: unknown; dtype: unknown }
    const text = String(dtype ?? '')
    if (isCategoricalDtype(text)) throw misplaced(String(name), text)
    const values = group.map((row) => readJsonValue(column.fromDatabase(row['value']), text))
    return { featureId, name: String(name), dtype: text, isCategorical: false, values }
  })
}

const misplaced = (name: string, dtype: string): ValidationError =>
  new ValidationError(
    `invalid entry for feature '${name}': it has the categorical dtype '${dtype}', but its value is stored as JSON instead of a link.`,
    { hint: 'Set the value of the feature again.' },
  )

/** A stored value as what its dtype says: dates and times of ISO texts, numbers of numbers and texts. */
export function readJsonValue(value: unknown, dtype: string): unknown {
  const item = listItemDtype(dtype)
  if (Array.isArray(value)) return value.map((one) => readJsonValue(one, item ?? ''))
  if (value instanceof Float) return value.value
  if (typeof value === 'string') return readText(value, dtype)
  // True passes as a number, and is one.
  if (typeof value === 'boolean' && ['int', 'float', 'num'].includes(dtype)) return Number(value)
  return value
}

function readText(text: string, dtype: string): unknown {
  switch (dtype) {
    case 'date':
      return parseIsoDatetime(text) ? CalendarDate.parse(text.slice(0, 10)) : text
    case 'datetime':
    case 'datetime64[ns, UTC]': {
      const parts = parseIsoDatetime(text)
      return parts ? new Timestamp(parts.epochMilliseconds, parts.us, parts.offsetMinutes) : text
    }
    case 'int':
    case 'float':
    case 'num':
      return Number(text)
    default:
      return text
  }
}

interface Link {
  readonly meta: RegistryMeta
  readonly featureId: number
  readonly labelId: number
}

async function readLabels(host: Host): Promise<StoredValues[]> {
  const links = await readLinks(host)
  const features = await readFeatures(host, links)
  const names = await readNames(host, links, features)
  return [...Map.groupBy(links, ({ featureId }) => featureId)].flatMap(([featureId, group]) => {
    const feature = features.get(featureId)
    if (!feature) return []
    const values = group.flatMap((link) => names.get(link) ?? [])
    return values.length > 0 ? [{ ...feature, featureId, isCategorical: true, values }] : []
  })
}

/** Links of all tables, each in the order of its rows: one query per table that has any. */
async function readLinks(host: Host): Promise<Link[]> {
  const links: Link[] = []
  for (const [meta, relation] of await tablesWithLinks(host)) {
    const { link, hostColumn, labelColumn } = relation
    const rows = await host.queries
      .selectFrom(link.table)
      .select(['feature_id', labelColumn])
      .where(hostColumn, '=', host.record.id)
      .where('feature_id', 'is not', null)
      .orderBy('id')
      .execute()
    for (const row of rows)
      links.push({ meta, featureId: Number(row['feature_id']), labelId: Number(row[labelColumn]) })
  }
  return links
}

/** One query says which tables have links at all. */
async function tablesWithLinks(host: Host): Promise<(readonly [RegistryMeta, LabelRelation])[]> {
  const relations = allLabelRelations(host.meta)
  if (relations.length === 0) return []
  const { queries } = host
  const row = await queries
    .selectNoFrom((eb) =>
      relations.map(([, { link, hostColumn }], i) =>
        eb
          .exists(
            eb
              .selectFrom(link.table)
              .select('id')
              .where(hostColumn, '=', host.record.id)
              .where('feature_id', 'is not', null),
          )
          .as(`t${i}`),
      ),
    )
    .executeTakeFirst()
  return relations.filter((_, i) => Boolean((row as { [name: string]: unknown } | undefined)?.[`t${i}`]))
}

async function readFeatures(host: Host, links: readonly Link[]): Promise<Map<number, FeatureRow>> {
  const ids = [...new Set(links.map(({ featureId }) => featureId))]
  if (ids.length === 0) return new Map()
  const { meta } = host.instance.registryNamed('Feature')
  const rows = await host.queries
    .selectFrom(meta.table)
    .select(['id', 'name', '_dtype_str'])
    .where(oneOf(columnRef(meta, 'id'), ID, ids, host.instance.dialect))
    .execute()
  return new Map(
    rows.map((row) => [
      Number(row['id']),
      { id: Number(row['id']), name: String(row['name']), dtype: String(row['_dtype_str'] ?? '') },
    ]),
  )
}

/** What each label is called, in the field that the dtype names; labels off the default branches have no name here. */
async function readNames(
  host: Host,
  links: readonly Link[],
  features: ReadonlyMap<number, FeatureRow>,
): Promise<Map<Link, unknown>> {
  const names = new Map<Link, unknown>()
  for (const [meta, group] of Map.groupBy(links, (link) => link.meta)) {
    const ids = [...new Set(group.map(({ labelId }) => labelId))]
    let query = host.queries
      .selectFrom(meta.table)
      .selectAll()
      .where(oneOf(columnRef(meta, 'id'), ID, ids, host.instance.dialect))
    if (meta.branchAware) query = query.where('branch_id', 'in', host.instance.defaultBranchIds)
    const rows = new Map((await query.execute()).map((row) => [Number(row['id']), row]))
    for (const link of group) {
      const row = rows.get(link.labelId)
      const column = fieldFor(host, meta, features.get(link.featureId)?.dtype ?? '')
      if (row) names.set(link, column.fromDatabase(row[column.column]))
    }
  }
  return names
}

function fieldFor({ instance }: Host, meta: RegistryMeta, dtype: string): ColumnMeta {
  const components = parseDtype(dtype, dtypeRegistries(instance))
  const component = components.find(({ registry }) => registry.name === meta.entityName)
  const column = columnNamed(meta, component?.field ?? meta.nameField)
  if (!column) throw new InvalidArgument(`Registry ${meta.entityName} has no field to show its records by.`)
  return column
}
